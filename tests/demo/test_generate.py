"""The same arguments give the same bytes; every file is whole, in its place and accepted by the rules."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registry.adapters.yaml_writer import to_yaml
from registry.commands.demo import generate
from registry.core import paths
from registry.core.authority import Authority
from registry.core.lookup import MemoryLookup
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.rules.judge import judge
from tests.demo.country import AUTHORITIES, Demo, made

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
DIGEST = """
import hashlib
from registry.commands.demo import generate
from tests.demo.country import AUTHORITIES
total = hashlib.sha256()
for path, content in generate(60, 80, 7, AUTHORITIES):
    total.update(path.encode() + b"\\0" + content + b"\\0")
print(total.hexdigest())
"""


def _digest_in_process(hash_seed: str) -> str:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": f"{SCRIPTS}{os.pathsep}{SCRIPTS.parent}",
    }
    command = [sys.executable, "-c", DIGEST]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_same_seed_gives_the_same_bytes_in_any_process() -> None:
    assert _digest_in_process("1") == _digest_in_process("2")


def test_order_of_the_authorities_does_not_matter() -> None:
    backwards = dict(reversed(AUTHORITIES.items()))
    assert list(generate(40, 20, 1, backwards)) == list(generate(40, 20, 1, AUTHORITIES))


def test_another_seed_gives_another_registry() -> None:
    assert dict(generate(60, 80, 1, AUTHORITIES)) != dict(generate(60, 80, 2, AUTHORITIES))


def test_counts_are_as_asked_for(demo: Demo) -> None:
    assert sum(len(filing.apps) for filing in demo.providers.values()) == 120
    assert len(demo.replay.apps) == 120
    assert len(demo.users) == 300
    assert len(demo.cases) == 9


def test_each_path_comes_once() -> None:
    seen = Counter(path for path, _ in generate(120, 300, 1, AUTHORITIES))
    assert seen.most_common(1)[0][1] == 1


def test_files_lie_where_they_belong(demo: Demo, authorities: dict[str, Authority]) -> None:
    for path, filing in demo.providers.items():
        folder = path.split("/")[2]
        assert path == paths.provider_path(folder, filing.uscc)
        if authorities[folder].kind.value == "ministry":
            assert filing.unit.unit_type.value == "education_authority"
        else:
            assert folder == filing.unit.registration_province
    for path, filing in demo.users.items():
        competent = filing.institution.competent_authority
        assert path == paths.user_path(competent, filing.uscc)
        slug, *codes = competent.split("/")
        assert authorities[slug].find(tuple(codes)) is not None
        assert authorities[filing.institution.province].kind.value != "ministry"
    for path, case in demo.cases.items():
        assert path == paths.case_path(path.split("/")[1], case.unit.uscc, case.opened_on)
        assert paths.provider_path(path.split("/")[1], case.unit.uscc) in demo.providers


def test_files_are_in_canonical_form(demo: Demo) -> None:
    for path, record in (pair for records in demo.records.values() for pair in records.items()):
        assert demo.files[path].decode() == to_yaml(record, path)


def test_rules_accept_every_file(demo: Demo, authorities: dict[str, Authority]) -> None:
    filed: dict[str, list[Filed[Any]]] = {
        kind: [Filed(path, demo.sha256(path), record) for path, record in records.items()]
        for kind, records in demo.records.items()
    }
    lookup = MemoryLookup(authorities, filed["provider"], filed["user"], filed["case"], demo.replay)
    today = date(2026, 10, 31)
    faults = [
        fault for kind, files in filed.items() for file in files for fault in judge(kind, file, lookup, today)
    ]
    assert faults == []


def test_a_person_would_have_nothing_to_decide_on_its_uses(
    demo: Demo, authorities: dict[str, Authority]
) -> None:
    """Judged as if none were confirmed yet, they are accepted, but for apps that have ended and evidence that has aged since."""
    filed: dict[str, list[Filed[Any]]] = {
        kind: [Filed(path, demo.sha256(path), record) for path, record in records.items()]
        for kind, records in demo.records.items()
    }
    unconfirmed = Replay(apps=demo.replay.apps)
    lookup = MemoryLookup(authorities, filed["provider"], filed["user"], filed["case"], unconfirmed)
    codes = {
        fault.code for file in filed["user"] for fault in judge("user", file, lookup, date(2026, 10, 31))
    }
    assert codes == {"A18-1", "A09-11"}


@pytest.mark.parametrize(
    ("apps", "institutions", "said"),
    [(0, 10, "at least one app"), (10, -1, "at least one app"), (60_000, 0, "serials from 90001 to 99999")],
)
def test_impossible_sizes_are_refused_at_once(apps: int, institutions: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        generate(apps, institutions, 1, AUTHORITIES)


def test_ministry_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="provincial authority"):
        generate(10, 10, 1, {"moe": AUTHORITIES["moe"]})


@pytest.mark.parametrize("apps", [1, 2, 5, 17])
def test_tiny_registries_are_whole(apps: int) -> None:
    demo = made(apps, 12, 1)
    assert demo.replay.faults == []
    assert len(demo.replay.apps) == apps
    assert len(demo.users) == 12


def test_many_apps_fit_into_five_digits_with_distinct_names() -> None:
    demo = made(6_000, 2_000, 1)
    assert demo.replay.faults == []
    names = [filing.unit.name for filing in demo.providers.values()]
    names += [filing.institution.name for filing in demo.users.values()]
    apps = [app.name for filing in demo.providers.values() for app in filing.apps]
    assert len(set(names)) == len(names)
    assert len(set(apps)) == len(apps) == 6_000


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    files = generate(60, 100, 1, AUTHORITIES, lambda *news: told.append(news))
    assert told == []
    assert hashlib.sha256(b"".join(content for _, content in files)).hexdigest()
    assert [stage for stage, done, total in told if done == total] == ["providers", "institutions", "ledger"]
