"""R20, R21 and R22: one finding for each field and kind, at its place, and no output that repeats what was found."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from registry.adapters import plain_yaml, yaml_reader
from registry.adapters.records import MODELS
from registry.commands.validate import validate
from registry.core.authority import Authority
from registry.core.filing import ProviderFiling
from registry.core.finding import Fault, Finding, Place, Severity, Verdict, dotted, worst
from registry.core.lookup import MemoryLookup
from registry.core.personal_data import KIND_LABELS, where_to_look
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.render.report import as_annotations, as_json, as_text
from registry.rules.catalogue import RULES, finding
from registry.rules.personal_data import in_comments, no_personal_data
from tests import builders
from tests.faults import cases, identity
from tests.personal_data.strings import FOUND, ID, MOBILE, OLD_ID, OTHER_MOBILE
from tests.personal_data.test_detect import unmarked

NOBODY: dict[str, Authority] = {}
LOOKUP = MemoryLookup(NOBODY, [], [], [], Replay())
VALUES: dict[str, dict[str, Any]] = {
    "provider": builders.provider(),
    "user": builders.user(uses=[builders.use_text(own=True)]),
    "case": builders.case(lifted="2026-11-24"),
}
PATHS = {
    "provider": builders.Paths.xin,
    "user": builders.Paths.school,
    "case": builders.Paths.case,
}
CODES = {"id_number": "R20", "old_id_number": "R20", "mobile": "R21", "mailbox": "R22", "account": "R22"}

OURS = [
    *(words for code in ("R20", "R21", "R22") for words in (RULES[code].text, RULES[code].fix)),
    *KIND_LABELS.values(),
]
SENTENCES = "".join(f"{words.both()} {json.dumps(words.both())}" for words in OURS) + as_json(
    0, worst(()), ()
)
"""Our own words, also as JSON escapes them, and its keys: 400 or 800, mailbox, \\u9001, changes."""


def faults(kind: str, values: dict[str, Any]) -> list[Fault]:
    """What the rules say of values."""
    record = MODELS[kind].model_validate(values)
    return list(no_personal_data(Filed(PATHS[kind], "0" * 64, record), LOOKUP, date(2026, 11, 24)))


def outputs(values: dict[str, Any], found: list[Fault]) -> str:
    """Everything that the terminal, the annotations and JSON say about a file with faults; its path, a code, left out."""
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    document = yaml_reader.read(text.encode())
    findings: list[Finding] = []
    for fault in found:
        line, column = document.locate(fault.place, fault.on_key)
        findings.append(finding(fault.code, "file.yaml", line, column, dotted(fault.place), fault.values))
    return everything(1, worst(findings), findings) + repr(found)


def everything(checked: int, verdict: Verdict, findings: list[Finding]) -> str:
    """All that is printed about findings, in every form."""
    return "\n".join(
        (
            as_text(checked, verdict, findings, "zh"),
            as_text(checked, verdict, findings, "en"),
            as_annotations(checked, verdict, findings),
            as_json(checked, verdict, findings),
            json.dumps([one.as_dict() for one in findings], ensure_ascii=False),
        )
    )


def at(values: dict[str, Any], place: Place, value: str) -> dict[str, Any]:
    """The values with another one at a place."""
    changed = deepcopy(values)
    inner: Any = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return changed


def scanned_places() -> Iterator[Any]:
    for kind, values in VALUES.items():
        for looked in where_to_look(MODELS[kind].model_validate(values)):
            yield pytest.param(kind, looked.place, id=f"{kind} {dotted(looked.place)}")


@pytest.mark.parametrize(("kind", "place"), list(scanned_places()))
def test_each_scanned_field_is_refused(kind: str, place: Place) -> None:
    """A mobile, or an ID number, in whatever form the field admits: one fault at the field, the rest of the file is clean."""
    tried = 0
    for code, text in (
        ("R21", f"示例{MOBILE}"),
        ("R21", "138-0013-8000"),
        ("R21", f"a{MOBILE}"),
        ("R21", f"{MOBILE}@example.cn"),
        ("R21", f"https://www.example.cn/?tel={MOBILE}"),
        ("R20", f"示例{ID}"),
        ("R22", "zhangsan@qq.com"),
        ("R22", "https://www.example.cn/?to=zhangsan@qq.com"),
    ):
        values = at(VALUES[kind], place, text)
        try:
            found = faults(kind, values)
        except ValidationError:
            continue
        if place[-1] == "school_licence_no" and code == "R21":
            assert found == []  # a licence number may look like that
            continue
        tried += 1
        assert [(fault.code, fault.place, fault.on_key) for fault in found] == [(code, place, False)]
        said = outputs(values, found)
        for part in (MOBILE, "0013", "8000", ID[:6], ID[6:14], "zhangsan", "qq.com"):
            assert part not in said
    assert tried


@pytest.mark.parametrize(("kind", "marked"), FOUND, ids=[text for _, text in FOUND])
def test_nothing_found_is_ever_repeated(kind: str, marked: str) -> None:
    """In no output a piece of more than two characters of what was found, in the writer's form or in plain digits."""
    text, spans = unmarked(marked)
    values = VALUES["provider"]
    record = ProviderFiling.model_validate(values)
    app = record.apps[0].model_copy(
        update={"description": text}
    )  # any text, also what the reader would refuse
    filed = Filed(PATHS["provider"], "0" * 64, record.model_copy(update={"apps": (app,)}))
    found = list(no_personal_data(filed, LOOKUP, date(2026, 11, 24)))
    assert [(fault.code, fault.place) for fault in found] == [(CODES[kind], ("apps", 0, "description"))]
    said = outputs(values, found)
    for start, end in spans:
        piece = text[start:end]
        pieces = {piece[index : index + 4] for index in range(max(1, len(piece) - 3))}
        assert [part for part in pieces if part in said and part not in SENTENCES] == []
    for plain in (MOBILE, OTHER_MOBILE, ID, OLD_ID):
        assert plain[:6] not in said
        assert plain[-4:] not in said


@pytest.mark.parametrize("text", [MOBILE, "138-0013-8000", f"+86{MOBILE}", f"0{MOBILE}", f"0086-{MOBILE}"])
def test_a_mobile_is_no_service_phone(text: str) -> None:
    """The service phone is the unit's."""
    assert [
        fault.code for fault in faults("provider", at(VALUES["provider"], ("unit", "public_hotline"), text))
    ] == ["R21"]


@pytest.mark.parametrize(
    "text",
    ["010-80000000", "0571-8000000", "02180000000", "057180000000", "400-810-8888", "4008108888", "800-810-8888", "95588", "12345",
     "1010-8888", "+86-10-80000000", "010-80000000-8001"],
)  # fmt: skip
def test_a_landline_is_a_service_phone(text: str) -> None:
    """As are 400 and 800 numbers and short ones."""
    assert faults("provider", at(VALUES["provider"], ("unit", "public_hotline"), text)) == []


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("service@example.cn", []),
        ("kefu@school.edu.cn", []),
        ("help@exmail.qq.com", []),
        ("service@163.com", ["R22"]),
        ("kefu2026@qq.com", ["R22"]),
        (f"{MOBILE}@example.cn", ["R21"]),
        (f"{MOBILE}@139.com", ["R22"]),
    ],
)
def test_the_mailbox_is_the_units_own(address: str, codes: list[str]) -> None:
    """A role address at the unit's domain passes; one at a provider for everybody does not, nor a mobile as its name."""
    found = faults("provider", at(VALUES["provider"], ("unit", "public_email"), address))
    assert [fault.code for fault in found] == codes


def test_one_finding_for_each_field_and_code() -> None:
    """Two mobiles and a mailbox in one field: two findings; another field: another."""
    values = at(
        VALUES["provider"],
        ("apps", 0, "description"),
        f"{MOBILE}或{OTHER_MOBILE}，zhangsan@qq.com，QQ：12345678",
    )
    values = at(values, ("unit", "registered_address"), f"示例路{MOBILE}")
    assert [(fault.code, dotted(fault.place)) for fault in faults("provider", values)] == [
        ("R21", "unit.registered_address"),
        ("R21", "apps[0].description"),
        ("R22", "apps[0].description"),
    ]


def test_a_licence_number_may_look_like_a_number() -> None:
    """Eleven or fifteen digits are a licence; a name with a card's number is not."""
    place = ("unit", "school_licence_no")
    for text in (MOBILE, OLD_ID, "教民13301066101000 3号"):
        assert faults("provider", at(VALUES["provider"], place, text)) == []
    for text in (ID, "张三zhangsan@qq.com", "QQ：12345678"):
        assert len(faults("provider", at(VALUES["provider"], place, text))) == 1


def test_clean_files_have_none() -> None:
    """Full files of each kind."""
    assert [faults(kind, values) for kind, values in VALUES.items()] == [[], [], []]


def test_sentences() -> None:
    """The field's title, the kind and the end, in both languages; what to do instead."""
    values = at(VALUES["user"], ("uses", 0, "purpose"), f"联系张三{MOBILE}")
    (fault,) = faults("user", values)
    found = finding(fault.code, PATHS["user"], 1, 1, dotted(fault.place), fault.values)
    assert found.message.zh == "“用途”中有手机号码(末尾为 00)，此处不重复其内容。"
    assert found.message.en == "“Purpose” holds a mobile number (ending in 00); it is not repeated here."
    assert "座机" in found.fix.zh
    assert "force-push" in found.fix.en
    (short,) = faults("user", at(VALUES["user"], ("uses", 0, "purpose"), "abc@qq.com"))
    assert finding("R22", "", 1, 1, "", short.values).message.zh == "“用途”中有个人邮箱，此处不重复其内容。"


@pytest.mark.parametrize("code", ["R20", "R21", "R22"])
def test_the_rules_refuse_in_all_files(code: str) -> None:
    """No person is asked: git would keep it meanwhile."""
    rule = RULES[code]
    assert (rule.verdict, rule.severity, rule.kinds) == (
        Verdict.reject,
        Severity.error,
        ("provider", "user", "case"),
    )


def commented(text: str) -> list[Fault]:
    """What the rules say about the comments of a text, however it is read."""
    quick, careful = plain_yaml.comments(text.encode()), yaml_reader.comments(text.encode())
    assert plain_yaml.parse(text.encode()) is None or quick == careful
    return list(in_comments(careful))


def test_comments() -> None:
    """Line and column of what stands in a comment, at the start of a line or behind a value."""
    text = builders.provider_text().replace(
        "filer: provider\n", f"filer: provider # 张三{MOBILE} {OTHER_MOBILE} zhangsan@qq.com\n#{ID}\n"
    )
    found = commented(text)
    assert [(one.code, one.at) for one in found] == [("R21", (3, 21)), ("R22", (3, 45)), ("R20", (4, 2))]
    said = repr(found) + repr([finding(one.code, "p", 1, 1, "", one.values) for one in found])
    assert not any(part in said for part in (MOBILE, OTHER_MOBILE[:6], ID[:6], "zhangsan"))
    assert "注释" in said
    assert "A comment" in said


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (f"# {MOBILE}\n", (1, 3)),
        (f"a: 1\n    # {MOBILE}", (2, 7)),
        (f"a: 1\r\n# {MOBILE}\r\n", (2, 3)),
        (f'a: "示例 # 甲" # {MOBILE}\n', (1, 15)),
        (f'a: "示例"#{MOBILE}\n', (1, 9)),
        (f"a: [b,#{MOBILE}\n  c]\n", (1, 8)),
        (f"a: | # {MOBILE}\n  b\n", (1, 8)),
        (f"a: >- # {MOBILE}\n  b\n", (1, 9)),
        (f"a: | # {MOBILE}", (1, 8)),
        (f"a: |\n  b\n# {MOBILE}\n", (3, 3)),
        (f"a: |\n# {MOBILE}", (2, 3)),
        (f"a: b\n  c # {MOBILE}\n", (2, 7)),
        (f"a: [\nb: [c]]\n# {MOBILE}\n", (3, 3)),
    ],
)
def test_where_comments_are(text: str, at: tuple[int, int]) -> None:
    """Wherever YAML has one, also below the place where the text is no YAML any more."""
    assert [(fault.code, fault.at) for fault in commented(text)] == [("R21", at)]


@pytest.mark.parametrize(
    "text",
    [
        builders.provider_text(),
        builders.user_text(),
        builders.case_text(),
        f"a: b#{MOBILE}\n",
        f"a: '{MOBILE}'\n",
        f"a: 'b # {MOBILE}'\n",
        f'a: "b\n  # {MOBILE}"\n',
        f"a: |\n  # {MOBILE}\n",
        f"a: >-\n  b\n  # {MOBILE}\n",
        f"# \udc80\n# {MOBILE}\n",
    ],
)
def test_comments_only(text: str) -> None:
    """What stands in values is not said twice; what is no text says nothing."""
    assert list(in_comments(yaml_reader.comments(text.encode("utf-8", "surrogateescape")))) == []


@pytest.mark.parametrize("old", ["filer: provider\n", "  uscc:", "unit:\n"])
def test_comments_of_a_refused_file(old: str, tmp_path: Path) -> None:
    """A file that is refused for its form is told about its comments too, since git would keep it all the same."""
    folder = builders.RegistryFolder(tmp_path)
    text = builders.provider_text().replace(old, f"{old.strip()}[ ", 1)
    path = folder.write(builders.Paths.xin, f"# 联系人{MOBILE}\n{text}")
    found = validate(tmp_path, date(2026, 11, 24), [str(tmp_path / path)]).findings
    assert (found[0].code, found[0].line, found[0].column) == ("R21", 1, 6)
    assert {one.code[0] for one in found[1:]} == {"F"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('public_hotline: "010-80000000"', f"public_hotline: 张三{MOBILE}", "F24"),
        ("public_email: service@example.cn", f'public_email: "{MOBILE}@qq"', "F24"),
        ("unit_type: enterprise", f"unit_type: enterprise{MOBILE}", "F23"),
        ("unit_type: enterprise", f"unit_type: {'示' * 51}{MOBILE}", "F23"),
        ("website: https://www.example.cn/", f"website: {'示' * 51}{MOBILE}", "F24"),
        ("unit_type: enterprise", f"unit_type: enterprise\n  {'a' * 20}{MOBILE}: 示例", "F21"),
        ('version: "1.10"', f"version: {MOBILE}.5", "F12"),
    ],
)
def test_a_finding_about_the_form_repeats_nothing(old: str, new: str, code: str, tmp_path: Path) -> None:
    """A value that has no place in the field is quoted without the numbers in it, also where the quotation is cut."""
    folder = builders.RegistryFolder(tmp_path)
    path = folder.write(builders.Paths.xin, builders.provider_text())
    folder.edit(path, old, new)
    (found,) = validate(tmp_path, builders.TODAY, [str(tmp_path / path)]).findings
    assert found.code == code
    said = "".join(words.both() for words in (found.message, found.fix))
    assert not any(MOBILE[index : index + 5] in said for index in range(7))


ENTRIES = st.lists(
    st.sampled_from(
        ["示", "b#c", "b # c", '"b # c" # d', "'b # c'#d", '"b\n  # c" # d', "b\n  c # d", "|\n  b # c\n# d", ">- # b\n  # c\n\n# d",
         "[b, # c\n  d]", "[b,#c\n  'd # e']", "\n  - b # c\n  # d\n  - '#'", "https://example.cn/#b", '"\\"#" # b', "[", "|", "|\n# b", "# b"]
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(ENTRIES)
@example([])
def test_comments_do_not_change_what_a_file_says(entries: list[str]) -> None:
    """Taking out all comments that are found leaves the values as they are, and no comment: those found are all, and nothing else."""
    text = "# 示\n" + "".join(f"{key}: {entry}\n" for key, entry in zip("abcdef", entries, strict=False))
    content = text.encode()
    lines = text.replace("\r\n", "\n").split("\n")
    for comment in yaml_reader.comments(content):
        line = lines[comment.line - 1]
        assert line[comment.column - 1 :] == comment.text
        lines[comment.line - 1] = line[: comment.column - 1]
    bare, before = "\n".join(lines).encode(), yaml_reader.read(content)
    if before.data is not None:
        assert yaml_reader.read(bare).data == before.data
        assert yaml_reader.comments(bare) == ()


@pytest.mark.parametrize(
    "fault",
    [fault for fault in identity.FAULTS if fault.code in set(CODES.values())],
    ids=lambda fault: fault.name,
)
def test_no_output_about_a_fault_repeats_it(fault: cases.Fault, tmp_path: Path) -> None:
    """The faults that readers see in the rule book, through everything that `validate` prints."""
    folder = builders.miniature(tmp_path)
    changed = fault.edit.apply(folder)
    secret = changed[changed.index("▸") + 1 :].partition("\n")[0].strip('"')
    outcome = validate(tmp_path, builders.TODAY)
    said = everything(outcome.checked, outcome.verdict, outcome.findings)
    assert [found.code for found in outcome.findings] == [fault.code]
    pieces = {secret[index : index + 4] for index in range(len(secret) - 3)}
    assert [piece for piece in pieces if piece in said and piece not in SENTENCES + fault.edit.path] == []
