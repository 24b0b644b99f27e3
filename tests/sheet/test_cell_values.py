"""A cell's content as the value of its field, cell by cell, and a value as the text of its cell."""

import pytest

from registry.core.codes import PersonalInfo
from registry.core.filing import ProviderFiling
from registry.core.sheet import kinds
from registry.core.sheet.cells import Cell, CellKind, UnreadableSheetError, address, letters
from registry.core.sheet.columns import Column, Holds, column
from registry.core.sheet.exported import guarded, lines_of, text_of, unguarded, value_at
from registry.core.sheet.kinds import ACTION, MINI_PROGRAMS, OWN_APP, USERS
from registry.core.sheet.values import LONGEST, Wrong, expected, trimmed, value_of
from registry.core.text import Text
from registry.core.use import UserFiling
from tests.again import again
from tests.builders import SCHOOL, number, use_text, user
from tests.sheet.workbooks import FORM

T, N, D, B = CellKind.text, CellKind.number, CellKind.day, CellKind.truth
APPS = MINI_PROGRAMS.sheets[0]
SYSTEMS = MINI_PROGRAMS.sheets[2]
NUMBER = number("11", 1)
URL = "apps.personal_info.privacy_policy_url"
DIGEST = "ab" * 32


def at(key: str) -> Column:
    """The column of a key, in whichever sheet it stands."""
    return next(one for form in (FORM, *MINI_PROGRAMS.sheets) for one in form.columns if one.key == key)


def value(key: str, text: str, kind: CellKind = T) -> object:
    """What a cell of a column says."""
    return value_of(Cell(2, 3, kind, text), at(key))


READ: dict[str, list[tuple[str, str, CellKind, object]]] = {
    "text": [
        ("uses.purpose", "  用于 课堂\u3000", T, "用于 课堂"),
        ("uses.purpose", "用于\u00a0课堂", T, "用于 课堂"),
        ("uses.purpose", "e\u0301te", T, "\u00e9te"),
        ("uses.purpose", "12", N, "12"),
        ("uses.purpose", "1E+20", T, "1E+20"),
        ("uses.purpose", "用" * LONGEST + " ", T, "用" * LONGEST),
        ("institution.name", "TRUE", T, "TRUE"),
    ],
    "texts": [
        ("systems.evidence_sha256", f" {DIGEST} ;；{DIGEST}\nx|y; ", T, [DIGEST, DIGEST, "x", "y"]),
        ("systems.evidence_sha256", "1E+20", N, ["1E+20"]),
    ],
    "identifier": [
        ("institution.uscc", " 1233 0106\u200bmb9 ", T, "12330106MB9"),
        ("institution.uscc", "１２３", T, "123"),
        ("institution.city", "330100", N, "330100"),
        ("institution.city", "330\u200b100", T, "330100"),
        ("institution.city", "city", T, "city"),
        ("apps.developer.uscc", "9144mb9", T, "9144MB9"),
        ("systems.icp.number", "1100001", T, "1100001"),
        ("uses.number", "110 0001", T, NUMBER),
        ("uses.number", "1100001", N, NUMBER),
        ("uses.number", "教app备\u200b１１００００１号", T, NUMBER),
        ("uses.number", "没有", T, "没有"),
        ("systems.icp.number", "京ICP备20260001号－1", T, "京ICP备20260001号-1"),
        (URL, "https://www.example.cn/a b", T, "https://www.example.cn/ab"),
        ("institution.uscc", "x9.1E+17", T, "X9.1E+17"),
    ],
    "day": [
        ("uses.start_date", "2026-03-16", D, "2026-03-16"),
        ("uses.start_date", "2026-03-16", T, "2026-03-16"),
        ("uses.start_date", "2026/3/6", T, "2026-03-06"),
        ("uses.start_date", "2026.11.06", T, "2026-11-06"),
        ("uses.start_date", "2026年3月16日", T, "2026-03-16"),
        ("uses.start_date", "２０２６－０３－１６", T, "2026-03-16"),
        ("uses.start_date", "20260316", T, "2026-03-16"),
        ("uses.start_date", "20261106", N, "2026-11-06"),
        ("uses.start_date", "3/16/2026", T, "3/16/2026"),
        ("uses.start_date", "2026-03", T, "2026-03"),
    ],
    "truth": [
        *(("uses.biometrics", yes, T, True) for yes in ("是", "有", "√", "✓", "Y", "yes", "True", "１", " 是 ")),
        *(("uses.biometrics", no, T, False) for no in ("否", "无", "×", "✗", "N", "no", "FALSE", "0", "否\u200b")),
        ("uses.biometrics", "TRUE", B, True),
        ("uses.biometrics", "1", N, True),
        ("uses.biometrics", "不清楚", T, "不清楚"),
    ],
    "whole": [
        ("uses.parallel_candidates", "3", N, 3),
        ("uses.parallel_candidates", " ３ ", T, 3),
        ("uses.parallel_candidates", "-999999999", T, -999_999_999),
        ("uses.parallel_candidates", "1234567890", T, "1234567890"),
        ("uses.parallel_candidates", "1.5", N, "1.5"),
    ],
    "code": [
        *(("uses.mode", way, T, "recommended") for way in ("推荐使用", "推荐 使用", "RECOMMENDED", "recommended", "推荐使用 Recommended")),
        ("uses.mode", "偶尔", T, "偶尔"),
    ],
    "codes": [
        ("uses.audience", "学生", T, ["students"]),
        ("uses.audience", "；学生", T, ["students"]),
        ("uses.audience", "学生;家长\n；", T, ["students", "parents"]),
        ("uses.audience", "学生、家长", T, ["students", "parents"]),
        ("uses.audience", "students, parents", T, ["students", "parents"]),
        ("uses.audience", "学生 / 老师们", T, ["students", "老师们"]),
        ("uses.audience", "1E+20", N, ["1E+20"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("key", "text", "kind", "meant"), [one for ones in READ.values() for one in ones])
def test_what_has_one_meaning_is_understood(key: str, text: str, kind: CellKind, meant: object) -> None:
    assert value(key, text, kind) == meant
    assert type(value(key, text, kind)) is type(meant)


@pytest.mark.parametrize("member", PersonalInfo)
def test_a_label_is_one_choice_whatever_signs_are_in_it(member: PersonalInfo) -> None:
    for way in (member.label.zh, member.label.en, member.label.both(), member.value):
        assert value("apps.personal_info.categories", f"{way}；其他一项") == [member.value, "其他一项"]


def changed(zh: str, en: str) -> Wrong:
    """The spreadsheet program has made this of a value."""
    return Wrong("S12", {"what": zh, "what_en": en})


def lost_zero(text: str) -> Wrong:
    """A number that may have begun with noughts."""
    return changed(f"数字 {text}，开头的 0 可能已丢失", f"the number {text}, which may have lost a leading 0")


def lost_end(text: str) -> Wrong:
    """A number longer than a spreadsheet program keeps."""
    return changed(
        f"数字 {text}，末尾的数位可能已被改为 0", f"the number {text}, whose last digits may have become 0"
    )


def scientific(text: str) -> Wrong:
    """A number in scientific notation."""
    return changed(f"科学计数 {text}，末尾的数位已丢失", f"{text}, and has lost its last digits")


def serial(text: str, day: str = "") -> Wrong:
    """A number where a day belongs."""
    return changed(
        f"数字 {text}" + (f"(可能是 {day})" if day else ""),
        f"the number {text}" + (f" (perhaps {day})" if day else ""),
    )


SPOILT: list[tuple[str, str, CellKind, Wrong]] = [
    ("uses.purpose", "=TODAY()", CellKind.formula, Wrong("S08", {"formula": "=TODAY()"})),
    ("uses.purpose", "#N/A", CellKind.error, Wrong("S09", {"error": "#N/A"})),
    ("uses.purpose", "用" * (LONGEST + 1), T, Wrong("F11", {"limit": "4000"})),
    ("uses.purpose", "一\n二", T, Wrong("F15", {})),
    ("uses.purpose", "一\r二", T, Wrong("F15", {})),
    ("uses.purpose", "一\u200b二", T, Wrong("F05", {"character": "U+200B"})),
    ("institution.city", "一\u202e二", T, Wrong("F05", {"character": "U+202E"})),
    ("uses.start_date", "一\u202e二", T, Wrong("F05", {"character": "U+202E"})),
    ("uses.biometrics", "一\u202e二", T, Wrong("F05", {"character": "U+202E"})),
    ("uses.parallel_candidates", "一\u202e二", T, Wrong("F05", {"character": "U+202E"})),
    ("uses.mode", "一\u202e二", T, Wrong("F05", {"character": "U+202E"})),
    ("uses.audience", "学生;一\u202e二", T, Wrong("F05", {"character": "U+202E"})),
    ("uses.purpose", "2026-03-01", D, changed("日期 2026-03-01", "the date 2026-03-01")),
    ("uses.biometrics", "2026-03-01", D, changed("日期 2026-03-01", "the date 2026-03-01")),
    ("institution.name", "TRUE", B, changed("逻辑值 TRUE", "the truth value TRUE")),
    ("institution.uscc", "9.1E+17", T, scientific("9.1E+17")),
    ("institution.uscc", "9e17", N, scientific("9e17")),
    ("uses.purpose", "1E+20", N, scientific("1E+20")),
    ("institution.uscc", "999999999999999", N, lost_zero("999999999999999")),
    ("institution.uscc", "1000000000000000", N, lost_end("1000000000000000")),
    ("institution.uscc", "-1000000000000000", N, lost_end("-1000000000000000")),
    ("institution.school_code", "313300001", N, lost_zero("313300001")),
    ("institution.school_code", "1.5", N, lost_zero("1.5")),
    ("uses.number", "110001", N, lost_zero("110001")),
    ("uses.start_date", "20000", N, serial("20000", "1954-10-03")),
    ("uses.start_date", "46097", N, serial("46097", "2026-03-16")),
    ("uses.start_date", "80000", N, serial("80000", "2119-01-11")),
    ("uses.start_date", "19999", N, serial("19999")),
    ("uses.start_date", "80001", N, serial("80001")),
    ("uses.start_date", "46097.5", N, serial("46097.5")),
    ("uses.start_date", "2026031", N, serial("2026031")),
    ("uses.start_date", "-2026031", N, serial("-2026031")),
]


@pytest.mark.parametrize(("key", "text", "kind", "wrong"), SPOILT)
def test_what_a_program_has_changed_is_never_guessed_back(
    key: str, text: str, kind: CellKind, wrong: Wrong
) -> None:
    found = value(key, text, kind)
    assert isinstance(found, Wrong)
    assert found == wrong


def test_a_formula_is_shown_as_text_of_one_line() -> None:
    found = value("uses.purpose", "=1\n##[error]", CellKind.formula)
    assert isinstance(found, Wrong)
    assert found.values == {"formula": "=1\ufffd## [error]"}
    found = value("uses.purpose", "#\n##[error]", CellKind.error)
    assert isinstance(found, Wrong)
    assert found.values == {"error": "#\ufffd## [error]"}


def test_only_what_nobody_sees_goes_from_both_ends() -> None:
    assert trimmed("\ufeff \u3000一 二\u00ad\r\n\t\u200b") == "一 二"
    assert trimmed("") == ""


@pytest.mark.parametrize(
    ("key", "looks"),
    [
        ("uses.biometrics", Text("是 或 否", "yes or no")),
        ("uses.start_date", Text("2026-01-31 这样的日期", "a date such as 2026-01-31")),
        ("uses.parallel_candidates", Text("整数", "a whole number")),
        ("uses.purpose", Text("", "")),
        ("systems.evidence_sha256", Text("", "")),
    ],
)
def test_what_a_cell_looks_like_is_told(key: str, looks: Text) -> None:
    assert expected(at(key)) == looks


def test_choices_are_told_and_that_there_may_be_several() -> None:
    mode, audience = expected(at("uses.mode")), expected(at("uses.audience"))
    assert mode.zh.split("、")[-1] == "推荐使用"
    assert mode.en.split(", ")[-1] == "Recommended"
    assert "分号" not in mode.zh
    assert audience.zh.startswith("学生、")
    assert audience.zh.endswith("；多个值用分号分隔")
    assert audience.en.startswith("Students, ")
    assert audience.en.endswith("; several with a semicolon between them")


def test_a_column_of_codes_has_codes() -> None:
    broken = Column(("x", "y"), Text("", ""), Holds.code)
    with pytest.raises(TypeError, match=r"^x\.y holds no codes$"):
        value_of(Cell(1, 1, T, "x"), broken)


@pytest.mark.parametrize(("place", "name"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")])  # fmt: skip
def test_columns_have_the_letters_of_spreadsheets(place: int, name: str) -> None:
    assert letters(place) == name


def test_a_cell_a_row_and_a_column_have_addresses() -> None:
    assert (address(17, 4), address(17, 0), address(0, 4)) == ("D17", "17", "D")


def test_a_file_that_cannot_be_read_says_which_rule_it_breaks() -> None:
    fault = UnreadableSheetError("S02", what="x").fault
    assert (fault.code, fault.values, fault.sheet, fault.row, fault.column) == (
        "S02",
        {"what": "x"},
        "",
        0,
        0,
    )
    other = UnreadableSheetError.of_kind(Text("图片", "a picture"))
    assert (str(other), other.fault.values) == ("S01", {"what": "图片", "what_en": "a picture"})


def test_a_column_is_what_its_field_is() -> None:
    made = column(UserFiling, "uses.decision.date", "2026-01-20")
    assert (made.keys, made.key) == (("uses", "decision", "date"), "uses.decision.date")
    assert (made.title, made.heading) == (
        Text("决策日期", "Date of the decision"),
        "决策日期\nDate of the decision",
    )
    assert (made.holds, made.required, made.example, made.hint, made.codes) == (
        Holds.day,
        True,
        "2026-01-20",
        None,
        None,
    )
    block = column(UserFiling, "uses.required_by.document_no", with_block=True)
    assert block.title == Text("上级要求·文号", "Required by: Document number")
    assert (block.required, block.example) == (False, "")
    audience = column(UserFiling, "uses.audience")
    assert (audience.holds, audience.codes and audience.codes.__name__) == (Holds.codes, "Audience")
    changed_on = column(UserFiling, "uses.changed_on")
    assert changed_on.hint is not None
    assert changed_on.hint.zh.startswith("已确认的使用发生变更时")
    assert column(UserFiling, "uses.mode").pattern == ""
    assert column(UserFiling, "institution.city").pattern == "^[1-6][0-9]{5}$"
    with pytest.raises(KeyError):
        column(UserFiling, "uses.colour")


KINDS = {
    Holds.text: ("institution.name", "uses.purpose", "uses.decision.document_ref"),
    Holds.identifier: (
        "institution.uscc",
        "institution.city",
        "uses.id",
        "apps.version",
        "apps.personal_info.privacy_policy_url",
    ),
    Holds.day: ("uses.start_date", "systems.icp.evidence_date"),
    Holds.code: ("uses.mode", "systems.hosting"),
    Holds.codes: ("uses.audience", "apps.personal_info.categories"),
    Holds.texts: ("systems.evidence_sha256",),
    Holds.truth: ("uses.biometrics", "systems.subject_mismatch_explained"),
    Holds.whole: ("uses.parallel_candidates",),
}


@pytest.mark.parametrize("holds", Holds)
def test_what_cells_hold_follows_from_the_model(holds: Holds) -> None:
    for key in KINDS[holds]:
        model = UserFiling if key.startswith(("institution.", "uses.")) else ProviderFiling
        assert column(model, key).holds is holds, key


def test_which_columns_every_row_needs() -> None:
    made = again(kinds)
    form, (apps, _, systems) = made.USERS.sheets[0], made.MINI_PROGRAMS.sheets
    needed = {one.key for one in form.columns if one.required}
    assert {"institution.uscc", "uses.mode", "uses.decision.date"} <= needed
    assert not needed & {
        "uses.id",
        "uses.number",
        "uses.purpose",
        "uses.required_by.authority",
        "action",
        OWN_APP,
    }
    assert apps.column("apps.id").required is False
    assert form.column("uses.id").required is False
    assert systems.column("systems.id").required
    assert form.column("uses.mode").example == "推荐使用"
    assert form.column("uses.required_by.document_no").title.zh == "上级要求·文号"
    assert form.column("uses.required_by.authority").title.zh == "要求使用的上级部门"


def test_sheets_know_their_columns_and_paths() -> None:
    assert FORM.column("uses.mode") is at("uses.mode")
    assert (USERS.code, MINI_PROGRAMS.code) == ("institution.uscc", "unit.uscc")
    assert USERS.path("beijing/110108", SCHOOL) == f"filings/users/beijing/110108/{SCHOOL}.yaml"
    assert MINI_PROGRAMS.path("beijing", SCHOOL) == f"filings/providers/beijing/{SCHOOL[-2:]}/{SCHOOL}.yaml"
    assert MINI_PROGRAMS.sheet_of("systems.id") is SYSTEMS
    assert MINI_PROGRAMS.sheet_of("unit.uscc") is APPS
    assert MINI_PROGRAMS.sheet_of("nothing") is APPS
    assert all(form.columns[0] is ACTION for form in MINI_PROGRAMS.sheets)


@pytest.mark.parametrize(
    ("key", "plain", "zh", "en"),
    [
        ("uses.purpose", None, "", ""),
        ("uses.purpose", "用途", "用途", "用途"),
        ("uses.parallel_candidates", 3, "3", "3"),
        ("uses.biometrics", True, "是", "yes"),
        ("uses.biometrics", False, "否", "no"),
        ("uses.mode", "recommended", "推荐使用", "Recommended"),
        ("uses.mode", "unknown", "unknown", "unknown"),
        ("uses.audience", ["students", "parents"], "学生；家长", "Students; Parents"),
        ("systems.evidence_sha256", ("a", "b"), "a；b", "a; b"),
    ],
)
def test_a_value_is_written_such_that_it_is_read_back(key: str, plain: object, zh: str, en: str) -> None:
    assert text_of(plain, at(key)) == text_of(plain, at(key), "zh") == zh
    assert text_of(plain, at(key), "en") == en


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1", "'=1"), ("'=1", "''=1"), (" \u3000=1", "' \u3000=1"), ("\t1", "'\t1"), ("＝1", "'＝1"), ("'x", "'x"), ("x=1", "x=1"), ("X=1", "X=1"), ("'X=1", "'X=1"), ("", "")],
)  # fmt: skip
def test_no_text_acts_as_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


def test_a_filing_becomes_a_line_for_each_item() -> None:
    filing = user(uses=[use_text("use-1", NUMBER), use_text("own", own=True)])
    first, own = lines_of(filing, FORM)
    assert first == {
        "institution.name": "示例市第一小学", "institution.uscc": SCHOOL, "institution.school_code": "3133001234", "institution.level": "小学",
        "institution.province": "zhejiang", "institution.city": "330100", "institution.county": "330106",
        "institution.competent_authority": "zhejiang/330100/330106", "institution.selection_system": "示教校〔2025〕6号",
        "uses.number": NUMBER, "uses.basis": "自主选用", "uses.mode": "推荐使用", "uses.decision.collective": "是",
        "uses.decision.document_ref": "校务会〔2026〕3号", "uses.decision.date": "2026-01-20", "uses.audience": "学生",
        "uses.uniform_use": "否", "uses.fee_to_students_or_parents": "否", "uses.large_scale_personal_info": "否",
        "uses.user_opinion_sought": "是", "uses.biometrics": "否", "uses.assessment_done": "是", "uses.parallel_candidates": "3",
        "uses.purpose": "用于课堂练习", "uses.start_date": "2026-03-16", "uses.id": "use-1",
    }  # fmt: skip
    assert own[OWN_APP] == "示例校园通"
    assert "uses.number" not in own
    assert next(lines_of(filing, FORM, "en"))["uses.mode"] == "Recommended"
    assert list(lines_of({}, FORM)) == []


def test_a_sheet_without_a_list_has_one_line_for_the_whole() -> None:
    (line,) = lines_of({"unit": {"uscc": "x", "unit_type": "enterprise"}}, MINI_PROGRAMS.sheets[1])
    assert line == {"unit.uscc": "x", "unit.unit_type": "企业"}


def test_a_value_that_is_not_there_is_none() -> None:
    assert value_at({"a": {"b": 1}}, ("a", "b")) == 1
    assert value_at({"a": 1}, ("a", "b")) is None
    assert value_at({}, ("a", "b", "c")) is None
