"""What programs read: one envelope, blocks of 100, and no field that nobody decided to publish."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from registry.core.codes import ProviderStatus
from registry.core.fields import Record
from registry.render.site import addresses, api
from registry.render.site.assemble import records_of
from registry.render.site.published import PUBLISHED, plain
from tests.site.conftest import Site
from tests.site.site_sample import ALLEGATION, BEIJING, COMMIT, SICHUAN, snapshot, unpacked


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """Every file of the API."""
    return {
        path.removeprefix("api/v1/"): json.loads(unpacked(path, content))
        for path, content in api.files(records_of(snapshot()))
    }


def test_every_file_has_the_same_envelope(answers: dict[str, Any]) -> None:
    for path, answer in answers.items():
        if path == "openapi.json":
            continue
        assert list(answer) == ["about", "result", "schema_version", "total"], path
        assert (answer["about"], answer["schema_version"]) == ("api/v1/index.json", "1.0")


def test_only_one_file_knows_the_commit(answers: dict[str, Any]) -> None:
    assert answers["index.json"]["result"] == {"source_commit": COMMIT, "as_of": "2026-03-02"}
    assert [
        path
        for path, answer in answers.items()
        if path != "openapi.json" and "source_commit" in json.dumps(answer)
    ] == ["index.json"]
    assert [
        path
        for path, answer in answers.items()
        if path != "index.json" and '"as_of": "' in json.dumps(answer)
    ] == []


def test_files_are_blocks_of_a_hundred_and_groups_of_codes(answers: dict[str, Any]) -> None:
    assert sorted(path for path in answers if not path.startswith(("identifier/", "uses/"))) == [
        "all.json.gz", "app/00000.json.gz", "app/11900.json.gz", "app/51900.json.gz",
        "authority/beijing.json.gz", "authority/moe.json.gz", "authority/sichuan.json.gz", "authority/xpcc.json.gz",
        "blacklist.json", "changes/2025-10.json.gz", "changes/2025-11.json.gz", "changes/2026-01.json.gz", "changes/2026-02.json.gz",
        "changes/latest.json", "count.json", "index.json", "number/00000.json", "number/11900.json", "number/51900.json", "openapi.json",
        "provider/1K.json.gz", "provider/2Q.json.gz", "provider/3X.json.gz", "provider/7A.json.gz",
        "status/filed.json.gz", "status/revoked.json.gz", "status/suspended.json.gz", "status/withdrawn.json.gz",
    ]  # fmt: skip


def test_a_number_is_looked_up_by_its_digits(answers: dict[str, Any]) -> None:
    assert answers["number/51900.json"]["total"] == 4
    assert answers["number/51900.json"]["result"]["5190002"] == {
        "number": "教APP备5190002号",
        "status": {"code": "revoked", "zh": "已撤销", "en": "Revoked"},
        "since": "2026-01-12",
        "filed_on": "2025-10-08",
        "name": "锦里题库",
        "provider": {"name": "成都锦里课堂网络有限公司", "uscc": SICHUAN},
        "authority": {
            "slug": "sichuan",
            "zh": "四川省教育厅",
            "en": "Sichuan Provincial Department of Education",
        },
        "android_package": "cn.example.tiku",
        "ios_bundle": "cn.example.tiku",
        "demonstration": True,
        "page": "r/5190002.html",
        "record": "api/v1/app/51900.json.gz",
    }


def test_a_full_record_holds_app_system_history_and_cases(answers: dict[str, Any]) -> None:
    record = answers["app/51900.json.gz"]["result"]["5190002"]
    assert record["app"]["stages"][0] == {"code": "primary", "zh": "小学", "en": "Primary"}
    assert record["system"]["mlps"]["grade"]["code"] == "grade_2"
    assert [entry["event"]["code"] for entry in record["history"]] == ["revoked", "filed"]
    assert record["cases"][0]["measures"]["bar"] == {"start": "2026-01-12", "months": 6}
    assert record["cases"][0]["bar_ends"] == "2026-07-12"


def test_a_provider_is_found_by_the_end_of_its_code(answers: dict[str, Any]) -> None:
    found = answers["provider/2Q.json.gz"]["result"][SICHUAN]
    assert [app["number"] for app in found["apps"]] == [
        "教APP备5190001号",
        "教APP备5190002号",
        "教APP备5190003号",
    ]
    assert found["barred_until"] == "2026-07-12"
    assert "barred_until" not in answers["provider/1K.json.gz"]["result"][BEIJING]


def test_an_identifier_is_found_as_the_api_page_says(answers: dict[str, Any]) -> None:
    def find(identifier: str) -> list[dict[str, Any]]:
        folded = identifier.lower()
        shard = hashlib.sha256(folded.encode()).hexdigest()[:2]
        file = answers.get(f"identifier/{shard}.json.gz", {"result": {}})
        return list(file["result"].get(folded, []))

    (found,) = find("com.Jinli.Ketang")
    assert (found["number"], found["android_package"], found["ios_bundle"]) == (
        "教APP备5190001号",
        "com.jinli.ketang",
        "com.jinli.ketang",
    )
    (mini,) = find("wxfea0b562b1e333d7")
    assert (mini["number"], mini["mini_program"]) == ("教APP备0000017号", "wxfea0b562b1e333d7")
    assert "android_package" not in mini
    assert find("com.jinli.other") == []
    total = sum(answer["total"] for path, answer in answers.items() if path.startswith("identifier/"))
    assert total == 7


def test_an_identifier_that_two_apps_had_leads_to_both() -> None:
    records = records_of(snapshot())
    first, second = records.apps[1], records.apps[2]
    moved = replace(second, app=second.app.model_copy(update={"platforms": first.app.platforms}))
    content = dict(api.files(replace(records, apps=(first, moved))))
    package = first.app.platforms.android
    assert package is not None
    found = json.loads(gzip.decompress(content[addresses.identifier_file(package.package_name)]))["result"][
        package.package_name
    ]
    assert [app["number"] for app in found] == [first.number, second.number]


def test_an_identifier_with_capitals_is_found_in_small_letters_and_shown_as_filed() -> None:
    records = records_of(snapshot())
    first = records.apps[1]
    android = first.app.platforms.android
    ios = first.app.platforms.ios
    assert android is not None
    assert ios is not None
    platforms = first.app.platforms.model_copy(
        update={
            "android": android.model_copy(update={"package_name": "cn.Example.KouSuan"}),
            "ios": ios.model_copy(update={"bundle_id": "cn.example.Other"}),
        }
    )
    changed = replace(first, app=first.app.model_copy(update={"platforms": platforms}))
    content = dict(api.files(replace(records, apps=(changed,), institutions=())))
    shown = json.loads(gzip.decompress(content[addresses.identifier_file("cn.example.kousuan")]))["result"][
        "cn.example.kousuan"
    ]
    assert [(app["android_package"], "ios_bundle" in app) for app in shown] == [("cn.Example.KouSuan", False)]
    shown = json.loads(gzip.decompress(content[addresses.identifier_file("cn.example.other")]))["result"][
        "cn.example.other"
    ]
    assert [(app["ios_bundle"], "android_package" in app) for app in shown] == [("cn.example.Other", False)]


def test_lists_by_status_and_by_authority_are_parts_of_the_list_of_all(answers: dict[str, Any]) -> None:
    every = {app["number"]: app["status"]["code"] for app in answers["all.json.gz"]["result"]}
    for family in ("status", "authority"):
        lists = [answer["result"] for path, answer in answers.items() if path.startswith(f"{family}/")]
        found = {app["number"]: app["status"]["code"] for one in lists for app in one["apps"]}
        assert found == every
        assert sum(len(one["apps"]) for one in lists) == len(every)
    assert {app["status"]["code"] for app in answers["status/revoked.json.gz"]["result"]["apps"]} == {
        "revoked"
    }


def test_a_month_holds_each_decision_once_by_day_in_the_order_of_time(answers: dict[str, Any]) -> None:
    january = answers["changes/2026-01.json.gz"]
    assert list(january["result"]) == ["2026-01-12", "2026-01-15", "2026-01-20", "2026-01-30"]
    assert january["total"] == sum(len(day) for day in january["result"].values()) == 5
    assert january["result"]["2026-01-12"] == [
        {
            "at": "2026-01-12T12:00:05+08:00",
            "event": {"code": "revoked", "zh": "撤销备案", "en": "Revoked"},
            "authority": "sichuan",
            "sequence": 5,
            "number": "教APP备5190002号",
            "uscc": SICHUAN,
            "reason": "川教通〔2026〕2号",
        }
    ]
    (changed,) = answers["changes/2026-02.json.gz"]["result"]["2026-02-01"]
    assert "number" not in changed
    assert changed["uscc"] == BEIJING


def test_a_past_month_does_not_change_when_the_registry_does() -> None:
    records = records_of(snapshot())
    renamed = tuple(
        replace(one, unit="改名公司", app=one.app and replace(one.app, status=ProviderStatus.revoked))
        for one in records.decisions
    )
    before, after = dict(api.files(records)), dict(api.files(replace(records, decisions=renamed)))
    for path, content in before.items():
        if path.startswith("api/v1/changes/2"):
            assert after[path] == content
    assert before["api/v1/changes/latest.json"] != after["api/v1/changes/latest.json"]


def test_the_latest_are_the_newest_of_the_months_and_no_decision_on_a_use(answers: dict[str, Any]) -> None:
    months = [answer for path, answer in answers.items() if path.startswith("changes/2")]
    days = sorted(
        (
            (one["at"], one["authority"], one["sequence"])
            for answer in months
            for day in answer["result"].values()
            for one in day
        ),
        reverse=True,
    )
    latest = answers["changes/latest.json"]["result"]
    assert [(one["at"], one["authority"]["slug"], one["sequence"]) for one in latest] == days
    assert len(days) == 11
    assert latest[0]["event"]["code"] == "suspended"
    assert latest[0]["app"]["name"] == "云杉阅读"
    assert {one["event"]["code"] for one in latest}.isdisjoint({"confirmed", "reconfirmed", "ended"})


def test_no_more_than_a_hundred_are_the_latest() -> None:
    records = records_of(snapshot())
    many = replace(records, decisions=records.decisions * 12)
    assert json.loads(dict(api.files(many))["api/v1/changes/latest.json"])["total"] == 100


def test_counts_agree_with_the_lists(answers: dict[str, Any]) -> None:
    count = answers["count.json"]["result"]
    assert (
        count["apps"]
        == answers["count.json"]["total"]
        == answers["all.json.gz"]["total"]
        == len(answers["all.json.gz"]["result"])
        == 7
    )
    assert sum(entry["total"] for entry in count["by_status"]) == 7
    assert sum(entry["apps"] for entry in count["authorities"]) == 7
    assert (count["confirmed_uses"], count["blacklist_current"], count["providers"]) == (3, 1, 4)


def test_the_blacklist_holds_decided_cases_only(answers: dict[str, Any]) -> None:
    states = [(entry["state"]["code"], entry["current"]) for entry in answers["blacklist.json"]["result"]]
    assert states == [("blacklisted", True), ("expired", False)]


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value, *(found for inner in value.values() for found in _values(inner))]
    if isinstance(value, list):
        return [value, *(found for inner in value for found in _values(inner))]
    return [value]


def test_there_is_no_null_and_every_code_has_both_labels(answers: dict[str, Any]) -> None:
    for path, answer in answers.items():
        for value in _values(answer) if path != "openapi.json" else ():
            assert value is not None
            if isinstance(value, dict) and "code" in value:
                assert sorted(value) == ["code", "en", "zh"]


def _types(value: Any, place: str) -> Iterator[tuple[str, type]]:
    """Where each value stands, keys that are data and positions in lists left out."""
    yield place, type(value)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _types(inner, f"{place}.{'*' if name.isdigit() or len(name) == 18 else name}")
    if isinstance(value, list):
        for inner in value:
            yield from _types(inner, f"{place}[]")


def test_a_field_has_one_type_everywhere(answers: dict[str, Any]) -> None:
    types: dict[str, set[type]] = {}
    for path, answer in answers.items():
        steps = path.split("/")
        kind = (
            "latest" if path == "changes/latest.json" else "/".join(steps[: 2 if steps[0] == "uses" else 1])
        )
        for place, found in _types(answer, kind) if path != "openapi.json" else ():
            types.setdefault(place, set()).add(found)
    assert len(types) > 150
    assert not {place for place, found in types.items() if len(found) > 1}


def test_files_are_compact_sorted_utf_8(site: Site) -> None:
    for path in site.paths(".json"):
        text = site.text(path)
        assert (
            text
            == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        ), path


@pytest.mark.parametrize("value", [{1: "one"}, "\ud800", {"a"}, 2**64], ids=repr)
def test_what_json_does_not_know_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        api.document({"value": value})


def test_published_numbers_are_whole(site: Site) -> None:
    """So none can be infinite or no number, which would be written as null."""

    def refused(text: str) -> None:
        raise AssertionError(text)

    files = [*site.folder.rglob("*.json"), *site.folder.rglob("*.json.gz")]
    assert len(files) > 60
    for path in files:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        json.loads(content, parse_float=refused, parse_constant=refused)


UNPUBLISHED = {
    "evidence of a system": "e" * 64,
    "day of the ICP screenshot": "2026-01-03",
    "day of the MLPS certificate": "2025-06-01",
    "day of the MLPS test report": "2025-05-20",
    "evidence of a breach": "f" * 64,
    "an allegation": ALLEGATION,
    "minutes of an institution": "校务会〔2026〕3号",
    "package of an app developed for own use": "cn.example.inner",
    "an app without a number": "云杉未登记应用",
    "account that approved": "4711",
}


@pytest.mark.parametrize("what", UNPUBLISHED)
def test_what_is_not_listed_appears_nowhere_on_the_site(what: str, site: Site) -> None:
    digests = ("manifest", "publication")  # any four digits stand in some of them by chance
    for path in [*site.paths(".html"), *site.paths(".json"), *site.paths(".json.gz")]:
        if path.startswith(digests):
            continue
        text = unpacked(path, (site.folder / path).read_bytes()).decode()
        assert UNPUBLISHED[what] not in text, (what, path)


def test_a_field_that_is_not_listed_does_not_appear() -> None:
    class Grown(Record):
        known: str
        new: str

    PUBLISHED[Grown] = ("known",)
    try:
        assert plain(Grown(known="a", new="b")) == {"known": "a"}
    finally:
        del PUBLISHED[Grown]


def test_the_list_names_fields_that_exist() -> None:
    for model, names in PUBLISHED.items():
        assert set(names) <= model.model_fields.keys(), model
