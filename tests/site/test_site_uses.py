"""The files of institutions' uses: whatever way is taken through them, every use is found, and nothing else."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import pytest

from registry.core.authority import Authority
from registry.core.codes import InstitutionLevel, ProviderStatus, UseBasis, UseMode, UseState
from registry.core.institution import InstitutionUse, InstitutionUses, OwnApp
from registry.core.paths import user_path
from registry.render.site.api import uses, uses_files, uses_sharing
from registry.render.site.assemble import records_of
from registry.render.site.published import PUBLISHED
from registry.render.site.records import AppRecord, InstitutionRecord, Records, UseRecord
from tests.site.site_sample import snapshot, unpacked


class Files(dict[str, Any]):
    """What the files say, by their path below `uses/`; what stands in the files of institutions is read once."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content)
        self._told: dict[str, list[Told]] = {}

    def told(self, name: str) -> list["Told"]:
        """All uses of a file of institutions."""
        if name not in self._told:
            self._told[name] = read(self[f"institutions/{name}.json.gz"])
        return self._told[name]


def makers(records: Records) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every file, as path and what makes its bytes."""
    return ((piece.path, piece.make) for piece in uses_files.pieces(records))


HAIDIAN, WUHOU = "12110108400888123D", "12510107450766123L"


class Told(NamedTuple):
    """A use as the files tell it; `system` is empty for an app with a number."""

    uscc: str
    institution: str
    level: str
    place: str
    digits: str
    app: str
    system: str
    status: str
    basis: str
    mode: str
    uniform: bool
    state: str
    since: str


# --- Generated registries.

PLACES = {
    "moe": [()],
    "beijing": [("110108",), ("110101",), ()],
    "sichuan": [("510100", "510107"), ("510100", "510104"), ("510100",), ("510700", "510703"), ()],
}
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@cache
def base() -> Records:
    return records_of(snapshot())


def apps(count: int, dice: random.Random) -> tuple[AppRecord, ...]:
    """So many apps, with numbers that begin alike and numbers that do not."""
    serials = dice.sample([*range(90_001, 90_001 + count * 2), *range(1, 40)], count)
    found = []
    for serial in sorted(serials):
        seven = f"{dice.choice(['11', '51', '00', '66'])}{serial:05d}"
        one = dice.choice(base().apps)
        app = one.app.model_copy(update={"name": f"示例应用{serial}"})
        found.append(replace(one, number=f"教APP备{seven}号", digits=seven, app=app))
    return tuple({app.digits: app for app in sorted(found, key=lambda app: app.digits)}.values())


def registry(institutions: int, own_apps: int, seed: int, most: int = 5) -> Records:
    """A registry of so many institutions: most of them in one county, so that it needs several files."""
    dice = random.Random(seed)
    known = apps(own_apps, dice)
    found = []
    for serial in range(institutions):
        slug = dice.choice(["sichuan"] * 8 + ["beijing", "moe"])
        steps = dice.choice(PLACES[slug][:1] * 6 + PLACES[slug])
        uscc = f"12{dice.choice(['110108', '510107'])}{serial:08d}{dice.choice(CODE)}{dice.choice(CODE)}"
        chosen = dice.sample(known, dice.randint(1, min(most, len(known))))
        filed = [
            InstitutionUse(
                f"use-{at}", app.number, None, dice.choice(list(UseBasis)), dice.choice(list(UseMode)), dice.random() < 0.5
            )
            for at, app in enumerate(chosen)
        ]  # fmt: skip
        if dice.random() < 0.2:
            filed.append(
                InstitutionUse("own", "", OwnApp(f"校内通{serial}", "校园平台"), UseBasis.self_developed, UseMode.mandatory, True)
            )  # fmt: skip
        path = user_path("/".join((slug, *steps)), uscc)
        whole = InstitutionUses(
            path, "ab" * 32, f"示例第{serial}小学", dice.choice(list(InstitutionLevel)), tuple(filed)
        )
        decided = [
            UseRecord(use, dice.choice(list(UseState)), f"2026-0{dice.randint(1, 9)}-11") for use in filed
        ]
        found.append(InstitutionRecord(whole, tuple(decided)))
    found.sort(key=lambda record: record.filed.path)
    return replace(base(), apps=known, institutions=tuple(found))


def every_use(records: Records) -> set[Told]:
    """All uses, straight from the records."""
    by_number = {app.number: app for app in records.apps}
    found = set()
    for record in records.institutions:
        filed = record.filed
        for one in record.uses:
            app = by_number.get(one.use.number)
            own = one.use.own or OwnApp("", "")
            found.add(
                Told(
                    filed.uscc, filed.name, filed.level.value, filed.place,
                    app.digits if app else "", app.app.name if app else own.name, own.system, app.status.value if app else "",
                    one.use.basis.value, one.use.mode.value, one.use.uniform, one.state.value, one.since,
                )
            )  # fmt: skip
    return found


# --- The three ways through the files, as `uses.js` and the catalogue tell them.


def files_of(records: Records) -> Files:
    return Files(
        {
            path.removeprefix("api/v1/uses/"): json.loads(unpacked(path, make()))["result"]
            for path, make in makers(records)
        }
    )


def rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    assert len({len(column) for column in columns.values()}) == 1, "columns of unequal length"
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def read(tables: dict[str, Any]) -> list[Told]:
    """All uses of a file of institutions."""
    institutions, known = rows(tables["institutions"]), rows(tables["apps"])
    manners = [(one["basis"]["code"], one["mode"]["code"], one["uniform"]) for one in tables["manners"]]
    assert manners == sorted(set(manners)), "not in one order"
    found = []
    for row in (*rows(tables["uses"]), *rows(tables["own_uses"])):
        who, manner = institutions[row["institution"]], tables["manners"][row["manner"]]
        app = known[row["app"]] if "app" in row else None
        found.append(
            Told(
                who["uscc"], who["name"], tables["levels"][who["level"]]["code"], tables["places"][who["place"]],
                app["digits"] if app else "", app["name"] if app else row["name"], row.get("system", ""),
                tables["statuses"][app["status"]]["code"] if app else "",
                manner["basis"]["code"], manner["mode"]["code"], manner["uniform"], tables["states"][row["state"]]["code"], row["since"],
            )
        )  # fmt: skip
    return found


def by_area(files: Files) -> Iterator[Told]:
    for authority in files["index.json"]["authorities"]:
        for place in files[f"authority/{authority['slug']}.json"]["places"]:
            here = [one for name in place["files"] for one in files.told(name) if one.place == place["place"]]
            assert len({one.uscc for one in here}) == place["institutions"]
            for state in ("confirmed", "lapsed", "invalidated"):
                assert sum(one.state == state for one in here) == place[state], place["place"]
            yield from here


def by_app(files: Files, seven: str) -> Iterator[Told]:
    start = max((name for name in files["index.json"]["app_files"] if name <= seven), default="")
    users = files.get(f"app/{start}.json.gz", {}).get(seven)
    if users is None:
        return
    slugs = {one["prefix"]: one["slug"] for one in files["index.json"]["authorities"]}
    for code, count in rows_of(users["places"]):
        slug = slugs[code[:2]]
        (place,) = [
            place
            for place in files[f"authority/{slug}.json"]["places"]
            if code[2:] == (place["place"].rpartition("/")[2] if "/" in place["place"] else "0")
        ]
        found = [
            one
            for name in place["files"]
            for one in files.told(name)
            if one.place == place["place"] and one.digits == seven
        ]
        assert len(found) == count
        yield from found


def rows_of(columns: dict[str, list[Any]]) -> list[tuple[str, int]]:
    return [(row["place"], row["uses"]) for row in rows(columns)]


def by_code(files: Files, uscc: str) -> Iterator[Told]:
    part = int(uscc[-6:], 36) % files["index.json"]["code_parts"]
    name = files.get(f"institution/{part}.json.gz", {}).get(uscc)
    for one in files.told(name) if name else ():
        if one.uscc == uscc:
            yield one


@pytest.mark.parametrize(
    ("institutions", "own_apps", "seed"), [(1, 1, 1), (40, 12, 2), (900, 60, 3), (3000, 1500, 4)]
)
def test_every_use_is_found_in_each_of_three_ways(institutions: int, own_apps: int, seed: int) -> None:
    records = registry(institutions, own_apps, seed)
    files, wanted = files_of(records), every_use(records)
    total = sum(len(record.uses) for record in records.institutions)
    area = list(by_area(files))
    assert len(area) == total
    assert set(area) == wanted
    numbers = {one.digits for one in wanted if one.digits}
    apps_ = [one for seven in numbers for one in by_app(files, seven)]
    assert len(apps_) == sum(1 for record in records.institutions for one in record.uses if one.use.number)
    assert set(apps_) == {one for one in wanted if one.digits}
    some = random.Random(seed).sample(sorted({one.uscc for one in wanted}), min(institutions, 150))
    for uscc in some:
        assert set(by_code(files, uscc)) == {one for one in wanted if one.uscc == uscc}
    assert {
        name for part, share in files.items() if part.startswith("institution/") for name in share
    } == {record.filed.uscc for record in records.institutions}  # fmt: skip
    for seven in {app.digits for app in records.apps} - numbers:
        assert not list(by_app(files, seven))


def test_totals_are_those_of_the_records() -> None:
    records = registry(900, 60, 5)
    index = files_of(records)["index.json"]
    states = [one.state.value for record in records.institutions for one in record.uses]
    for name in ("confirmed", "lapsed", "invalidated"):
        assert index[name] == states.count(name) == sum(one[name] for one in index["authorities"])
    assert index["institutions"] == 900 == sum(one["institutions"] for one in index["authorities"])
    assert [one["slug"] for one in index["authorities"]] == ["moe", "beijing", "sichuan"]


def test_no_file_is_too_large_and_few_are_small() -> None:
    records = registry(3000, 1500, 4)
    sizes = {path: len(unpacked(path, make())) for path, make in makers(records)}
    assert max(sizes.values()) <= 60_000, max(sizes, key=lambda path: sizes[path])
    institutions = sum(size for path, size in sizes.items() if "/institutions/" in path)
    assert sum("/institutions/" in path for path in sizes) <= 2 + 3 * institutions / uses_sharing.LARGEST
    assert any(".2.json.gz" in path for path in sizes), "no county was cut"
    assert sum(sizes.values()) / 3000 <= 600


def test_a_small_registry_has_one_file_of_each_kind_for_an_authority() -> None:
    assert sorted(files_of(base())) == [
        "app/0000000.json.gz", "authority/beijing.json", "authority/sichuan.json", "index.json",
        "institution/0.json.gz", "institutions/beijing.json.gz", "institutions/sichuan.json.gz",
    ]  # fmt: skip


def test_the_sample_is_told_in_full() -> None:
    files = files_of(base())
    assert {(one.uscc, one.digits, one.app, one.system, one.state, one.since) for one in by_area(files)} == {
        (HAIDIAN, "1190001", "云杉口算练习", "", "confirmed", "2026-02-12"),
        (HAIDIAN, "", "校内通", "海淀示例小学学习平台", "confirmed", "2026-02-12"),
        (WUHOU, "1190001", "云杉口算练习", "", "confirmed", "2026-02-15"),
    }
    places = files["authority/sichuan.json"]["places"]
    assert [(place["place"], place["zh"], place["institutions"], place["files"]) for place in places] == [
        ("sichuan/510100", "成都市", 0, []),
        ("sichuan/510100/510107", "武侯区", 1, ["sichuan"]),
    ]


def test_a_place_that_no_authority_names_is_called_by_its_code() -> None:
    records = registry(60, 5, 6)
    named = files_of(records)["authority/sichuan.json"]["places"]
    assert {place["place"]: place["zh"] for place in named}["sichuan/510700/510703"] == "510703"


def test_an_empty_registry_has_an_index_of_nothing() -> None:
    files = files_of(replace(base(), institutions=()))
    assert list(files) == ["index.json"]
    assert files["index.json"] == {
        "institutions": 0, "confirmed": 0, "lapsed": 0, "invalidated": 0, "authorities": [], "code_parts": 1, "app_files": [],
    }  # fmt: skip


def test_the_same_records_give_the_same_bytes() -> None:
    one, other = ({path: make() for path, make in makers(registry(900, 60, 3))} for _ in range(2))
    assert one == other


def test_an_app_in_every_county_stands_in_one_file_of_its_own() -> None:
    """3,200 places: the largest answer about one app."""
    records = registry(3, 1, 7)
    (app,) = records.apps
    found = []
    for serial in range(3200):
        place = f"sichuan/51{serial // 40 + 10:02d}00/51{serial // 40 + 10:02d}{serial % 40 + 1:02d}"
        first = records.institutions[0]
        use = InstitutionUse("use-1", app.number, None, UseBasis.self_selected, UseMode.recommended, False)
        uscc = f"12510107{serial:08d}XX"
        filed = first.filed._replace(path=user_path(place, uscc), uses=(use,))
        found.append(InstitutionRecord(filed, (UseRecord(use, UseState.confirmed, "2026-02-01"),)))
    records = replace(records, institutions=tuple(sorted(found, key=lambda record: record.filed.path)))
    ways = dict(makers(records))
    (path,) = [path for path in ways if "/uses/app/" in path]
    content = unpacked(path, ways[path]())
    assert len(content) <= 60_000
    assert sum(json.loads(content)["result"][app.digits]["places"]["uses"]) == 3200


def test_a_new_number_moves_no_other_unless_its_file_is_full() -> None:
    dice = random.Random(8)
    sizes = {f"{dice.randrange(10**7):07d}": dice.choice([100, 20_000, 90_000]) for _ in range(300)}
    shares = list(uses_sharing.number_files(sizes))
    assert [seven for _, own in shares for seven in own] == sorted(sizes)
    starts = [start for start, _ in shares]
    for start, own in shares:
        assert all(max(name for name in starts if name <= seven) == start for seven in own)
        assert len(own) == 1 or sum(sizes[seven] for seven in own) <= uses_sharing.LARGEST
    more = dict(uses_sharing.number_files({**sizes, "1234567": 100}))
    changed = {start for start, own in shares if list(more.get(start, ())) != list(own)}
    assert len(changed) <= 1


@pytest.mark.parametrize(
    ("institutions", "parts"), [(0, 1), (937, 1), (938, 7), (470_000, 509), (2_000_000_000, 2039)]
)
def test_codes_are_spread_over_so_many_files(institutions: int, parts: int) -> None:
    assert uses_sharing.parts_for(institutions) == parts


def test_only_published_fields_are_kept_in_short() -> None:
    """What a short form holds is on the list of what is published."""
    from registry.core.use import Institution, Use

    assert {"name", "uscc", "level", "competent_authority"} == set(PUBLISHED[Institution])
    assert set(PUBLISHED[Use]) == {"number", "self_developed", "basis", "mode", "uniform_use"}
    assert set(InstitutionUses._fields) == {"path", "sha256", "name", "level", "uses"}
    assert set(InstitutionUse._fields) == {"item", "number", "own", "basis", "mode", "uniform"}
    assert set(OwnApp._fields) == {"name", "system"}


def test_an_unknown_place_still_has_its_authority() -> None:
    """Counts of an authority are kept by its slug also where its file names no place."""
    sichuan: Authority = next(one.authority for one in base().authorities if one.authority.slug == "sichuan")
    records = registry(30, 3, 9)
    own = [record for record in records.institutions if record.filed.slug == "sichuan"]
    assert uses.of_authority(sichuan, own)["institutions"] == len(own)


def test_statuses_and_states_come_with_their_words() -> None:
    tables = files_of(base())["institutions/beijing.json.gz"]
    assert tables["statuses"] == [
        {"code": "filed", "zh": ProviderStatus.filed.label.zh, "en": ProviderStatus.filed.label.en}
    ]
    assert tables["states"] == [{"code": "confirmed", "zh": "已确认", "en": "Confirmed"}]
