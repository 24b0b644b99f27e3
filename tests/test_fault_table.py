"""One wrong thing gives one finding: the right code, at its line and column, naming its field, in both languages."""

import json
import os
import re
from pathlib import Path

import pytest

from registry.commands.validate import Outcome, validate
from registry.core.finding import Verdict
from registry.core.ledger import Event
from registry.core.text import Text
from registry.rules.book import every_rule
from registry.rules.catalogue import declare
from registry.rules.form import explain
from tests.builders import (
    DING,
    EVENT,
    TODAY,
    XIN,
    Paths,
    RegistryFolder,
    app_text,
    miniature,
    provider_path,
    system_text,
)
from tests.faults import FAULTS, NEIGHBOURS, Edit, Fault

PLACEHOLDER = re.compile("[{][a-z_]+[}]")
BLESS = os.environ.get("REGISTRY_BLESS") == "1"
GOLDEN = Path(__file__).parent / "golden" / "sentences.json"
"""What each fault of the table is told as: message and fix, in Chinese and in English."""
NEVER_CAUSED = {
    "T05": "says that model and schema disagree, which test_peers.py shows not to happen",
    "T06": "is about a change that no rule looks at: see hostile/test_trees.py",
    "R05": "is about a change, not about a file: see test_surroundings.py",
    **{
        rule.code: "is about a pull request: see hostile/test_trees.py, which causes every code of the family"
        for rule in every_rule()
        if rule.code[0] == "P"
    },
    **{
        rule.code: "is about a spreadsheet: see sheet/test_faults.py, which causes every code of the family"
        for rule in every_rule()
        if rule.code[0] == "S"
    },
    "A09-5": "belongs to days of 2019 and 2020: see provider/test_evidence.py",
    "A09-6": "belongs to days of 2020: see provider/test_evidence.py",
}
SAID: dict[str, list[str]] = json.loads(GOLDEN.read_text("utf-8"))


def judged(folder: RegistryFolder, edit: Edit) -> Outcome:
    """The outcome for what the edit chooses, for the change that it makes, or for everything."""
    if edit.change:
        folder.commit()
        return validate(folder.root, TODAY, base="HEAD~1", head="HEAD")
    return validate(folder.root, TODAY, [str(folder.root / path) for path in edit.choose])


def expected(fault: Fault, text: str) -> tuple[int, int]:
    """Line and column of the mark in the changed text, counted here."""
    index = text.index(fault.at) if fault.at else text.find("▸")
    if index < 0:
        return 1, 1
    before = text[:index].replace("\ufeff", "")
    return before.count("\n") + 1, index - (text[:index].rfind("\n") + 1) + 1


def test_the_miniature_is_accepted(tmp_path: Path) -> None:
    """Every fault and every neighbour below differs from a registry without any finding by one change."""
    outcome = validate(miniature(tmp_path).root, TODAY)
    assert (outcome.checked, outcome.findings) == (15, [])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_one_fault_gives_one_finding(fault: Fault, tmp_path: Path) -> None:
    """The code, the path, the line, the column and the field of the table, the golden sentences, and nothing else."""
    folder = miniature(tmp_path)
    fault.edit.prepare(folder)
    text = fault.edit.apply(folder)
    path = fault.on or fault.edit.path
    if path != fault.edit.path:
        text = (folder.root / path).read_text(encoding="utf-8")
    found = judged(folder, fault.edit).findings
    line, column = expected(fault, text)
    assert [(f.code, f.path, f.line, f.column, f.field) for f in found] == [
        (fault.code, path, line, column, fault.field)
    ]
    for words in (found[0].message, found[0].fix):
        for sentence in (words.zh, words.en):
            assert sentence.strip(), "a sentence is missing"
            assert "  " not in sentence
            assert not PLACEHOLDER.search(sentence), "a word is missing in the sentence"
    told = [found[0].message.zh, found[0].message.en, found[0].fix.zh, found[0].fix.en]
    if BLESS:
        kept = {**json.loads(GOLDEN.read_text("utf-8")), fault.name: told}
        kept = {name: kept[name] for name in (one.name for one in FAULTS) if name in kept}
        GOLDEN.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        assert told == SAID[fault.name], f"{GOLDEN} says otherwise; REGISTRY_BLESS=1 writes it again"


@pytest.mark.parametrize("edit", NEIGHBOURS, ids=lambda edit: edit.what)
def test_the_nearest_neighbour_is_accepted(edit: Edit, tmp_path: Path) -> None:
    """What lies just on the right side of a condition gives no finding."""
    folder = miniature(tmp_path)
    edit.prepare(folder)
    edit.apply(folder)
    outcome = judged(folder, edit)
    assert outcome.findings == []
    assert outcome.verdict is Verdict.accept
    assert outcome.checked >= 1


STARTS = sorted({(e.path, e.start) for e in (*NEIGHBOURS, *(fault.edit for fault in FAULTS)) if e.start})


@pytest.mark.parametrize(
    ("path", "start"), STARTS, ids=lambda value: value[-40:-5] if value.endswith(".yaml") else ""
)
def test_what_a_fault_starts_from_is_accepted(path: str, start: str, tmp_path: Path) -> None:
    """Also where it is not in the miniature."""
    folder = miniature(tmp_path)
    folder.write(path, start)
    assert validate(folder.root, TODAY).findings == []


def test_every_code_stands_in_the_table() -> None:
    """Each rule of the book is shown to be breakable, and the table knows no other codes."""
    assert {fault.code for fault in FAULTS} == {rule.code for rule in every_rule()} - NEVER_CAUSED.keys()


def test_the_table_has_no_fault_twice() -> None:
    """Names tell the faults apart, and no edit stands there under two names."""
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names))
    assert set(names) == SAID.keys()
    edits = [
        (fault.edit.path, fault.edit.old, fault.edit.new.replace("▸", ""), fault.edit.choose)
        for fault in FAULTS
        if fault.edit.become is None and fault.edit.before is None
    ]
    assert len(edits) == len(set(edits))


def test_an_id_that_stands_three_times_is_told_once(tmp_path: Path) -> None:
    """One finding for one id, at its first repetition."""
    folder = miniature(tmp_path)
    folder.edit(Paths.yi, "- id: spare", "- id: front")
    folder.edit(Paths.yi, "apps:\n", system_text("front", "示例乙再备用") + "apps:\n")
    assert [(f.code, f.field) for f in validate(folder.root, TODAY).findings] == [("A12-2", "systems[2].id")]


def test_of_two_bars_the_later_end_is_told(tmp_path: Path) -> None:
    """A unit under two bars reads until when it may not file, and by which case."""
    folder = miniature(tmp_path)
    later = folder.case("beijing", DING, "2026-04-02", start="2026-07-01", revoked="")
    folder.case("beijing", DING, "2026-04-03", start="2026-06-02", revoked="")
    folder.write(
        Paths.ding, folder.read(Paths.ding) + app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi")
    )
    (found,) = validate(folder.root, TODAY).findings
    assert found.code == "A24-1"
    assert f"until 2027-01-01 inclusive, by {later}" in found.message.en


def test_the_second_of_two_systems_is_named(tmp_path: Path) -> None:
    """Findings about an item of a list name its place in the list."""
    folder = miniature(tmp_path)
    text = folder.read(Paths.yi)
    back = system_text("back", "示例乙后台")
    bare = back[: back.index("    icp:")] + back[back.index("    hosting:") :]
    folder.write(Paths.yi, text.replace(back, bare))
    found = validate(folder.root, TODAY).findings
    assert [(f.code, f.field) for f in found] == [("A09-1", "systems[1]"), ("A09-3", "systems[1]")]
    assert found[0].message.zh == "业务系统“示例乙后台”没有填写ICP备案。"


SENTENCES: dict[str, tuple[str, str]] = {
    "F16 a key without a value": ("“功能简介”没有填写内容。", "“Description” has no value."),
    "F20 no name of the unit": ("缺少必填项“单位名称”(name)。", "The required field “Unit name” (name) is missing."),
    "F20 no schema": ("缺少必填项“格式”(schema)。", "The required field “Format” (schema) is missing."),
    "F20 no platform's name": ("缺少必填项“包名”(package_name)。", "The required field “Package name” (package_name) is missing."),
    "F21 a misspelt key beside the right one": ("不认识字段“filler”。", "The field “filler” is not known."),
    "F21 an unknown key": ("不认识字段“colour”。", "The field “colour” is not known."),
    "F21 a misspelt key that is required": (
        "不认识字段“registration_provnce”。是否应为“registration_province”？",
        "The field “registration_provnce” is not known. Did you mean “registration_province”?",
    ),
    "F22 text for true or false": ("“是否含广告”应为true 或 false。", "“Shows advertising” should be true or false."),
    "F22 text for a list": ("“学段”应为列表(每项以 - 开头)。", "“Stages” should be a list (each item starts with -)."),
    "F22 text for keys and values": ("“小程序”应为若干“键: 值”。", "“Mini program” should be “key: value” lines."),
    "F22 a number for text": ("“App Store 编号”应为文字。", "“App Store id” should be text."),
    "F22 text for a number": ("“月数”应为整数。", "“Months” should be a whole number."),
    "F23 an item that is not in the list": (
        "“学段”不能是“middle”。可选：preschool(学前)、primary(小学)、junior_secondary(初中)、senior_secondary(高中)、"
        "secondary_vocational(中职)、higher(高等教育)、continuing(继续教育)。",
        "“Stages” cannot be “middle”. Choices: preschool, primary, junior_secondary, senior_secondary, secondary_vocational, higher, "
        "continuing.",
    ),
    "F23 another schema": (
        "“格式”不能是“provider-filing/v2”。可选：provider-filing/v1。",
        "“Format” cannot be “provider-filing/v2”. Choices: provider-filing/v1.",
    ),
    "F24 a digest in capitals": (
        f"“证明材料摘要(SHA-256)”的格式不对：“{('AB' * 32)[:59]}…”。",
        f"“Digests of the evidence files (SHA-256)” does not have the right form: “{('AB' * 32)[:59]}…”.",
    ),
    "A09-2 an ICP number of 川": ("ICP备案号“川ICP备20260001号”的格式不对。", "The ICP number “川ICP备20260001号” does not have the right form."),
    "F25 a name of one character": ("“单位名称”的长度应为2至200个字符。", "“Unit name” should have 2 to 200 characters."),
    "F25 a text of 1,001 characters": ("“功能简介”的长度应为0至1000个字符。", "“Description” should have 0 to 1000 characters."),
    "F26 too long a list": ("“使用对象”应有1至3项。", "“Audience” should have 1 to 3 items."),
    "F28 61 months": ("“月数”超出范围：61。", "“Months” is out of range: 61."),
    "F29 31 June": ("“整改期限”的日期“2026-06-31”在日历上不存在。", "The date “2026-06-31” of “Due” is not in the calendar."),
    "F09 a key twice": ("键“filer”已在第 3 行写过。", "The key “filer” already stands on line 3."),
    "R03 a bundle id that differs in its case": (
        f"“cn.example.jia.filed”已由 {Paths.jia} 中的应用“filed”使用。",
        f"“cn.example.jia.filed” is already claimed by the app “filed” in {Paths.jia}.",
    ),
}  # fmt: skip
FIXES: dict[str, str] = {
    "F20 no name of the unit": "Add name: … here.",
    "F24 a digest in capitals": "A SHA-256 has 64 small hexadecimal characters.",
    "F28 61 months": "Give a whole number of 1 to 60.",
    "A10-1 another province of registration": (
        f"Move the file to {provider_path('zhejiang', XIN)}, or correct the province of registration."
    ),
}


@pytest.mark.parametrize("name", sorted(SENTENCES.keys() | FIXES.keys()))
def test_the_sentence_says_field_value_and_choices(name: str, tmp_path: Path) -> None:
    """In the words that the schema carries for this very field, in both languages."""
    fault = next(fault for fault in FAULTS if fault.name == name)
    folder = miniature(tmp_path)
    fault.edit.apply(folder)
    (found,) = judged(folder, fault.edit).findings
    if name in SENTENCES:
        assert (found.message.zh, found.message.en) == SENTENCES[name]
    if name in FIXES:
        assert found.fix.en == FIXES[name]


def test_a_number_without_an_upper_bound_says_at_least() -> None:
    """Only the ledger has such numbers; nobody submits them, but the sentence is right."""
    (fault,) = explain(Event, {**EVENT, "sequence": 0})
    assert (fault.code, fault.values["range"], fault.values["range_en"]) == ("F28", "至少1", "at least 1")


def test_a_code_is_taken_once() -> None:
    """A second rule of the same code is a mistake of the program."""
    words = Text("示例", "Example")
    with pytest.raises(ValueError, match="A08-1 is used twice"):
        declare("A08-1", article="Art. 8", title=words, text=words, fix=words)
