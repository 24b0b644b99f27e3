"""Where the site and its repository stand: from the configuration to the pages, and nothing that is no address."""

from pathlib import Path

import pytest

from registry.adapters.site_generator import SiteGeneratorError, generate
from registry.render.site import shell
from registry.render.site.deployment import Deployment, DeploymentError
from tests.site.conftest import REPOSITORY
from tests.site.site_sample import EPOCH, RULES

SITE, FORGE = "https://registry.example.cn/apps", "https://forge.example.cn/edu/registry"


def test_addresses_are_joined_from_what_is_configured() -> None:
    here = Deployment.configured(f"{SITE}/", f" {FORGE}/ ")
    assert here == Deployment(f"{SITE}/", FORGE)
    assert here.absolute("v/1190001") == f"{SITE}/v/1190001"
    assert here.commit("c0ffee") == f"{FORGE}/commit/c0ffee"
    assert here.source("filings/示例.yaml") == f"{FORGE}/blob/main/filings/%E7%A4%BA%E4%BE%8B.yaml"
    assert (
        here.issue_form("complaint.zh.yml", subject="教APP备1190001号 & b")
        == f"{FORGE}/issues/new?template=complaint.zh.yml&subject=%E6%95%99APP%E5%A4%871190001%E5%8F%B7%20%26%20b"
    )


@pytest.mark.parametrize("empty", [None, "", "/"])
def test_what_is_not_configured_gives_no_address(empty: object) -> None:
    nowhere = Deployment.configured(empty, empty)
    assert nowhere == Deployment()
    assert [
        nowhere.absolute("v/1"),
        nowhere.commit("c"),
        nowhere.source("f"),
        nowhere.issue_form("t", subject="s"),
    ] == [""] * 4


@pytest.mark.parametrize(
    "given",
    [
        "registry.example.cn",
        "javascript:alert(1)",
        "file:///etc",
        "ftp://example.cn",
        "javascript://example.cn/%0aalert(1)",
        "https://",
        "https://example.cn/?a=1",
        "https://example.cn/#top",
        'https://example.cn/"><b>',
        "https://example.cn/a b",
        "https://示例.cn",
        17,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(given: object) -> None:
    with pytest.raises(DeploymentError, match=r"extra\.site_address"):
        Deployment.configured(given, "")
    with pytest.raises(DeploymentError, match=r"extra\.repository"):
        Deployment.configured("", given)


def _copy(folder: Path, configuration: str) -> Path:
    (folder / "site").symlink_to(REPOSITORY / "site")
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    return folder


def test_settings_come_from_the_configuration_of_the_site(tmp_path: Path) -> None:
    given = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    folder = _copy(tmp_path, given.replace('site_address: ""', f"site_address: {SITE}"))
    made = generate(folder, RULES, EPOCH, shell.SOURCE)
    assert (made.settings["site_address"], made.settings["repository"]) == (SITE, "")


def test_a_configuration_that_is_no_yaml_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SiteGeneratorError):
        generate(_copy(tmp_path, "extra: [\n"), {}, EPOCH, shell.SOURCE)
