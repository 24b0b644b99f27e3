"""The base that hostile and honest requests are made on."""

import pytest

from tests.builders import JIA, RegistryFolder, case_path, case_text
from tests.commands import ENVIRONMENT
from tests.hostile.objects import Objects


@pytest.fixture(scope="module")
def objects(indexed: RegistryFolder, tmp_path_factory: pytest.TempPathFactory) -> Objects:
    """The miniature with its index, and a case on which nothing is decided yet. Only objects are added to it."""
    folder = indexed.copy(tmp_path_factory.mktemp("hostile") / "registry")
    text = case_text(code=JIA, name="示例甲科技有限公司", opened_on="2026-05-01", revoked="").replace(
        "state: blacklisted", "state: alleged"
    )
    folder.write(case_path("sichuan", JIA, "2026-05-01"), text[: text.index("rectifications:")])
    folder.write("filings/README.md", "# 说明\n")
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        folder.commit("Allege")
    return Objects(folder.root)
