"""What the pages say, and that nothing in a filing can do more than be read."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup, escape

from registry.core.codes import Code, ProviderStatus
from registry.core.fields import Record
from registry.core.ledger import Event
from registry.core.transitions import APP_TRANSITIONS
from registry.render.site.assemble import records_of
from registry.render.site.badge import SIGN
from registry.render.site.compiled import Page
from registry.render.site.deployment import Deployment
from registry.render.site.environment import environment, record_environment
from registry.render.site.fragments import fragments
from registry.render.site.pages import ROWS_A_PAGE, Pages, pieces
from registry.render.site.records import Records
from registry.render.site.shell import CONTENT, DESCRIPTION, TITLE, Shell, ShellError, fill
from registry.render.site.wording import ADVICE, MEANING
from tests.site.conftest import Site
from tests.site.site_sample import BEIJING, SICHUAN, snapshot

GOLDEN = Path(__file__).parent / "golden"
BARE = Shell(
    "<!-- ",
    "\n     ",
    " -->\n",
    "",
    Deployment("https://registry.example.cn/apps/", "https://forge.example.cn/edu/registry"),
)
"""A shell that leaves only what is ours: description, title, content; the site knows where it stands."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    'https://x.example" onclick="alert(1)',
    "</title></p><svg onload=alert(1)>",
    "{{ 7*7 }}{% for x in r %}",
    f"<!-- registry:counters -->{TITLE}{CONTENT}",
    "&#60;script&#62;",
    "\u202egnp.exe\u0000",
)


class Tags(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.words.append(data)

    def counted(self) -> Counter[str]:
        """How many of each element."""
        return Counter(tag for tag, _ in self.found)


def _one_of_each(records: Records) -> dict[str, bytes]:
    pages = Pages(BARE)  # by position: a poisoned record has no names left to find it by
    return {
        "app": pages.app(records.apps[4]),
        "provider": pages.provider(records.providers[3]),
        "authority": pages.authority(records.authorities[2], records.authorities[2].apps, 1, 1),
        "blacklist": pages.blacklist(records),
    }


@pytest.mark.parametrize("kind", ["app", "provider", "authority", "blacklist"])
def test_one_page_of_each_kind_is_as_reviewed(kind: str) -> None:
    page = _one_of_each(records_of(snapshot()))[kind].decode()
    golden = GOLDEN / f"{kind}.html"
    if os.environ.get("REGISTRY_BLESS") == "1":
        golden.write_text(page, encoding="utf-8", newline="\n")
    assert page == golden.read_text(encoding="utf-8"), (
        "run again with REGISTRY_BLESS=1 if the change is meant"
    )


def _poisoned(value: Any, poison: str) -> Any:
    """The same value with every free text replaced, past the models' own checks."""
    if isinstance(value, Code) or value is None:
        return value
    if isinstance(value, Event):
        return value.model_copy(update={"reason": poison})
    if isinstance(value, Record):
        changed = {name: _poisoned(getattr(value, name), poison) for name in type(value).model_fields}
        return type(value).model_construct(**changed)
    if isinstance(value, tuple):
        return tuple(_poisoned(item, poison) for item in value)
    if isinstance(value, frozenset):
        return frozenset({poison})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                f.name: _poisoned(getattr(value, f.name), poison)
                for f in fields(value)
                if f.name not in _KEPT
            },
        )
    return poison if isinstance(value, str) else value


_KEPT = (
    "status",
    "by_status",
    "digits",
    "oversight",
    "statistics",
)  # counts and days of our own: their rows go into CSV alone


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_in_every_field_stays_text(poison: str) -> None:
    records = records_of(snapshot())
    benign, hostile = _one_of_each(records), _one_of_each(_poisoned(records, poison))
    for kind, page in hostile.items():
        found, expected = Tags(page.decode()), Tags(benign[kind].decode())
        assert not found.counted() - expected.counted(), kind
        known = {(tag, name) for tag, attributes in expected.found for name in attributes}
        assert {(tag, name) for tag, attributes in found.found for name in attributes} <= known, kind
        links = [attributes["href"] for tag, attributes in found.found if tag == "a"]
        assert all(link.startswith(("../", "#", "https://", "http://", poison)) for link in links), kind
        assert not any(urlsplit(link).scheme not in ("", "http", "https") for link in links), kind
    assert poison.replace("\u0000", "\ufffd").strip() in "".join(Tags(hostile["app"].decode()).words).replace(
        "\u0000", "\ufffd"
    )


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_in_a_fragment_stays_text(poison: str) -> None:
    records = records_of(snapshot())
    benign, hostile = fragments(records), fragments(_poisoned(records, poison))
    page = "".join(f"<!-- registry:{name} -->" for name in sorted(hostile))
    assert Tags(fill(page, hostile)).counted() == Tags(fill(page, benign)).counted()


def test_the_engine_escapes_whatever_the_name_of_a_template() -> None:
    engine = environment()
    assert engine.autoescape is True
    scripts = {
        script
        for name in engine.list_templates()
        for script in re.findall("<script[^>]*>", engine.loader.get_source(engine, name)[0])
    }
    assert scripts == {
        f'<script type=module src="../assets/registry/{name}.js">' for name in ("record", "days")
    }


class Own:
    """Something that says how it looks in HTML."""

    def __html__(self) -> str:
        return "<own>"

    def __repr__(self) -> str:
        return "Own()"  # without an address, so that each worker of a run knows the test by the same name


@pytest.mark.parametrize(
    "value",
    [*map(chr, range(0x20, 0x180)), "", "a<b", "a&lt;", "“全角”＜", Markup("<b>"), 5, None, True, Own(), ProviderStatus.filed, ["<"]],
    ids=repr,
)  # fmt: skip
def test_the_records_engine_escapes_as_markupsafe_does(value: object) -> None:
    assert record_environment().from_string("{{ it }}").render(it=value) == escape(value)


def test_one_filled_page_leaves_nothing_for_the_next() -> None:
    engine = record_environment()
    engine.loader = DictLoader({"a": "{% set seen = 1 %}{{ first }}{{ second }}"})
    page = Page(engine, "a")
    assert page.render(first="<1>", second="2") == "&lt;1&gt;2"
    with pytest.raises(UndefinedError):
        page.render(second="2")


def test_what_a_page_says_is_not_looked_through_again() -> None:
    page = f"<meta content='{DESCRIPTION}'><title>{TITLE}</title>{CONTENT}<i></i>"
    made = Shell.cut(page).page("标题", f"{TITLE} & {CONTENT}", f"<b>{DESCRIPTION}</b>").decode()
    assert (
        made
        == f"<meta content='{TITLE} &amp; &lt;p&gt;REGISTRY-SHELL-CONTENT&lt;/p&gt;'><title>标题</title><b>{DESCRIPTION}</b><i></i>\n"
    )


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE}{CONTENT}",
        f"{DESCRIPTION}{TITLE}{TITLE}{CONTENT}",
        f"{TITLE}{DESCRIPTION}{CONTENT}",
        f"{DESCRIPTION}{CONTENT}{TITLE}",
    ],
)
def test_a_shell_with_its_tokens_elsewhere_is_refused(page: str) -> None:
    with pytest.raises(ShellError):
        Shell.cut(page)


def test_a_page_that_asks_for_an_unknown_fragment_is_refused() -> None:
    with pytest.raises(ShellError, match="asks for nothing-such"):
        fill("<!-- registry:nothing-such -->", {})


def test_every_status_that_an_app_can_have_has_a_meaning_and_a_sign() -> None:
    assert (
        set(APP_TRANSITIONS.values()) | {ProviderStatus.change_pending}
        == MEANING.keys()
        == ADVICE.keys()
        == SIGN.keys()
    )


def test_every_record_has_its_page_and_the_shell_has_none(site: Site) -> None:
    assert site.paths(".html") == sorted([
        "404.html", "index.html", "blacklist/index.html",
        *(f"{folder}{name}/index.html" for folder in ("", "en/") for name in
          ("about", "accessibility", "api", "authorities", "changes", "complain", "data", "file", "file/new", "help", "privacy", "review", "rules", "seal", "search", "stats", "use", "use/new", "users", "verify")),
        "en/index.html",
        *(f"changes/{month}.html" for month in ("2025-10", "2025-11", "2026-01", "2026-02")),
        *(f"stats/{year}-q{n}.html" for year in (2024, 2025) for n in (1, 2, 3, 4)), "stats/2026-q1.html",
        *(f"r/{digits}.html" for digits in ("0000017", "1190001", "1190002", "5190001", "5190002", "5190003", "5190004")),
        *(f"v/{digits}.html" for digits in ("0000017", "1190001", "1190002", "5190001", "5190002", "5190003", "5190004")),
        *(f"provider/{uscc}.html" for uscc in ("11100000000014137A", "12510000450717123X", BEIJING, SICHUAN)),
        *(f"authority/{slug}.html" for slug in ("beijing", "moe", "sichuan", "xpcc")),
    ])  # fmt: skip
    assert not [
        path for path in site.paths("") if "sitemap" in path or path.endswith(".map") or "shell" in path
    ]


def test_a_record_page_says_the_status_in_words_and_what_it_means(site: Site) -> None:
    page = site.text("r/5190002.html")
    assert "<strong>已撤销 <i lang=en>Revoked</i></strong> <time>2026-01-12</time>" in page
    assert "<b>家长</b> 备案已被主管部门撤销" in page
    assert "<b>学校</b> 应停止使用" in page
    assert "role=status" in page
    assert "川教通〔2026〕2号" in page


def test_only_pages_with_demonstration_data_say_so(site: Site) -> None:
    marked = {
        path
        for path in site.paths(".html")
        if "示例数据，均为虚构。请勿作为真实备案使用。" in site.text(path)
    }
    stamped = {path for path in marked if path.split("/")[0] in ("r", "provider", "authority", "blacklist")}
    assert stamped == {
        "r/1190001.html", "r/1190002.html", "r/5190001.html", "r/5190002.html", "r/5190003.html", "r/5190004.html",
        f"provider/{BEIJING}.html", f"provider/{SICHUAN}.html", "provider/12510000450717123X.html",
        "authority/beijing.html", "authority/sichuan.html", "blacklist/index.html",
    }  # fmt: skip
    assert "stats/2026-q1.html" in marked
    assert {path for path in marked - stamped if not path.startswith(("stats/", "changes/"))} == {
        "index.html"
    }
    assert "Demonstration data, entirely fictional." in site.text("en/index.html")


def test_the_blacklist_tells_current_from_ended() -> None:
    page = Pages(BARE).blacklist(records_of(snapshot())).decode()
    current, ended = page.split("<h2 id=ended>")
    assert "成都锦里课堂网络有限公司" in current
    assert "北京云杉数字教育科技有限公司" not in current
    assert "北京云杉数字教育科技有限公司" in ended


def test_grey_lists_of_provinces_stand_apart_from_the_blacklist() -> None:
    records = records_of(snapshot())
    page = Pages(BARE).blacklist(records).decode()
    assert "省级灰名单" not in page
    all_current = replace(records, cases=tuple(replace(case, current=True) for case in records.cases))
    page = Pages(BARE).blacklist(all_current).decode()
    black, grey = page.split("<h2 id=ended>")[0].split("<h2 id=grey>")
    assert ("成都锦里课堂网络有限公司" in black, "北京云杉数字教育科技有限公司" in black) == (True, False)
    assert ("成都锦里课堂网络有限公司" in grey, "北京云杉数字教育科技有限公司" in grey) == (False, True)
    assert "黄牌" in grey


def test_a_provider_under_a_bar_says_until_when() -> None:
    records = records_of(snapshot())
    barred = {provider.unit.uscc: provider.bar.bar_ends for provider in records.providers if provider.bar}
    assert barred == {SICHUAN: "2026-07-12"}
    page = Pages(BARE).provider(next(p for p in records.providers if p.unit.uscc == SICHUAN)).decode()
    assert "至 2026-07-12 不得提交新的备案申请" in page


def test_a_long_list_goes_on_over_several_pages_and_loses_nobody() -> None:
    base = next(record for record in records_of(snapshot()).authorities if record.authority.slug == "sichuan")
    many = replace(
        base, apps=tuple(replace(base.apps[0], digits=f"51{n:05d}") for n in range(2 * ROWS_A_PAGE + 1))
    )
    made = pieces(replace(records_of(snapshot()), authorities=(many,)), BARE)
    pages = {piece.path: piece.make() for piece in made if piece.path.startswith("authority/")}
    assert list(pages) == ["authority/sichuan.html", "authority/sichuan-2.html", "authority/sichuan-3.html"]
    assert sum(page.count(b'href="../r/') for page in pages.values()) == len(many.apps)
    assert b'href="sichuan-3.html"' in pages["authority/sichuan.html"]


def _elements(site: Site) -> Iterator[tuple[str, str, dict[str, str]]]:
    for path in site.paths(".html"):
        for tag, attributes in Tags(site.text(path)).found:
            yield path, tag, attributes


def test_nothing_is_loaded_from_another_origin_and_no_script_stands_in_a_page(site: Site) -> None:
    for path, tag, attributes in _elements(site):
        if tag in ("script", "img", "link", "iframe", "source", "embed", "object", "form"):
            address = attributes.get("src") or attributes.get("href") or attributes.get("action") or ""
            assert "//" not in address, (path, tag, address)
        assert tag != "script" or attributes.get("src") or attributes == {"type": "application/ld+json"}, path
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (path, tag)
    for path in [*site.paths(".css"), *site.paths(".js")]:
        assert "url(http" not in site.text(path), path
        assert "//fonts." not in site.text(path), path


def test_every_page_carries_the_security_policy_before_anything_is_loaded(site: Site) -> None:
    for path in site.paths(".html"):
        page = site.text(path)
        policy = next(re.finditer('http-equiv="?Content-Security-Policy', page)).start()
        assert "unsafe" not in page[policy : page.index(">", policy)], path
        loads = [at for tag in ("<link", "<script") if (at := page.find(tag)) >= 0]
        assert loads or path.startswith("v/"), path
        assert policy < min(loads, default=len(page)), path


def test_every_link_inside_the_site_leads_somewhere(site: Site) -> None:
    present = set(site.paths(""))
    for path, tag, attributes in _elements(site):
        address = attributes.get("href") or attributes.get("src") or attributes.get("action")
        if not address or urlsplit(address).scheme or address.startswith("#"):
            continue
        target = unquote(urlsplit(urljoin(f"/{path}", address)).path).lstrip("/")
        assert target in present or f"{target}index.html" in present, (path, tag, address)


def test_every_hand_written_page_has_its_twin_in_the_other_language(site: Site) -> None:
    for path in site.paths("index.html"):
        page = site.text(path)
        english = path.startswith("en/")
        assert re.search(f'<html lang="?{"en" if english else "zh-CN"}["> ]', page), path
        if path == "blacklist/index.html":
            continue
        twin = path.removeprefix("en/") if english else f"en/{path}"
        (link,) = [a["href"] for tag, a in Tags(page).found if tag == "link" and a.get("rel") == "alternate"]
        assert urljoin(f"/{path}", link) == "/" + twin.removesuffix("index.html"), path


def test_the_site_says_that_it_is_not_the_ministrys(site: Site) -> None:
    for path in site.paths(".html"):
        if path.startswith("v/"):
            continue  # leads on at once
        assert "本站不是教育部的备案平台" in site.text(
            path
        ) or "Not the platform of the Ministry" in site.text(path), path


def test_english_pages_mark_what_is_chinese(site: Site) -> None:
    for path in ("en/index.html", "en/authorities/index.html"):
        page = site.text(path)
        body = page[page.index("<body") :]
        unmarked = re.sub(r'<(\w+)[^>]* lang="zh-CN"[^>]*>.*?</\1>', "", body)
        assert not re.search("[\u4e00-\u9fff]", unmarked), path


def test_titles_of_hand_written_pages_are_escaped(site: Site) -> None:
    assert "<title>查询 - 教育移动应用备案登记</title>" in site.text("search/index.html")
    assert "<title>教育移动应用备案登记</title>" in site.text("index.html")
    assert "<title>Registry of Educational Mobile Apps</title>" in site.text("en/index.html")


def test_record_pages_are_those_that_the_ordinary_engine_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their templates compile to plain attribute access and fewer calls; of hostile names too, the bytes are the same."""
    records = records_of(snapshot())
    hostile = [
        replace(app, app=app.app.model_copy(update={"name": name}))
        for app, name in zip(records.apps, ("<b>&\"'", "字母123", "", "a b<"), strict=False)
    ]
    plain = Pages(BARE)
    monkeypatch.setattr("registry.render.site.pages.record_environment", environment)
    ordinary = Pages(BARE)
    for app in (*records.apps, *hostile):
        assert plain.app(app) == ordinary.app(app)
    for provider in records.providers:
        assert plain.provider(provider) == ordinary.provider(provider)
    for authority in records.authorities:
        assert plain.authority(authority, authority.apps, 1, 1) == ordinary.authority(
            authority, authority.apps, 1, 1
        )
    assert plain.blacklist(records) == ordinary.blacklist(records)
