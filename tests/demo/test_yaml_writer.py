"""The canonical text of a record is read back as the same record, by YAML 1.1 and 1.2 alike."""

import io
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from registry.adapters.yaml_writer import to_yaml
from registry.core.authority import Authority, Names
from registry.core.case import EnforcementCase
from registry.core.filing import ProviderFiling, UnitReference
from tests.demo.country import AUTHORITIES, Demo

MUST_BE_QUOTED = [
    "yes", "No", "ON", "off", "y", "N", "true", "False", "null", "NULL", "~", "1", "1e3", "0o17", "0x1F", "1_000", "1:30",
    "1.10", ".5", "-1", "+1", "007", "2026-01-31", "2026-01-31T00:00:00Z", "=", "<<", "010-80000000", ".inf", "-.INF",
    "91110108MA0000013K", "a: b", "a #b", "a:", "- a", "? a", "[a", "{a", "&a", "*a", "!a", "|a", ">a", "'a", '"a', "%a", "@a",
    "`a", ",a", "#a", "a\u3000b",
]  # fmt: skip
MAY_BE_PLAIN = [
    "示例启明教育科技有限公司", "教APP备1190001号", "cn.example.app", "https://www.example.cn/a?b=c#d", "京ICP备2021012345号-1A",
    "junior_secondary", "service@qinghe.example.cn", "示教函〔2026〕3号", "a:b", "a#b", "青禾口算(新版)", "𠮷野小学", "示例, 二",
]  # fmt: skip


def _named(text: str) -> Authority:
    return AUTHORITIES["moe"].model_copy(update={"region": Names.model_construct(zh=text, en="x")})


def _line(text: str) -> str:
    written = to_yaml(_named(text), "authorities/moe.yaml")
    return next(line for line in written.split("\n") if line.startswith("  zh: ") and "教育厅" not in line)


@pytest.mark.parametrize("text", MUST_BE_QUOTED)
def test_what_could_be_read_otherwise_is_quoted(text: str) -> None:
    assert _line(text).startswith('  zh: "')


@pytest.mark.parametrize("text", MAY_BE_PLAIN)
def test_plain_words_stay_plain(text: str) -> None:
    assert _line(text) == f"  zh: {text}"


@given(
    st.text(min_size=1, max_size=30)
    | st.text(alphabet="01eExoO_:-+.~=<>yYnN #,[]{}&*!|'\"%@`?\\教号𠮷\u3000\u0085\u2028\ufeff", min_size=1)
)
@settings(max_examples=400, deadline=None, database=None, derandomize=True)
def test_any_text_is_read_back(text: str) -> None:
    written = to_yaml(_named(text), "authorities/moe.yaml")
    assert yaml.safe_load(written)["region"]["zh"] == text
    assert all(style in (None, '"') for style in _styles(written))


def _styles(written: str) -> list[str | None]:
    return [token.style for token in yaml.scan(written) if isinstance(token, yaml.ScalarToken)]


def test_yaml_1_2_reads_the_same(demo: Demo) -> None:
    reader = YAML(typ="safe", pure=True)
    written = [to_yaml(_named(text), "authorities/moe.yaml") for text in (*MUST_BE_QUOTED, *MAY_BE_PLAIN)]
    some = [
        demo.files[path].decode() for path in (*list(demo.providers)[:5], *list(demo.users)[:5], *demo.cases)
    ]
    for text in (*written, *some):
        assert reader.load(io.StringIO(text)) == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("authorities/moe.yaml", "../schemas/authority"),
        ("filings/providers/beijing/XX/CODE.yaml", "../../../../schemas/authority"),
    ],
)
def test_first_line_leads_to_the_schema(path: str, leads: str) -> None:
    first = to_yaml(AUTHORITIES["moe"], path).split("\n")[0]
    assert first == f"# yaml-language-server: $schema={leads}.schema.json"


def test_layout_of_a_case() -> None:
    case: Any = {
        "schema": "enforcement-case/v1",
        "unit": {"name": "示例启明教育科技有限公司", "uscc": "91110108MAYY0000XX"},
        "numbers": ["教APP备1190001号", "教APP备1190002号"],
        "opened_on": "2026-01-31",
        "state": "blacklisted",
        "breaches": [
            {"category": "games", "description": "含有游戏链接"},
            {"category": "other", "description": "1"},
        ],
        "measures": {
            "list": "national", "level": "black", "decided_on": "2026-02-28", "circular_document_no": "示教〔2026〕1号",
            "revoked_numbers": [], "bar": {"start": "2026-02-28", "months": 6},
        },
    }  # fmt: skip
    record = EnforcementCase.model_validate(case)
    assert to_yaml(record, "blacklist/beijing/91110108MAYY0000XX--2026-01-31.yaml") == (
        "# yaml-language-server: $schema=../../schemas/enforcement-case.schema.json\n"
        "schema: enforcement-case/v1\n"
        "unit:\n"
        "  name: 示例启明教育科技有限公司\n"
        '  uscc: "91110108MAYY0000XX"\n'
        "numbers:\n"
        "  - 教APP备1190001号\n"
        "  - 教APP备1190002号\n"
        'opened_on: "2026-01-31"\n'
        "state: blacklisted\n"
        "breaches:\n"
        "  - category: games\n"
        "    description: 含有游戏链接\n"
        "  - category: other\n"
        '    description: "1"\n'
        "measures:\n"
        "  list: national\n"
        "  level: black\n"
        '  decided_on: "2026-02-28"\n'
        "  circular_document_no: 示教〔2026〕1号\n"
        "  bar:\n"
        '    start: "2026-02-28"\n'
        "    months: 6\n"
    )


def test_long_lines_are_never_folded(demo: Demo) -> None:
    path, filing = next(iter(demo.providers.items()))
    address = "示例路 1号 " * 150 + "止"
    longer = filing.model_copy(
        update={"unit": filing.unit.model_copy(update={"registered_address": address})}
    )
    assert f"  registered_address: {address}\n" in to_yaml(longer, path)


def test_text_outside_the_basic_plane_keeps_the_layout(demo: Demo) -> None:
    """Two emitters, one layout: a rare character changes only the line that it stands in."""
    for path, filing in list(demo.providers.items())[:20]:
        usual = to_yaml(filing, path).split("\n")
        rare = filing.model_copy(update={"unit": filing.unit.model_copy(update={"name": "示例𠮷野小学"})})
        changed = [new for old, new in zip(usual, to_yaml(rare, path).split("\n"), strict=True) if old != new]
        assert changed == ["  name: 示例𠮷野小学"]


def test_defaults_that_say_something_are_kept(demo: Demo) -> None:
    for path, filing in demo.providers.items():
        text = demo.files[path].decode()
        assert "filer: " in text
        assert "null" not in text
        assert "[]" not in text
        assert ProviderFiling.model_validate(yaml.safe_load(text)) == filing


def test_only_whole_files_are_written() -> None:
    with pytest.raises(KeyError):
        to_yaml(UnitReference(name="示例启明", uscc="91110108MAYY0000XX"), "x.yaml")
