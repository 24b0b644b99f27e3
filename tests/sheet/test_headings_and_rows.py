"""Which columns a sheet has and what each of its rows says, without any file: headings in any wording, hidden and joined cells, marks."""

from typing import Any

import pytest

from registry.core.sheet.cells import Block, Cell, CellKind, Sheet, SheetFault
from registry.core.sheet.headings import MOST_LINES_ABOVE, find_table
from registry.core.sheet.kinds import ACTION, MINI_PROGRAMS, USERS
from registry.core.sheet.rows import ACTIONS, actions_of, column_of, rows_of
from tests.builders import SCHOOL, number
from tests.sheet.grids import grid, rows, sheet_of, table_of
from tests.sheet.workbooks import FORM, HEADINGS

NUMBER = number("11", 1)
CODE, NUMBER_KEY, MODE = "institution.uscc", "uses.number", "uses.mode"
THREE = ("统一社会信用代码", "应用备案号", "使用方式")
LINE = {CODE: SCHOOL, NUMBER_KEY: NUMBER, MODE: "推荐使用"}
KEYS = (CODE, NUMBER_KEY, MODE)


@pytest.mark.parametrize(
    "headings",
    [
        THREE,
        ("Unified social credit code", "Filing number of the app", "Mode of use"),
        ("统一社会信用代码\nUnified social credit code", "应用备案号 Filing number of the app", "使用方式 Mode of use"),
        ("Unified social credit code 统一社会信用代码", "Filing number of the app 应用备案号", "Mode of use 使用方式"),
        ("institution.uscc", "uses.number", "uses.mode"),
        (" 统一社会信用代码* ", "应用备案号：", "【使用方式】使用方式"),
        ("统一社会信用代码(必填)", "应用备案号（18位）", "使用方式[单选]"),
        ("ＵＮＩＦＩＥＤ social credit CODE", "应用备案号", "使用方式"),
    ],
)  # fmt: skip
def test_headings_are_known_in_any_of_their_wordings(headings: tuple[str, ...]) -> None:
    table = table_of(grid([headings]))
    assert [table.columns[place].key for place in (1, 2, 3)] == list(KEYS)
    assert [table.at(key) for key in (*KEYS, "uses.purpose")] == [1, 2, 3, 0]
    assert (table.form, table.heading_row, table.first_row, table.faults) == (FORM, 1, 2, [])


def test_a_title_with_a_remark_of_its_own_is_known_without_it() -> None:
    """`使用编号(文件内)`: alone, and with its English."""
    for heading in (
        "使用编号(文件内)",
        "使用编号",
        "使用编号 Use id (within the file)",
        "使用编号(机构自编)",
    ):
        assert table_of(grid([(*THREE, heading)])).at("uses.id") == 4, heading


def test_headings_may_stand_below_a_title_and_twice() -> None:
    table = table_of(grid([("2026年使用备案汇总表",), (), THREE, ("Unified social credit code", "", "Mode of use"), (SCHOOL, NUMBER)], first=4))  # fmt: skip
    assert (table.heading_row, table.first_row) == (6, 8)
    table = table_of(grid([THREE, ("Mode of use",), (SCHOOL, NUMBER)]))
    assert table.first_row == 2, "one cell is no second row of headings"
    table = table_of(grid([THREE, (SCHOOL, NUMBER), THREE]))
    assert table.first_row == 2
    table = table_of(
        grid([(*THREE, "备注"), ("Unified social credit code", "", "Mode of use"), (SCHOOL, NUMBER)])
    )
    assert table.first_row == 3, "a column of one's own is no reason to take headings for a row"
    table = table_of(grid([THREE, ("Unified social credit code", "x")]))
    assert table.first_row == 2


def test_headings_are_looked_for_in_the_first_rows_alone() -> None:
    above = [("x",)] * (MOST_LINES_ABOVE - 1)
    assert table_of(grid([*above, THREE])).heading_row == MOST_LINES_ABOVE
    assert find_table(grid([*above, ("x",), THREE]), USERS.sheets) is None


def test_the_row_with_most_headings_is_taken_and_of_two_the_first() -> None:
    assert table_of(grid([THREE, (*THREE, "用途")])).heading_row == 2
    assert table_of(grid([(*THREE, "用途"), ("x",), THREE])).heading_row == 1
    assert table_of(grid([THREE, ("x",), THREE])).heading_row == 1


def test_a_sheet_has_a_table_where_its_headings_tell_rows_apart() -> None:
    for headings in (
        ("统一社会信用代码", "使用方式"),
        ("使用方式", "用途", "处理", "单位名称"),
        ("x", "y"),
        (),
    ):
        assert find_table(grid([headings]), USERS.sheets) is None, headings
    assert find_table(grid([("应用备案号", "使用方式", "用途")]), USERS.sheets) is not None


def test_the_form_is_the_one_that_most_headings_are_of() -> None:
    for form in MINI_PROGRAMS.sheets:
        headings = [column.title.zh for column in form.columns]
        assert table_of(grid([headings]), MINI_PROGRAMS).form is form


def fault(code: str, row: int = 0, column: int = 0, **values: str) -> SheetFault:
    """A fault of the sheet."""
    return SheetFault(code, "表", row, column, values)


def test_a_heading_that_is_not_known_is_told_and_one_that_is_nearly_right_is_named() -> None:
    table = table_of(grid([("联络备注", *THREE, "开始使用的日期", "Purposes")]))
    assert table.faults == [
        fault("S05", 1, 1, heading="联络备注"),
        fault("S07", 1, 5, heading="开始使用的日期", near="是否应为“开始使用日期”？", near_en=" Did you mean “Start of use”?"),
        fault("S07", 1, 6, heading="Purposes", near="是否应为“用途”？", near_en=" Did you mean “Purpose”?"),
    ]  # fmt: skip
    assert table.misspelt == {"uses.start_date", "uses.purpose"}
    assert set(table.columns) == {2, 3, 4}
    assert table_of(grid([(*THREE, "用途说明")])).faults == [fault("S05", 1, 4, heading="用途说明")], (
        "not near enough"
    )


def test_a_heading_near_one_that_is_there_is_a_column_of_ones_own() -> None:
    table = table_of(grid([(*THREE, "使用的方式")]))
    assert table.faults == [fault("S05", 1, 4, heading="使用的方式")]
    assert table.misspelt == set()


def test_a_column_twice_is_told_with_the_place_of_the_first() -> None:
    table = table_of(grid([("x", *THREE, "Mode of use")]))
    assert table.faults[0] == fault("S06", 1, 5, title="使用方式", title_en="Mode of use", first="D1")
    assert [one.code for one in table.faults] == ["S06", "S05"]
    assert table.at(MODE) == 4


# --- Rows.


def test_a_row_says_what_its_cells_say() -> None:
    (row,) = rows([{**LINE, "uses.purpose": "'=1", "uses.parallel_candidates": "3"}])
    assert row.number == 2
    assert row.values == {
        CODE: SCHOOL,
        NUMBER_KEY: NUMBER,
        MODE: "recommended",
        "uses.purpose": "=1",
        "uses.parallel_candidates": 3,
    }
    assert row.texts == {CODE: SCHOOL, NUMBER_KEY: NUMBER, MODE: "推荐使用", "uses.purpose": "=1", "uses.parallel_candidates": "3"}  # fmt: skip
    assert (row.wrong, row.ends) == (set(), False)
    assert row.at(MODE) == ("表", 2, [column.key for column in FORM.columns].index(MODE) + 1)
    assert row.at("nothing") == ("表", 2, 0)
    assert row.fault("S17", "nothing", x="y") == fault("S17", 2, 0, x="y")
    assert column_of(row, MODE) is FORM.column(MODE)
    assert column_of(row, "nothing") is None


def test_a_cell_that_is_no_text_has_no_writing_of_its_own() -> None:
    sheet = sheet_of([{**LINE, "uses.parallel_candidates": Cell(1, 1, CellKind.number, "3")}])
    (row,) = rows_of(table_of(sheet)).rows
    assert row.values["uses.parallel_candidates"] == 3
    assert row.texts["uses.parallel_candidates"] == ""
    sheet = sheet_of([{**LINE, "uses.purpose": Cell(1, 1, CellKind.number, "'=1")}])
    assert rows_of(table_of(sheet)).rows[0].values["uses.purpose"] == "'=1", "only a text is guarded"


def test_a_wrong_cell_is_told_at_its_place_with_its_title() -> None:
    found = rows_of(table_of(sheet_of([LINE, {**LINE, MODE: Cell(1, 1, CellKind.formula, "=1")}], KEYS)))
    assert found.faults == [fault("S08", 3, 3, title="使用方式", title_en="Mode of use", formula="=1")]
    assert [(row.number, row.wrong) for row in found.rows] == [(2, set()), (3, {MODE})]
    assert MODE not in found.rows[1].values
    assert MODE not in found.rows[1].texts
    alone = rows_of(table_of(sheet_of([{MODE: Cell(1, 1, CellKind.formula, "=1")}], KEYS)))
    assert len(alone.rows) == 1, "a row of nothing but a wrong cell is one"


MARKS = {
    "left out": ("示例", "例", "Example", " 示例example ", "跳过", "不导入", "SKIP", "跳过skip"),
    "ends": ("结束使用", "结束", "End", "结束使用end"),
}


@pytest.mark.parametrize("mark", MARKS["left out"])
def test_rows_that_are_marked_are_left_out(mark: str) -> None:
    found = rows_of(table_of(sheet_of([{**LINE, "action": mark}, LINE])))
    assert ([row.number for row in found.rows], found.left_out, found.faults) == ([3], 1, [])
    found = rows_of(table_of(sheet_of([{**LINE, "action": mark}, {**LINE, "action": mark}])))
    assert (found.rows, found.left_out) == ([], 2)


@pytest.mark.parametrize("mark", MARKS["ends"])
def test_a_use_may_end_and_a_mini_program_may_not(mark: str) -> None:
    (row,) = rows([{**LINE, "action": mark}])
    assert row.ends
    form = MINI_PROGRAMS.sheets[2]
    sheet = sheet_of([{"action": mark, "unit.uscc": SCHOOL, "systems.id": "main"}], form=form)
    found = rows_of(table_of(sheet, MINI_PROGRAMS))
    assert found.faults == [fault("S10", 2, 1, value=mark, choices="示例、跳过", choices_en="example, skip")]
    assert not found.rows[0].ends


def test_another_mark_is_wrong_and_the_row_is_judged_all_the_same() -> None:
    found = rows_of(table_of(sheet_of([{**LINE, "action": "已审"}, {**LINE, "action": " "}])))
    assert found.faults == [
        fault("S10", 2, 1, value="已审", choices="示例、跳过、结束使用", choices_en="example, skip, end")
    ]
    assert [row.number for row in found.rows] == [2, 3]
    assert ACTION.key not in found.rows[0].values


def test_what_may_stand_in_the_first_column() -> None:
    assert actions_of(FORM) == ACTIONS
    assert actions_of(MINI_PROGRAMS.sheets[0]) == ACTIONS[:2]


def test_rows_are_those_below_the_headings_in_columns_of_ours() -> None:
    own = grid([("x", *THREE), ("备注",), ("", SCHOOL, NUMBER), (), ("备注", SCHOOL, NUMBER)])
    assert [row.number for row in rows_of(table_of(own)).rows] == [3, 5]
    only_marked = sheet_of([{"action": "结束"}])
    assert rows_of(table_of(only_marked)).rows == [], "a mark and nothing else is no row"
    above = grid([(SCHOOL, NUMBER), THREE, (SCHOOL, NUMBER)])
    assert [row.number for row in rows_of(table_of(above)).rows] == [3]
    late = grid([THREE, (SCHOOL, NUMBER)])
    late.rows = dict(reversed(late.rows.items()))
    late.rows[9] = late.rows[2]
    assert [row.number for row in rows_of(table_of(late)).rows] == [2, 9]


def test_faults_of_the_headings_come_first() -> None:
    found = rows_of(table_of(grid([(*THREE, "联络备注"), (SCHOOL, NUMBER, "=x")])))
    assert [one.code for one in found.faults] == ["S05"]


# --- Hidden and joined cells.


def hiding(**hidden: Any) -> list[SheetFault]:
    """The faults of a sheet with four rows below its headings in row 2, the last of them empty, and hidden parts."""
    sheet: Sheet = grid([("标题",), (*THREE, "备注"), *[(SCHOOL, NUMBER)] * 4])
    for name, what in hidden.items():
        setattr(sheet, name, what)
    return [one for one in rows_of(table_of(sheet)).faults if one.code != "S05"]


def test_a_hidden_sheet_is_told_once() -> None:
    assert hiding(hidden=True, hidden_rows={3}, hidden_columns={1}) == [
        fault("S11", what="工作表", what_en="The sheet")
    ]


def test_hidden_rows_are_told_by_stretches() -> None:
    assert hiding(hidden_rows={1, 2}) == []
    assert hiding(hidden_rows={3}) == [fault("S11", 3, what="第 3 行", what_en="Row 3")]
    assert hiding(hidden_rows={5, 3, 4}) == [fault("S11", 3, what="第 3–5 行", what_en="Row 3–5")]
    assert hiding(hidden_rows={3, 5, 6, 7}) == [
        fault("S11", 3, what="第 3 行", what_en="Row 3"),
        fault("S11", 5, what="第 5–6 行", what_en="Row 5–6"),
    ]


def test_hidden_columns_of_ours_are_told() -> None:
    assert hiding(hidden_columns={4, 9}) == []
    assert hiding(hidden_columns={3, 1}) == [
        fault("S11", 0, 1, what="A 列", what_en="Column A"),
        fault("S11", 0, 3, what="C 列", what_en="Column C"),
    ]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ((3, 1, 4, 1), (3, 1, "A3:A4")),
        ((3, 2, 3, 3), (3, 2, "B3:C3")),
        ((1, 1, 3, 1), (3, 1, "A1:A3")),
        ((3, 3, 3, 9), (3, 3, "C3:I3")),
        ((1, 1, 2, 3), None),
        ((1, 1, 1, 3), None),
        ((3, 4, 4, 5), None),
        ((3, 3, 3, 3), None),
    ],
)
def test_joined_cells_are_told_where_rows_are(
    block: tuple[int, int, int, int], told: tuple[int, int, str] | None
) -> None:
    expected = [fault("S13", told[0], told[1], cells=told[2])] if told else []
    assert hiding(joined=[Block(*block)]) == expected


def test_every_joined_block_is_told() -> None:
    blocks = [Block(1, 1, 1, 3), Block(3, 4, 4, 5), Block(3, 1, 4, 1), Block(5, 2, 6, 2)]
    assert [one.values["cells"] for one in hiding(joined=blocks)] == ["A3:A4", "B5:B6"]


def test_every_heading_is_known() -> None:
    table = table_of(grid([list(HEADINGS.values())]))
    assert [column.key for column in table.columns.values()] == list(HEADINGS)
    assert table.faults == []
