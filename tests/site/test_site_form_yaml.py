"""The form's YAML: written as the registry writes it, read alike by everybody, and what is not changed stays byte for byte."""

import random
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from ruamel.yaml import YAML

from registry.adapters import yaml_reader, yaml_writer
from registry.adapters.yaml_reader import AMBIGUOUS
from registry.adapters.yaml_writer import to_yaml
from registry.commands.fmt import formatted
from registry.core.filing import ProviderFiling
from registry.core.use import UserFiling
from tests.site.conftest import REPOSITORY, Site

MODELS = {"provider": ProviderFiling, "user": UserFiling}
ODD_TEXTS = [
    "", "no", "NO", "yes", "on", "Off", "y", "true", "null", "~", "=", "<<", "1.10", "007", "1e3", "0x1F", "1_000", "12:30:45", "2026-01-31",
    "-", "- x", "a: b", "a:b", "a:", "x #y", "x#y", "#x", '"q"', "'s'", "it's", "back\\slash", "a\nb", "tab\there", "a\rb", "é", "\u00a0x", "x\u3000y",
    "示例１２３", "🙂 表情", "🙂: x", "\u200bx", "\u2028x", "\ufeffx", "\x85x", "\x07x", "[a]", "{a}", "a, b]", "%x", "@x", "`x", "!x", "&x", "*x", "|", ">",
    "? x", "?x", ": x", "示例：", "示例: 校", " x", "x ", "字" * 200, "\U00020bb7野家", "a\u0301", "…", "—", "x" * 1000,
]  # fmt: skip
ALPHABET = "ab 19:#-.,'\"\\[]{}&*!|>%@`~?=<\n\t示例：，（）é\u00a0\u3000\u200b\ufeff\u2028🙂𠮷"
SAME = REPOSITORY / "tests/site/form_edits.js"
VALID_ODD = [
    "no",
    "1.10",
    "2026-01-31",
    "示例 # 号",
    'it\'s, "quoted": yes',
    "全角１２３ＡＢＣ",
    "表情🙂",
    "true",
    "- 破折",
    "a: b",
    "字" * 900,
    "~",
    "冒号:",
]


def _written(value: str) -> str:
    """A pair as the registry writes it."""
    fast = yaml_writer._serialize({"k": value}, yaml_writer._Fast)
    return yaml_writer._serialize({"k": value}, yaml_writer._Plain) if "\\U000" in fast else fast


def filings() -> dict[str, dict[str, Any]]:
    """Values of filings by their path: those of the demonstration, and odd ones."""
    found = {}
    for folder, most in (("providers", 70), ("users", 40)):
        for file in sorted((REPOSITORY / "filings" / folder).rglob("*.yaml"))[:most]:
            found[file.relative_to(REPOSITORY).as_posix()] = yaml_reader.read(file.read_bytes()).data
    text = (REPOSITORY / "docs/example-filing.yaml").read_text("utf-8").replace("1.10", '"1.10"')
    for number, odd in enumerate(VALID_ODD):
        made = yaml_reader.read(text.encode()).data
        made["apps"][0] |= {"description": odd, "version": ["1.10", "1e3", "2026-01-31"][number % 3]}
        made["unit"] |= {"registered_address": odd, "name": "示" * 200}
        made["apps"] = [made["apps"][0] | {"id": f"app-{n}"} for n in range(40 if number == 0 else 1)]
        found[f"filings/providers/beijing/XW/{number}.yaml"] = made
    return found


FILINGS = filings()


def _model(path: str, values: dict[str, Any]) -> ProviderFiling | UserFiling:
    return MODELS["user" if "/users/" in path else "provider"].model_validate(values)


@pytest.fixture(scope="module")
def pages(site: Site, browser: Browser) -> Iterator[dict[str, Page]]:
    """The form of each kind, open."""
    opened = {}
    context = browser.new_context()
    for kind, path in (("provider", "file/new/"), ("user", "use/new/")):
        opened[kind] = context.new_page()
        opened[kind].goto(f"{site.address}/{path}")
        expect(opened[kind].locator("#form")).to_be_visible()
    yield opened
    context.close()


def test_texts_are_quoted_by_the_same_rule(pages: dict[str, Page], site: Site) -> None:
    dice = random.Random(1)
    texts = ODD_TEXTS + ["".join(dice.choices(ALPHABET, k=dice.randint(1, 9))) for _ in range(1500)]
    made = pages["provider"].evaluate(
        """async ([root, texts]) => {
            const { pair } = await import(`${root}/assets/registry/form/write.js`);
            return texts.map((text) => `${pair("k", text).join("\\n")}\\n`);
        }""",
        [site.address, texts],
    )
    different = [
        (text, mine, _written(text)) for text, mine in zip(texts, made, strict=True) if mine != _written(text)
    ]
    assert different == []


def test_values_that_need_quotes_are_told_alike(pages: dict[str, Page], site: Site) -> None:
    dice = random.Random(2)
    texts = ODD_TEXTS + ["".join(dice.choices("0123456789.:_-+eEx,tT ~=<nNoOyYfaulsr", k=dice.randint(1, 6))) for _ in range(3000)]  # fmt: skip
    made = pages["provider"].evaluate(
        """async ([root, texts]) => {
            const { AMBIGUOUS } = await import(`${root}/assets/registry/form/read.js`);
            return texts.map((text) => AMBIGUOUS.test(text));
        }""",
        [site.address, texts],
    )
    assert [t for t, found in zip(texts, made, strict=True) if found != bool(AMBIGUOUS.fullmatch(t))] == []


def test_filings_are_written_alike_read_alike_and_stay_as_they_are(
    pages: dict[str, Page], site: Site
) -> None:
    """Form to YAML to form to YAML, through every input of the form; at least a hundred, the odd ones among them."""
    assert len(FILINGS) >= 100
    results = {}
    for kind, page in pages.items():
        own = {path: values for path, values in FILINGS.items() if f"/{kind}s/" in path}
        results |= page.evaluate(ROUND, [site.address, own])
    for path, (text, values, again, untouched) in results.items():
        model = _model(path, FILINGS[path])
        canonical = to_yaml(model, path)
        stated = canonical if "filer" in FILINGS[path] else canonical.replace("filer: provider\n", "")
        assert text == stated, path
        assert again == text, path
        assert untouched == text, path
        assert formatted(path, text.encode()) == text.encode(), path
        assert values == FILINGS[path], path
        assert yaml_reader.read(text.encode()).data == values, path
        assert yaml.safe_load(text) == values, path
        assert YAML(typ="safe", pure=True).load(StringIO(text)) == values, path


ROUND = """async ([root, filings]) => {
    const load = (name) => import(`${root}/assets/registry/${name}`);
    const [{ shapeOf }, { View }, { toYaml }, { read }, { edited, withOrigins }, { copy }, yaml] = await Promise.all(
        ["form/shape.js", "form/view.js", "form/write.js", "form/read.js", "form/edit.js", "form/values.js", "lib/yaml.js"].map(load));
    const form = document.getElementById("form").cloneNode(true);
    document.getElementById("form").after(form);
    const shape = shapeOf(form);
    const view = new View(form, { changed() {}, filled() {} });
    const through = (filing) => {
        const shown = copy(filing);
        view.show(shown);
        for (const field of form.querySelectorAll("[data-kind=reference] select")) field.append(new Option("system-1", "system-1"));
        for (const input of form.querySelectorAll("input, select, textarea"))
            if (input.type === "hidden" || (input.type === "radio" && !input.checked)) continue;
            else input.dispatchEvent(new Event("change", { bubbles: true }));
        return shown;
    };
    const made = {};
    for (const [path, filing] of Object.entries(filings)) {
        const text = toYaml(through(filing), shape, path, form.dataset.schema);
        const source = read(text, yaml);
        const working = copy(source.values);
        const untouched = edited(source, working, shape, withOrigins(working), yaml).text;
        made[path] = [text, source.values, toYaml(through(source.values), shape, path, form.dataset.schema), untouched];
    }
    form.remove();
    return made;
}"""


def test_what_is_not_changed_stays_byte_for_byte(pages: dict[str, Page], site: Site) -> None:
    """Comments, order, layout and line ends of loaded files, whatever is changed in them."""
    files = {path: to_yaml(_model(path, values), path) for path, values in list(FILINGS.items())[::4]}
    files["by hand"] = BY_HAND.replace("1.10", '"1.10"')
    result = pages["provider"].evaluate(
        SAME.read_text("utf-8"), {"root": site.address, "files": files, "rounds": 4}
    )
    assert result["changes"] > 300
    assert result["wrong"] == []


BY_HAND = """schema: provider-filing/v1   # by hand
unit: {name: 示例学校, uscc: "91110108MA900001XW"}
systems:
- id: main
  name: >-
    示例
    平台
  hosting:   cloud

-   name: '第二'
    id: second
apps:
    -
        id: one
        audience: [students, parents]  # both
        description: |-
          一行
        version: 1.10
"""


def test_a_changed_value_is_all_that_changes(pages: dict[str, Page], site: Site) -> None:
    """Written by hand, in every style that YAML has: the lines that differ are those of the changed values."""
    made = pages["provider"].evaluate(
        """async ([root, text]) => {
            const load = (name) => import(`${root}/assets/registry/${name}`);
            const [{ read }, { edited, withOrigins }, { copy }, yaml] = await Promise.all(["form/read.js", "form/edit.js", "form/values.js", "lib/yaml.js"].map(load));
            const source = read(text, yaml);
            const now = copy(source.values);
            const origins = withOrigins(now);
            now.unit.name = "示例，学校";
            now.systems[0].name = "新平台";
            now.systems.splice(1, 1);
            now.apps[0].audience.push("staff");
            now.apps[0].ads = false;
            return edited(source, now, [], origins, yaml);
        }""",
        [site.address, BY_HAND],
    )
    assert made["kept"]
    assert (
        made["text"]
        == """schema: provider-filing/v1   # by hand
unit: {name: 示例，学校, uscc: "91110108MA900001XW"}
systems:
- id: main
  name: 新平台
  hosting:   cloud

apps:
    -
        id: one
        audience: [students, parents, staff]  # both
        description: |-
          一行
        version: "1.10"
        ads: false
"""
    )
