"""Rows as filings, without any file: what is new, what changes, what ends, what two rows say differently, and where each value stands."""

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from registry.core.sheet.cells import Cell, CellKind, SheetFault
from registry.core.sheet.drafts import Draft, draft_of, folder_of, grouped, path_of, without_wrong_items
from registry.core.sheet.kinds import MINI_PROGRAMS, OWN_APP, USERS
from registry.core.sheet.plain import plain
from registry.core.sheet.rows import Row, rows_of
from registry.core.use import UserFiling
from tests.builders import SCHOOL, number, uscc, use_text, user
from tests.sheet.grids import rows, sheet_of, table_of
from tests.sheet.operators import OPERATOR, SYSTEM_LINE, UNIT_LINE, app_line
from tests.sheet.workbooks import COUNTY, FORM, line, school

ONE, TWO, THREE = number("11", 1), number("33", 1), number("51", 1)
CODE, AUTHORITY = "institution.uscc", "institution.competent_authority"
PATH = f"filings/users/{COUNTY}/{SCHOOL}.yaml"
UNIT = {CODE: SCHOOL, AUTHORITY: COUNTY}
SHORT = (CODE, AUTHORITY, "uses.number", "uses.mode", "uses.purpose", "uses.id", OWN_APP, "action")
BROKEN = Cell(1, 1, CellKind.formula, "=1")


def new(lines: list[dict[str, Any]], authority: str = "", keys: Any = None) -> Draft:
    """The draft of a school that has no filing."""
    return draft_of(USERS, rows(lines, keys), PATH, None, authority)


def change(
    lines: list[dict[str, Any]], before: Mapping[str, Any], keys: Any = SHORT, authority: str = ""
) -> Draft:
    """The draft of a school that has one; the one that it has stays as it is."""
    kept = copy.deepcopy(before)
    draft = draft_of(USERS, rows([{**UNIT, **one} for one in lines], keys), PATH, before, authority)
    assert before == kept
    return draft


def filed(*uses: str) -> dict[str, Any]:
    """A filing with some uses."""
    return user(uses=uses or [use_text("use-1", ONE), use_text("use-2", TWO)])


def place(key: str) -> int:
    """The column of a key in a whole sheet."""
    return [column.key for column in FORM.columns].index(key) + 1


# --- Groups, folders, paths.


def test_rows_of_one_code_are_together_and_those_without_one_alone() -> None:
    lines = [{CODE: school(2), "uses.number": ONE}, {CODE: school(1), "uses.number": ONE}, {"uses.number": TWO}, {CODE: "1233", "uses.number": TWO},
             {CODE: "1233", "uses.number": THREE}, {CODE: school(2), "uses.number": TWO}]  # fmt: skip
    assert [[row.number for row in group] for group in grouped(USERS, rows(lines))] == [[2, 7], [3], [4], [5], [6]]  # fmt: skip


def test_rows_without_a_code_in_two_sheets_are_not_one() -> None:
    first = rows([{"uses.number": ONE}])
    second = sheet_of([{"uses.number": ONE}])
    second.name = "二"
    both = [*first, *rows_of(table_of(second)).rows]
    assert [len(group) for group in grouped(USERS, both)] == [1, 1]


def test_a_folder_is_the_one_that_rows_state_or_the_one_given_for_all() -> None:
    stated = rows([{CODE: SCHOOL}, {CODE: SCHOOL, AUTHORITY: COUNTY}, {CODE: SCHOOL, AUTHORITY: "beijing"}])
    assert folder_of(USERS, stated, "moe") == COUNTY
    assert folder_of(USERS, stated[:1], "moe") == "moe"
    stated[1].values[AUTHORITY] = ["x"]
    assert folder_of(USERS, stated, "moe") == ""


def test_a_path_needs_a_code_and_a_folder_of_the_right_form() -> None:
    assert path_of(USERS, rows([UNIT]), "") == PATH
    assert (
        path_of(USERS, rows([{CODE: SCHOOL, "uses.number": ONE}]), "moe")
        == f"filings/users/moe/{SCHOOL}.yaml"
    )
    assert path_of(USERS, rows([{CODE: SCHOOL, "uses.number": ONE}]), "") == ""
    assert path_of(USERS, rows([{**UNIT, CODE: "1233"}]), "") == ""
    assert path_of(USERS, rows([{AUTHORITY: COUNTY}]), "") == ""
    assert path_of(USERS, rows([{**UNIT, AUTHORITY: "浙江"}]), "") == ""
    operator = rows([UNIT_LINE], form=MINI_PROGRAMS.sheets[1], kind=MINI_PROGRAMS)
    assert (
        path_of(MINI_PROGRAMS, operator, "") == f"filings/providers/beijing/{OPERATOR[-2:]}/{OPERATOR}.yaml"
    )
    operator[0].values["unit.registration_province"] = COUNTY
    assert path_of(MINI_PROGRAMS, operator, "") == "", "of a provider the folder is a province"


# --- A new filing.


def test_a_new_school_is_what_its_row_says() -> None:
    draft = new([line(1, uses__number=ONE)])
    wanted = filed(use_text("use-1", ONE))
    wanted["institution"] |= {"name": "示例新建第1小学", "uscc": school(1), "school_code": "3133000001"}
    wanted["uses"][0]["assessment_done"] = False
    assert draft.data == wanted
    assert (draft.kind, draft.path, draft.faults, draft.wrong, draft.kept) == (USERS, PATH, [], set(), 0)
    assert list(draft.data) == ["schema", "institution", "uses"]
    assert "institution.uscc" in draft.stated
    assert not draft.follows
    assert USERS.start == {"schema": "user-filing/v1"}, "the pattern of all stays as it is"


def test_new_uses_get_the_next_free_ids() -> None:
    lines = [
        line(1, uses__number=ONE),
        line(1, uses__number=TWO, uses__id="use-1"),
        line(1, uses__number=THREE),
    ]
    assert [use["id"] for use in new(lines).data["uses"]] == ["use-2", "use-1", "use-3"]
    before = filed(use_text("use-2", ONE), use_text("use-4", TWO))
    draft = change([{"uses.number": THREE}], before)
    assert [use["id"] for use in draft.data["uses"]] == ["use-2", "use-4", "use-3"]
    draft = change([{"uses.number": THREE}, {"uses.number": number("11", 9)}], before)
    assert [use["id"] for use in draft.data["uses"]][2:] == ["use-3", "use-5"]
    named = change([{"uses.number": THREE, "uses.id": "wind"}], before)
    assert named.data["uses"][2] == {"id": "wind", "number": THREE}


def test_every_value_is_found_at_its_cell() -> None:
    draft = new([line(1, uses__number=ONE), line(1, uses__number=TWO)])
    assert draft.cell_at(("institution", "name")) == ("表", 2, place("institution.name"))
    assert draft.cell_at(("uses", 0, "mode")) == ("表", 2, place("uses.mode"))
    assert draft.cell_at(("uses", 1, "decision", "date")) == ("表", 3, place("uses.decision.date"))
    assert draft.cell_at(("uses", 1, "required_by", "authority")) == (
        "表",
        3,
        place("uses.required_by.authority"),
    )
    assert draft.cell_at(("uses", 1, "decision")) == ("表", 3, place("uses.decision.collective")), (
        "the first below it"
    )
    assert draft.cell_at(("uses", 1, "self_developed", "app")) == ("表", 3, place("uses.number"))
    assert draft.cell_at(("uses", 1, "self_developed")) == ("表", 3, place("uses.number"))
    assert draft.cell_at(("uses",)) == ("表", 2, place("uses.number"))
    assert draft.cell_at(("systems",)) == ("表", 2, place(AUTHORITY))
    assert draft.cell_at(()) == ("表", 2, place(AUTHORITY))


def test_a_value_without_a_cell_is_told_at_the_code_or_at_the_first_cell() -> None:
    draft = new([{CODE: SCHOOL, "uses.number": ONE}], keys=("uses.mode", CODE, "uses.number"))
    assert draft.cell_at(("schema",)) == ("表", 2, 2)
    bare = Draft(USERS, "", {})
    assert bare.cell_at(("schema",)) is None
    bare.cells = {
        ("uses", 0, "mode"): ("表", 4, 2),
        ("uses", 0, "id"): ("表", 4, 0),
        ("uses", 1, "mode"): ("表", 3, 2),
    }
    assert bare.cell_at(("schema",)) == ("表", 3, 2)
    assert bare.cell_at(("uses", 0)) == ("表", 4, 2), "a column that is not there has no cell"


def test_what_was_given_for_all_stands_in_for_what_rows_leave_out() -> None:
    bare = [{CODE: SCHOOL, "uses.number": ONE}]
    assert new(bare, COUNTY).data["institution"] == {
        "uscc": SCHOOL, "competent_authority": COUNTY, "province": "zhejiang",
    }  # fmt: skip
    assert new(bare, "moe").data["institution"] == {"uscc": SCHOOL, "competent_authority": "moe"}
    assert new(bare).data["institution"] == {"uscc": SCHOOL}
    assert new([{**bare[0], AUTHORITY: "beijing", "institution.province": "zhejiang"}], COUNTY).data["institution"] == {
        "uscc": SCHOOL, "competent_authority": "beijing", "province": "zhejiang",
    }  # fmt: skip
    wrong = new([{**bare[0], AUTHORITY: BROKEN, "institution.province": BROKEN}], COUNTY)
    assert wrong.data["institution"] == {"uscc": SCHOOL}
    assert wrong.wrong == {("institution", "competent_authority"), ("institution", "province")}


def test_columns_that_are_not_there_are_noted() -> None:
    draft = new([{CODE: SCHOOL, "uses.number": ONE}], keys=(CODE, "uses.number", "uses.mode"))
    assert draft.absent == {column.key for column in FORM.columns} - {
        CODE,
        "uses.number",
        "uses.mode",
        "action",
        OWN_APP,
    }
    assert new([line(1)]).absent == set()


def test_rows_of_one_school_agree_or_the_second_is_told() -> None:
    lines = [line(1, institution__name=None, uses__number=ONE), line(1, uses__number=TWO), line(1, institution__name="示例新建小学", uses__number=THREE)]  # fmt: skip
    draft = new(lines)
    assert draft.data["institution"]["name"] == "示例新建第1小学"
    name = place("institution.name")
    assert draft.faults == [
        SheetFault("S14", "表", 4, name, {
            "title": "单位名称", "title_en": "Name", "first": "B3", "value": "示例新建第1小学", "other": "示例新建小学",
        }),
    ]  # fmt: skip
    assert draft.cell_at(("institution", "name")) == ("表", 3, name)


def test_a_first_value_in_another_sheet_is_told_with_its_sheet() -> None:
    second = sheet_of([line(1, institution__name="示例另一小学", uses__number=TWO)])
    second.name = "二"
    both = [*rows([line(1, uses__number=ONE)]), *rows_of(table_of(second)).rows]
    (fault,) = draft_of(USERS, both, PATH, None, "").faults
    assert (fault.sheet, fault.values["first"]) == ("二", "表!B2")


def test_a_wrong_cell_of_the_unit_is_wrong_in_the_filing() -> None:
    draft = new([line(1, institution__name=BROKEN, uses__number=ONE)])
    assert draft.wrong == {("institution", "name")}
    assert "name" not in draft.data["institution"]
    assert "institution.name" in draft.stated
    assert draft.cell_at(("institution", "name")) == ("表", 2, place("institution.name"))
    draft = new([line(1, uses__mode=BROKEN, uses__number=ONE)])
    assert draft.wrong == {("uses", 0, "mode")}
    assert "mode" not in draft.data["uses"][0]
    assert "decision" in draft.data["uses"][0], "the cells after it count"


@pytest.mark.parametrize(
    ("line", "follows"),
    [
        ({"uses.number": ONE}, True),
        ({CODE: "1233", "uses.number": ONE}, True),
        ({CODE: SCHOOL, "uses.number": ONE}, False),
        ({CODE: "1233", "institution.name": "示例小学", "uses.number": ONE}, False),
        ({"institution.name": BROKEN, "uses.number": ONE}, False),
    ],
)
def test_a_row_that_says_nothing_of_its_school_goes_on_from_another(
    line: dict[str, Any], follows: bool
) -> None:
    assert new([line]).follows is follows


# --- A change.


def test_rows_change_what_they_name_and_leave_the_rest() -> None:
    draft = change([{"uses.number": TWO, "uses.mode": "强制使用", "uses.purpose": "口算"}], filed())
    wanted = filed()
    wanted["uses"][1] |= {"mode": "mandatory", "purpose": "口算"}
    assert draft.data == wanted
    assert draft.kept == 1
    assert draft.cell_at(("uses", 1, "mode")) == ("表", 2, 4)
    half = change([{"uses.number": TWO, "uses.mode": "推荐使用", "uses.purpose": "口算"}], filed())
    assert half.data["uses"][1] == {**filed()["uses"][1], "purpose": "口算"}
    assert (
        change(
            [{"uses.id": "use-2", "uses.number": TWO, "uses.mode": "强制使用", "uses.purpose": "口算"}],
            filed(),
        ).data
        == wanted
    )


def test_an_empty_cell_takes_a_value_away_with_the_block_that_it_leaves() -> None:
    before = filed(use_text("use-1", ONE, superior="zhejiang"))
    keys = (*SHORT, "uses.required_by.authority", "uses.required_by.document_no")
    draft = change([{"uses.number": ONE, "uses.mode": "推荐使用"}], before, keys)
    assert "purpose" not in draft.data["uses"][0]
    assert "required_by" not in draft.data["uses"][0]
    assert draft.data["uses"][0]["id"] == "use-1", "an id stays where its cell is empty"
    half = change([{"uses.number": ONE, "uses.required_by.authority": "zhejiang"}], before, keys)
    assert half.data["uses"][0]["required_by"] == {"authority": "zhejiang"}
    emptied = change([{"uses.number": ONE}], before, (CODE, AUTHORITY, "uses.number", "uses.audience"))
    assert "audience" not in emptied.data["uses"][0]


def test_what_is_written_as_it_was_exported_changes_nothing() -> None:
    """A value that the sheet's wording cannot tell from another stays as it is in the file."""
    before = filed(use_text("use-1", ONE))
    before["uses"][0]["purpose"] = "２０"
    for written in ("２０", "推荐使用", "Recommended"):
        key = "uses.purpose" if written == "２０" else "uses.mode"
        draft = change([{"uses.number": ONE, key: written}], before, (CODE, AUTHORITY, "uses.number", key))
        assert draft.data == before, written
    before["uses"][0]["audience"] = ["学生"]
    same = change([{"uses.number": ONE, "uses.audience": "学生"}], before, (CODE, AUTHORITY, "uses.number", "uses.audience"))  # fmt: skip
    assert same.data["uses"][0]["audience"] == ["学生"]


def test_a_use_ends_and_those_behind_it_move_up() -> None:
    before = filed(use_text("use-1", ONE), use_text("use-2", TWO), use_text("use-3", THREE))
    lines = [
        {"uses.number": ONE, "action": "结束"},
        {"uses.number": THREE, "uses.mode": BROKEN, "uses.purpose": "口算"},
    ]
    draft = change(lines, before)
    assert [use["id"] for use in draft.data["uses"]] == ["use-2", "use-3"]
    assert draft.wrong == {("uses", 1, "mode")}
    assert draft.cell_at(("uses", 1, "purpose")) == ("表", 3, 5)
    assert draft.kept == 1
    all_gone = change([{"uses.number": one, "action": "结束"} for one in (ONE, TWO, THREE)], before)
    assert (all_gone.data["uses"], all_gone.kept) == ([], 0)


def test_what_never_was_cannot_end() -> None:
    draft = change(
        [{"uses.number": THREE, "action": "结束"}, {"uses.number": ONE, "uses.mode": "强制使用"}], filed()
    )
    assert draft.faults == [SheetFault("S17", "表", 2, 3)]
    assert [use["id"] for use in draft.data["uses"]] == ["use-1", "use-2"]
    assert draft.data["uses"][0]["mode"] == "mandatory", "the rows after it count"


def test_an_app_has_one_row() -> None:
    lines = [{"uses.number": ONE}, {"uses.number": ONE}, {"uses.number": TWO, "uses.mode": "强制使用"}]
    draft = change(lines, filed())
    assert draft.faults == [SheetFault("S15", "表", 3, 3, {"value": ONE, "first": "2"})]
    assert draft.data["uses"][1]["mode"] == "mandatory"
    fresh = change([{"uses.number": THREE}, {"uses.number": THREE}], filed())
    assert fresh.faults == [SheetFault("S15", "表", 3, 3, {"value": THREE, "first": "2"})]
    assert len(fresh.data["uses"]) == 3
    by_id = change([{"uses.id": "use-1"}, {"uses.id": "use-1"}], filed())
    assert by_id.faults == [SheetFault("S15", "表", 3, 6, {"value": "use-1", "first": "2"})]


def test_an_own_app_is_known_by_its_name_and_a_sheet_adds_none() -> None:
    before = filed(use_text("use-1", ONE), use_text("own", own=True))
    draft = change([{OWN_APP: "示例校园通", "uses.mode": "强制使用"}], before)
    assert draft.data["uses"][1]["mode"] == "mandatory"
    assert draft.data["uses"][1]["self_developed"] == before["uses"][1]["self_developed"]
    for wrong in (
        {OWN_APP: "示例校园网"},
        {OWN_APP: "示例校园通", "uses.number": ONE},
        {OWN_APP: "示例校园网", "uses.id": "own"},
    ):
        draft = change([wrong, {"uses.number": ONE, "uses.mode": "强制使用"}], before)
        assert draft.faults == [SheetFault("S16", "表", 2, 7)], wrong
        assert draft.data["uses"][1] == before["uses"][1]
        assert draft.data["uses"][0]["mode"] == "mandatory"
        assert len(draft.data["uses"]) == 2
    twice = change([{OWN_APP: "示例校园通"}, {OWN_APP: "示例校园通"}], before)
    assert twice.faults == [SheetFault("S15", "表", 3, 7, {"value": "示例校园通", "first": "2"})]


def test_a_column_that_the_sheet_lacks_changes_nothing() -> None:
    draft = change([{"uses.number": ONE}], filed(), (CODE, AUTHORITY, "uses.number"))
    assert draft.data == filed()
    assert {"uses.mode", "uses.id", "institution.name"} <= draft.absent
    assert not draft.absent & {CODE, AUTHORITY, "uses.number"}


# --- Several sheets.


def operator(apps: int, *, systems: bool = True) -> list[Row]:
    """Rows of all sheets of a platform operator."""
    lines = (
        [app_line(serial) for serial in range(1, apps + 1)],
        [UNIT_LINE],
        [SYSTEM_LINE] if systems else [],
    )
    found: list[Row] = []
    for form, ones in zip(MINI_PROGRAMS.sheets, lines, strict=True):
        sheet = sheet_of(ones, form=form)
        sheet.name = form.title.zh
        found += rows_of(table_of(sheet, MINI_PROGRAMS)).rows
    return found


def test_an_operator_is_put_together_from_three_sheets() -> None:
    draft = draft_of(MINI_PROGRAMS, operator(2), "x", None, "")
    assert list(draft.data) == ["schema", "filer", "unit", "apps", "systems"]
    assert (draft.data["filer"], draft.data["unit"]["uscc"]) == ("platform", OPERATOR)
    assert [app["id"] for app in draft.data["apps"]] == ["app-1", "app-2"]
    assert draft.data["apps"][1]["platforms"] == {
        "mini_program": {"app_id": app_line(2)["apps.platforms.mini_program.app_id"]}
    }
    assert [system["id"] for system in draft.data["systems"]] == ["main"], (
        "the id of a system is the filer's own"
    )
    assert draft.cell_at(("unit", "name")) == ("平台方", 2, 3)
    assert draft.cell_at(("systems", 0, "name")) == ("业务系统", 2, 4)
    assert draft.absent == set()
    assert "province" not in draft.data["unit"]
    assert {"unit.uscc", "unit.name"} <= draft.stated


def test_a_list_that_is_written_as_exported_in_either_language_stays_as_it_is() -> None:
    before = draft_of(MINI_PROGRAMS, operator(1), "x", None, "").data
    before["systems"][0]["evidence_sha256"] = ["a;b", "c"]
    for text in ("a;b；c", "a;b; c"):
        sheet = sheet_of([{**SYSTEM_LINE, "systems.evidence_sha256": text}], form=MINI_PROGRAMS.sheets[2])
        draft = draft_of(MINI_PROGRAMS, rows_of(table_of(sheet, MINI_PROGRAMS)).rows, "x", before, "")
        assert draft.data["systems"][0]["evidence_sha256"] == ["a;b", "c"], text


def test_a_sheet_without_rows_leaves_its_list_as_it_is() -> None:
    draft = draft_of(MINI_PROGRAMS, operator(1, systems=False), "x", None, "")
    assert "systems" not in draft.data
    before = draft_of(MINI_PROGRAMS, operator(2), "x", None, "").data
    again = draft_of(MINI_PROGRAMS, operator(1, systems=False), "x", before, "")
    assert again.data["systems"] == before["systems"]
    assert again.kept == 2, "an app and a system"


# --- What is right beside what is wrong.


def rest(draft: Draft, before: dict[str, Any], *faulty: Any) -> dict[str, Any] | None:
    """The values of what can be judged."""
    found = without_wrong_items(draft, before, set(faulty))
    return None if found is None else found.data


def test_wrong_items_are_as_they_were_and_new_ones_left_out() -> None:
    before = filed()
    lines = [
        {"uses.number": ONE, "uses.mode": BROKEN},
        {"uses.number": TWO, "uses.mode": "强制使用"},
        {"uses.number": THREE},
    ]
    draft = change(lines, before)
    found = without_wrong_items(draft, before, {("uses", 2, "decision")})
    assert found is not None
    assert found.data == {**draft.data, "uses": [before["uses"][0], draft.data["uses"][1]]}
    assert (found.kind, found.path) == (draft.kind, draft.path)
    assert found.cell_at(("uses", 0, "mode")) == ("表", 2, 4)
    assert found.cell_at(("uses", 1, "mode")) == ("表", 3, 4)
    assert found.cells[("institution", "uscc")] == ("表", 2, 1)
    assert not [at for at in found.cells if at[:2] == ("uses", 2)]
    moved = change([{"uses.number": THREE}, {"uses.number": number("11", 9)}], before)
    left = without_wrong_items(moved, before, {("uses", 2, "decision")})
    assert left is not None
    assert [use["number"] for use in left.data["uses"]] == [ONE, TWO, number("11", 9)]
    assert left.cell_at(("uses", 2, "mode")) == ("表", 3, 4)


def test_nothing_is_judged_where_more_than_an_item_is_wrong() -> None:
    before = filed()
    draft = change([{"uses.number": ONE}], before)
    assert rest(draft, before, ("uses", 0, "mode")) == before
    assert rest(draft, before, ("uses", 0)) == before
    assert rest(draft, before, ("institution", "name")) is None
    assert rest(draft, before, ("uses",)) is None
    assert rest(draft, before, ("uses", 0, "mode"), ("institution", "name")) is None
    fresh = new([line(1)])
    assert rest(fresh, {}, ("uses", 0, "mode")) is None, "nothing is left"
    draft.path = ""
    assert rest(draft, before, ("uses", 0, "mode")) is None
    wrong = change([{"uses.number": ONE, AUTHORITY: BROKEN}], before)
    assert rest(wrong, before) is None


def test_of_several_lists_each_is_mended() -> None:
    before = draft_of(MINI_PROGRAMS, operator(2), "x", None, "").data
    draft = draft_of(MINI_PROGRAMS, operator(2), "x", before, "")
    assert rest(draft, before, ("systems", 0, "name"), ("apps", 1, "name")) == before
    assert rest(draft, {**before, "systems": []}, ("systems", 0, "name")) is None
    assert rest(draft, {"systems": before["systems"]}, ("apps", 1, "name")) == {
        **before,
        "apps": before["apps"][:1],
    }


def test_a_record_as_plain_values_has_no_empty_lists() -> None:
    filing = UserFiling.model_validate(filed(use_text("own", own=True)))
    assert plain(filing) == filed(use_text("own", own=True))
    bare = filed(use_text("own", own=True))
    bare["uses"][0]["self_developed"]["system"]["evidence_sha256"] = []
    found = plain(UserFiling.model_validate(bare))
    assert "evidence_sha256" not in found["uses"][0]["self_developed"]["system"]
    assert found["schema"] == "user-filing/v1"
    assert "number" not in found["uses"][0]


def test_another_school_of_the_same_sheet_is_another_group() -> None:
    codes = [uscc(f"12330106MB9{serial:05d}1") for serial in (1, 2)]
    assert [group[0].values[CODE] for group in grouped(USERS, rows([line(1), line(2)]))] == codes
