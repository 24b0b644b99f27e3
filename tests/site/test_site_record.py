"""The record page: what a parent and a school must learn from it, in order; what others take from it; and the proof."""

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pyld import jsonld

from registry.commands.publish import publish
from registry.commands.serve import server
from registry.core import paths
from registry.core.codes import LIVE, ProviderStatus
from registry.core.text import Text
from registry.render.site import addresses
from registry.render.site.assemble import records_of
from registry.render.site.cite import citation
from registry.render.site.deployment import Deployment
from registry.render.site.pages import Pages
from registry.render.site.qr import QrCodes
from registry.render.site.records import AppRecord, PendingChange
from registry.render.site.shell import Shell
from registry.render.site.wording import ADVICE
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import EPOCH, RULES, SICHUAN, Ledger, snapshot

HERE = Deployment("https://registry.example.cn/apps/", "https://forge.example.cn/edu/registry")
PAGES = Pages(Shell("", "", "", "", HERE))
NOWHERE = Pages(Shell("", "", "", ""))
RECORDS = records_of(snapshot())
APPS = {app.digits: app for app in RECORDS.apps}
LONG = "极长名称" * 50


class Reader(HTMLParser):
    """Text of a page with its headings, links and linked data."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.blocks: list[str] = []
        self.words: list[str] = []
        self._data = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and where data begin."""
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href") or "")
        self._data = given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Note text."""
        (self.blocks if self._data else self.words).append(data)
        self._data = False

    @property
    def text(self) -> str:
        """All text, spaces squeezed."""
        return re.sub(r"\s+", " ", "".join(self.words))


def _read(app: AppRecord, pages: Pages = PAGES) -> Reader:
    return Reader(pages.app(app))


def test_the_page_says_things_in_the_order_in_which_they_are_asked() -> None:
    page = PAGES.app(APPS["1190001"])
    text = Reader(page[page.index(b"role=status") :]).text
    asked = [
        "已备案", "全国有效", "家长", "学校", "教APP备1190001号", "核对手机上的应用", "cn.example.kousuan", "业务系统",
        "京ICP备12345678号-1A", "对象与内容", "收费方式", "个人信息", "谁在使用", "处理情况", "京教通〔2024〕9号", "备案历史",
        "变更备案", "完成备案并编号", "可以做什么", "投诉", "打印证明页", "展示备案", "引用", "数据",
    ]  # fmt: skip
    found = [text.find(word) for word in asked]
    assert -1 not in found
    assert found == sorted(found)


@pytest.mark.parametrize("status", ADVICE)
def test_every_status_says_what_it_means_for_parents_and_for_schools(status: ProviderStatus) -> None:
    text = _read(replace(APPS["1190001"], status=status)).text
    for advice in ADVICE[status]:
        assert advice.zh in text
        assert advice.en in text
    assert ("全国有效" in text) == (status in LIVE)
    assert len({advice.zh for texts in ADVICE.values() for advice in texts}) == 2 * len(ADVICE)


def test_uses_are_counted_by_province_and_lapsed_ones_told() -> None:
    assert re.search("已确认的机构使用备案 .* 2。北京市 1、四川省 1", _read(APPS["1190001"]).text)
    assert "还没有机构为它办理使用者备案" in _read(APPS["5190001"]).text
    lapsed = replace(APPS["1190001"], uses=0, lapsed_uses=2)
    assert re.search("因备案不在有效状态而失效 .* 2", _read(lapsed).text)


def test_the_hash_is_that_of_the_filing_as_approved_not_of_the_last_decision() -> None:
    app = APPS["5190002"]  # revoked: the last decision may rest on another file
    newest = app.history[0]
    other = replace(newest, event=newest.event.model_copy(update={"content_sha256": "0" * 64}))
    text = _read(replace(app, history=(other, *app.history[1:]))).text
    assert app.approved_sha256 in text
    assert "0" * 16 not in text


def test_a_decision_that_rests_on_another_file_leaves_the_approved_content_alone() -> None:
    ledger, path = Ledger(), paths.provider_path("sichuan", SICHUAN)
    ledger.add("sichuan", "2025-10-08", "filed", path, item="ketang", number="教APP备5190001号")
    ledger.add("sichuan", "2026-01-12", "revoked", path, number="教APP备5190001号", content_sha256="d" * 64)
    (app,) = records_of(replace(snapshot(), replay=ledger.replay, users={})).apps
    assert app.status is ProviderStatus.revoked
    assert app.history[0].event.content_sha256 == "d" * 64
    assert app.approved_sha256 == app.history[1].event.content_sha256


def test_history_tells_who_decided_why_and_where_the_commit_is() -> None:
    app = APPS["1190002"]
    page = PAGES.app(app).decode()
    rows = page.split("<ol class=reg-history>")[1].split("</ol>")[0].split("<li>")[1:]
    assert [re.sub(r"\s+", " ", re.sub("<[^>]*>", "", row)).strip() for row in rows] == [
        "2026-02-10 暂时下线 Suspended · 北京市教育委员会 · 京教函〔2026〕12号 · c0ffee0000",
        "2026-02-01 变更备案 Change filed · 北京市教育委员会 · 更新隐私政策地址 · c0ffee0000",
        "2026-01-20 完成备案并编号 Filed and numbered · 北京市教育委员会 · c0ffee0000",
    ]
    assert page.count(f'href="{HERE.repository}/commit/c0ffee0000"') == 3


def test_a_pending_change_is_shown_as_pending_and_as_not_in_force() -> None:
    pending = PendingChange(
        "2026-03-01",
        Text("等待核验<b>，期限 2026-03-13", "being checked, due 2026-03-13"),
        12,
    )
    page = PAGES.app(replace(APPS["1190001"], pending=pending))
    text = Reader(page).text
    assert "变更办理中 Change pending 2026-03-01 · 等待核验<b>，期限 2026-03-13 being checked" in text
    assert "获准之前，以本页内容为准" in text
    assert f"{HERE.repository}/pull/12" in Reader(page).links
    assert "变更办理中" not in _read(APPS["1190001"]).text


def test_complaints_lead_to_the_page_that_leads_to_the_form_with_the_number_filled_in() -> None:
    assert "../complain/?n=1190001" in _read(APPS["1190001"]).links
    assert (REPOSITORY / ".github/ISSUE_TEMPLATE/complaint.zh.yml").is_file()
    form = (REPOSITORY / ".github/ISSUE_TEMPLATE/complaint.zh.yml").read_text(encoding="utf-8")
    assert '"id": "subject"' in form


def test_a_site_without_address_and_repository_leaves_out_what_needs_them() -> None:
    read = _read(APPS["1190001"], NOWHERE)
    page = NOWHERE.app(APPS["1190001"]).decode()
    for absent in ("data:image", "展示备案", "[DB/OL]", "issues/new", 'href="/', "//v/", "None"):
        assert absent not in page, absent
    assert "filings/providers/beijing/" in read.text  # no link, but the place all the same


def test_what_others_link_to_is_absolute_and_the_badge_leads_to_the_short_address() -> None:
    page = PAGES.app(APPS["1190001"]).decode()
    kit = page.split("<details id=kit>")[1].split("</details>")[0]
    assert '<img src="../badge/1190001.svg"' in kit
    assert "设置 → 关于" in kit
    assert '<a href="../v/1190001">https://registry.example.cn/apps/v/1190001</a>' in page
    assert QrCodes(HERE).picture("1190001") in page


def test_a_record_is_cited_as_the_standard_asks() -> None:
    app = APPS["1190001"]
    address, digest = HERE.absolute("v/1190001"), app.approved_sha256[:16]
    assert "DAY".join(citation(app, HERE)) == (
        f"北京市教育委员会. 云杉口算练习(教APP备1190001号，已备案)[DB/OL]. (2026-01-20)[DAY]. {address}. SHA-256:{digest}."
    )
    assert citation(app, Deployment()) == ("", "")


SCHEMA = "https://schema.org/"
TERMS = {  # https://schema.org/SoftwareApplication, /GovernmentPermit, /Organization
    "SoftwareApplication": {"name", "softwareVersion", "applicationCategory", "publisher", "operatingSystem"},
    "GovernmentPermit": {"identifier", "description", "issuedBy", "validFrom", "validUntil"},
    "Organization": {"name", "identifier"},
    "GovernmentOrganization": {"name"},
}


def _expanded(block: str) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Nodes by type, expanded by a processor that is not ours; the context is not fetched."""

    def loader(url: str, _: object) -> dict[str, object]:
        assert url == "https://schema.org"
        context = {"@vocab": SCHEMA, "url": {"@id": f"{SCHEMA}url", "@type": "@id"}}
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    given = json.loads(block)
    nodes = jsonld.flatten(given, None, {"documentLoader": loader, "base": "https://registry.example.cn/r/1"})
    return {node["@type"][0].removeprefix(SCHEMA): node for node in nodes}


@pytest.mark.parametrize("digits", sorted(APPS))
def test_linked_data_is_understood_and_says_what_the_page_says(digits: str) -> None:
    app = APPS[digits]
    (block,) = _read(app).blocks
    nodes = _expanded(block)
    for kind, node in nodes.items():
        assert {key.removeprefix(SCHEMA) for key in node if not key.startswith("@")} <= TERMS[kind], kind
    permit = nodes["GovernmentPermit"]
    said = {
        key.removeprefix(SCHEMA): value[0]["@value"]
        for key, value in permit.items()
        if not key.startswith("@") and "@value" in value[0]
    }
    assert said["identifier"] == app.number
    assert said["validFrom"] == app.filed_on
    assert said.get("validUntil") == (
        app.since if app.status in (ProviderStatus.revoked, ProviderStatus.withdrawn) else None
    )
    assert app.status.label.zh in str(said["description"])
    assert nodes["SoftwareApplication"][f"{SCHEMA}name"][0]["@value"] == app.app.name
    assert nodes["Organization"][f"{SCHEMA}identifier"][0]["@value"] == app.unit.uscc


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--<script>", '"}]}', "\u2028&lt;"])
def test_a_name_cannot_end_the_linked_data(name: str) -> None:
    app = APPS["1190001"]
    hostile = replace(app, app=app.app.model_copy(update={"name": name}))
    (block,) = _read(hostile).blocks
    assert json.loads(block)["@graph"][0]["name"] == name
    assert "<" not in block


def test_addresses_that_are_none_of_the_web_are_no_links() -> None:
    app = APPS["1190001"]
    assert app.app.platforms.android is not None
    bad = "javascript:alert(1)"
    android = app.app.platforms.android.model_copy(update={"store_urls": (bad, "https://a.example.cn/")})
    personal = app.app.personal_info.model_copy(update={"privacy_policy_url": bad})
    platforms = app.app.platforms.model_copy(update={"android": android})
    changed = app.app.model_copy(update={"platforms": platforms, "personal_info": personal})
    read = _read(replace(app, app=changed))
    assert "https://a.example.cn/" in read.links
    assert not [link for link in read.links if "javascript" in link]


def test_pages_of_usual_records_keep_to_their_bytes() -> None:
    """A tree of 50,000 apps has about 20 KB for each; the frame is 2 KB of a page (tests/site/test_site_look.py)."""
    usual = [len(PAGES.app(app)) for app in RECORDS.apps if not app.cases]
    assert max(usual) <= 8_500
    assert max(len(PAGES.app(app)) for app in RECORDS.apps) <= 10_000
    assert max(len(PAGES.provider(provider)) for provider in RECORDS.providers) <= 6_000


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample registry, published by a site that knows its address, with names as long as can be and a provider of forty apps."""
    folder = tmp_path_factory.mktemp("deployed")
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace('site_address: ""', f"site_address: {HERE.site}")
    (folder / "mkdocs.yml").write_text(
        settings.replace('repository: ""', f"repository: {HERE.repository}"), encoding="utf-8"
    )
    (folder / "site").symlink_to(REPOSITORY / "site")
    out = folder / "public"
    publish(snapshot(), folder, out, EPOCH, RULES, lambda *_: None)
    shell = _shell_of(out)
    app = APPS["1190001"]
    long_app = replace(app, app=app.app.model_copy(update={"name": LONG, "description": LONG}))
    (out / addresses.app_page("1199999")).write_bytes(Pages(shell).app(long_app))
    base = next(provider for provider in RECORDS.providers if provider.unit.uscc == SICHUAN)
    forty = replace(
        base,
        unit=base.unit.model_copy(update={"name": LONG}),
        apps=tuple(replace(APPS["5190001"], digits=f"51{n:05d}") for n in range(40)),
    )
    (out / addresses.provider_page("FORTY")).write_bytes(Pages(shell).provider(forty))
    with server(out, 8740) as running:
        serving = threading.Thread(target=running.serve_forever, daemon=True)
        serving.start()
        yield Site(out, f"http://127.0.0.1:{running.server_port}")
        running.shutdown()
        serving.join()


def _shell_of(out: Path) -> Shell:
    """The frame of a published record page."""
    page = (out / "r/1190001.html").read_text(encoding="utf-8")
    content = PAGES.app(APPS["1190001"]).decode()
    inner = content[content.index("<nav class=reg-crumbs") :]
    before, after = page.split(inner)
    return Shell(before.split("<title>")[0] + "<meta name=description content='", "'><title>", "</title>"
                 + before.split("</title>")[1], after, HERE)  # fmt: skip


@pytest.fixture
def opened(deployed: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages of the deployed site; at the end nothing was asked of others and the security policy had no complaint."""
    contexts, requests, complaints = [], [], []

    def open_page(path: str, width: int = 1280, **settings: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on(
            "console",
            lambda said: complaints.append(f"{said.text} {said.location}") if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{deployed.address}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    hosts = {urlsplit(url).netloc for url in requests if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts == {urlsplit(deployed.address).netloc}
    assert complaints == []


def _seen(page: Page, picture: bytes) -> list[str]:
    """What a code reader sees in a screenshot."""
    blank = page.context.new_page()
    grey, width = blank.evaluate(
        """async data => {
            const picture = new Image();
            picture.src = "data:image/png;base64," + data;
            await picture.decode();
            const canvas = new OffscreenCanvas(picture.width, picture.height), context = canvas.getContext("2d");
            context.drawImage(picture, 0, 0);
            const pixels = context.getImageData(0, 0, picture.width, picture.height).data;
            let grey = "";
            for (let i = 0; i < pixels.length; i += 4) grey += String.fromCharCode(pixels[i + 1]);
            return [btoa(grey), picture.width];
        }""",
        base64.b64encode(picture).decode(),
    )
    blank.close()
    raw = base64.b64decode(grey)
    return [
        code.text for code in zxingcpp.read_barcodes(memoryview(raw).cast("B", (len(raw) // width, width)))
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_code_from_the_screen(scheme: str, opened: Callable[..., Page]) -> None:
    page = opened("r/5190002.html#proof", 390, color_scheme=scheme)
    assert _seen(page, page.screenshot()) == ["https://registry.example.cn/apps/v/5190002"]


def test_the_proof_needs_no_script_and_is_one_sheet_of_paper(opened: Callable[..., Page]) -> None:
    page = opened("r/1190001.html", java_script_enabled=False)
    expect(page.get_by_text("返回 Back")).to_be_hidden()
    page.get_by_role("link", name="打印证明页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("云杉口算练习")
    for shown in ("教APP备1190001号", APPS["1190001"].approved_sha256, "备案状态以网上查询为准"):
        expect(page.get_by_text(shown, exact=False).first).to_be_visible()
    expect(page.locator(".reg-qr")).to_be_visible()
    expect(page.get_by_text("本站不是教育部的备案平台")).to_be_visible()
    assert page.locator("h2:visible, .reg-menu:visible, .reg-footer:visible, details:visible").count() == 0
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.get_by_role("link", name="返回").click()
    expect(page.get_by_role("heading", name="备案历史")).to_be_visible()
    record = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", record)) > 1


def test_scripts_add_copying_the_day_and_the_code_as_a_drawing(opened: Callable[..., Page]) -> None:
    page = opened("r/1190001.html#proof")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator("#as-of")).to_contain_text("数据截至 Data as of 2026-03-02")
    page.locator(".reg-number button").click()
    assert page.evaluate("navigator.clipboard.readText()") == "教APP备1190001号"
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载二维码").click()
    drawing = Path(saved.value.path()).read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "1190001.svg"
    codes = QrCodes(HERE)
    dark = {(int(x) - 4, int(y) - 4) for x, y in re.findall(r"M(\d+) (\d+)h1", drawing)}
    bits = codes.modules("1190001")
    assert dark == {
        (x, y)
        for y in range(codes.size)
        for x in range(codes.size)
        if bits >> (codes.size**2 - 1 - y * codes.size - x) & 1
    }
    page.goto(page.url.split("#")[0])
    page.get_by_text("引用 Cite").click()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    expect(page.locator("#cite .reg-today")).to_have_text(today)
    address, digest = HERE.absolute("v/1190001"), APPS["1190001"].approved_sha256[:16]
    markdown, bibtex = page.locator("#cite pre").all_inner_texts()[1:]
    assert markdown == f"[云杉口算练习 教APP备1190001号]({address})，已备案，SHA-256:{digest}，访问于 {today}"
    assert bibtex == (
        "@misc{app1190001,title={云杉口算练习（教APP备1190001号，已备案）},author={{北京市教育委员会}},year={2026},"
        f"url={{{address}}},urldate={{{today}}},note={{SHA-256:{digest}}}}}"
    )
    page.locator("#cite button").last.click()
    assert page.evaluate("navigator.clipboard.readText()") == bibtex
    page.get_by_text("展示备案 Display").click()
    expect(page.locator("#kit pre")).to_have_text(
        '<a href="https://registry.example.cn/apps/v/1190001"><img src="https://registry.example.cn/apps/badge/1190001.svg" '
        'alt="教APP备1190001号"></a>'
    )


def test_a_name_cannot_break_out_of_a_citation(opened: Callable[..., Page]) -> None:
    app = APPS["1190001"]
    name = "[x](javascript:y)*_`<b>{\\end}%$&#~^. a(教APP备1190002号，b)[DB/OL]. "
    hostile = replace(app, app=app.app.model_copy(update={"name": name}))
    given = citation(hostile, HERE)
    markdown, bibtex, none = opened("r/1190001.html").evaluate(
        """async ([text, name, number]) => {
            const cite = await import("../assets/registry/cite.js"), found = cite.parts(text, name, number);
            return [cite.asMarkdown(found), cite.asBibtex(found), cite.parts(text, "another", number)];
        }""",
        ["2026-03-02".join(given), name, app.number],
    )
    title = markdown.split(f" {app.number}](https://")[0]
    assert not re.search(r"(?<!\\)[\[\]()*_`<>]", title[1:])
    assert re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", title[1:]) == name
    inner = bibtex.split("title={")[1].split(f"（{app.number}")[0]
    plain = re.sub(r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}$&#%_]", "", inner)
    assert not set(plain) & set("\\{}$&#%_~^")
    assert none is None


def test_without_scripts_the_day_of_access_is_a_blank(opened: Callable[..., Page]) -> None:
    page = opened("r/1190001.html", java_script_enabled=False)
    page.get_by_text("引用 Cite").click()
    expect(page.locator("#cite .reg-today")).to_have_text("____-__-__")
    assert page.locator("#cite pre").count() == 1
    assert page.locator("button:visible", has_text="复制").count() == 0


@pytest.mark.parametrize("path", ["r/1199999.html", "provider/FORTY.html", "r/5190002.html#proof"])
def test_long_names_many_apps_and_the_proof_stay_within_the_screen(
    path: str, opened: Callable[..., Page]
) -> None:
    page = opened(path, 390)
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    for width in (390, 320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(page)
        assert results.violations_count == 0, (scheme, results.generate_report())
