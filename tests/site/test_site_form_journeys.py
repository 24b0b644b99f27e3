"""People at the form: a first-time company, a change, a school, by keyboard alone, and what they paste, lose or cannot store."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from registry.adapters.yaml_writer import to_yaml
from registry.commands.publish import publish
from registry.core.use import UserFiling
from tests.builders import RegistryFolder
from tests.commands import registry
from tests.site.conftest import REPOSITORY_ADDRESS, Site, deployed, serving
from tests.site.form_filling import Filler, read
from tests.site.site_sample import BEIJING, EPOCH, RULES, snapshot
from tests.site.test_site_access import _look
from tests.site.test_site_form_browser import EXAMPLE, PATH

LIVE = f"filings/providers/beijing/{BEIJING[-2:]}/{BEIJING}.yaml"
NUMBER = "1190001"
MOST_BYTES = 60_000

USE = {
    "institution": {
        "name": "示例海淀小学",
        "uscc": "12110108MB9000123A",
        "level": "primary",
        "province": "beijing",
        "county": "110108",
        "competent_authority": "beijing/110108",
        "selection_system": "示教校〔2025〕6号",
    },
    "uses": [
        {
            "id": "use-1",
            "number": "教APP备1190001号",
            "basis": "self_selected",
            "mode": "recommended",
            "decision": {"collective": True, "document_ref": "校务会纪要〔2026〕9号", "date": "2026-02-15"},
            "audience": ["students", "staff"],
            "uniform_use": False,
            "fee_to_students_or_parents": False,
            "large_scale_personal_info": False,
            "user_opinion_sought": True,
            "biometrics": False,
            "assessment_done": True,
            "start_date": "2026-02-20",
        }
    ],
}  # fmt: skip


def _texts() -> dict[str, bytes]:
    """Texts of the sample's filings as somebody wrote them, with comments."""
    found = {}
    for path, filed in snapshot().providers.items():
        text = to_yaml(filed.content, path).replace("\nsystems:\n", "\n# 业务系统\nsystems:   # 一个\n")
        found[path] = text.encode()
    return found


@pytest.fixture(scope="module")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample with the texts of its filings, deployed."""
    root = deployed(tmp_path_factory.mktemp("live"))
    texts = _texts()
    publish(
        snapshot(), root, root / "public", EPOCH, RULES, lambda *_: None,
        read=lambda paths: map(texts.__getitem__, paths),
    )  # fmt: skip
    with serving(root / "public") as made:
        yield made


def test_a_first_time_provider_gets_a_file_that_validate_accepts(
    watched: Callable[..., Page], folder: RegistryFolder
) -> None:
    """From the questions of scope to the file."""
    page = watched("file/", "phone")
    for question in ("主要使用者是", "主要用于教育教学", "由学校或教育单位自主开发", "它提供校外培训吗"):
        answer = "是" if question.startswith("主要") else "否"
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_label("安卓或 iOS 应用").check()
    page.get_by_label("其他企业、学校").check()
    outcome = page.locator("[data-outcome]:visible")
    expect(outcome).to_have_count(1)
    expect(outcome).to_contain_text("第十条")
    page.get_by_role("group", name="主要使用者是").get_by_label("否", exact=True).check()
    expect(outcome).to_have_count(0)
    page.get_by_label("面向所有人的产品").check()
    expect(outcome).to_contain_text("不在备案范围")
    expect(outcome.get_by_role("link", name="填写备案表")).to_have_count(0)
    page.goto(page.url.replace("file/", "file/new/"))
    form = Filler(page)
    form.finish()
    expect(page.locator("#errors h2")).to_be_focused()
    assert page.locator("#errors li").count() > 20
    page.locator("#errors").get_by_role("link", name="单位名称").first.click()
    expect(form.field("unit", "name").locator("input")).to_be_focused()
    form.fill(EXAMPLE)
    form.finish()
    expect(page.locator("#finish h2").first).to_be_focused()
    expect(page.locator("#path")).to_have_text(PATH)
    expect(page.locator("#next-steps")).to_contain_text("北京市教育委员会")
    expect(page.locator("#review")).to_contain_text("启明口算服务平台")
    _, content = form.downloaded()
    target = folder.root / PATH
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    assert "91110108MA900001XW" in content.decode()
    judged = registry("validate", PATH, cwd=folder.root)
    assert judged.returncode == 0, judged.stdout
    assert registry("fmt", "--check", PATH, cwd=folder.root).returncode == 0


def test_a_change_of_a_live_filing_keeps_its_comments(watched: Callable[..., Page], live_site: Site) -> None:
    page = watched(f"r/{NUMBER}.html", at=live_site)
    page.get_by_role("link", name="变更备案").click()
    form = Filler(page)
    expect(page.locator("#notice")).to_contain_text("已载入")
    before = _texts()[LIVE].decode()
    form.write("400-800-0001", "unit", "public_hotline")
    form.finish()
    expect(page.locator("#forge-link")).to_have_attribute("href", f"{REPOSITORY_ADDRESS}/edit/main/{LIVE}")
    expect(page.locator("#forge-edit")).to_be_visible()
    _, content = form.downloaded()
    changed = [
        (old, new)
        for old, new in zip(before.split("\n"), content.decode().split("\n"), strict=True)
        if old != new
    ]
    assert changed == [(changed[0][0], '  public_hotline: "400-800-0001"')]
    assert "# 业务系统" in content.decode()


def test_what_others_have_is_looked_up_and_is_provisional(
    watched: Callable[..., Page], live_site: Site
) -> None:
    """A new filing with the package name of an app that another unit filed; and a change of one's own app, which is no conflict."""
    taken = next(iter(snapshot().providers[LIVE].content.apps))
    made = deepcopy(EXAMPLE)
    made["apps"][0]["platforms"]["android"]["package_name"] = taken.platforms.android.package_name  # type: ignore[index]
    page = watched("file/new/", at=live_site)
    form = Filler(page)
    form.fill(made)
    form.finish()
    expect(page.locator(".form-finding", has_text="暂查").first).to_contain_text(BEIJING)
    page.goto(f"{live_site.address}/file/new/#from={NUMBER}")
    page.reload()
    form = Filler(page)
    form.write("2025-01-01", "apps", 0, "last_updated")
    expect(page.locator(".form-finding", has_text="A15-1")).to_contain_text("改为更早的 2025-01-01")
    form.write("another.package.of.it", "apps", 0, "platforms", "android", "package_name")
    expect(page.locator(".form-finding", has_text="A15-3")).to_contain_text(
        "由 cn.example.kousuan 改为 another.package.of.it"
    )
    form.fill({"apps": [{"withdrawal": {"requested_on": "2026-03-01", "reason": "结束运营"}}]})
    form.finish()
    assert "R40" not in page.locator("main").inner_text()
    assert page.locator(".form-finding", has_text="R40").count() == 0


def test_a_change_of_an_institutions_file_is_judged_beside_what_is_published_of_it(
    watched: Callable[..., Page], live_site: Site
) -> None:
    """A loaded file that says of the confirmed uses what the site says is the filing as it stands; any other is judged like a first one."""
    path, filed = next(iter(snapshot().users.items()))
    text = to_yaml(filed.content, path)
    page = watched("use/new/", at=live_site)
    form = Filler(page)

    def load(given: str) -> None:
        page.locator("#load > summary").click()
        page.locator("#load-text").fill(given)
        page.locator("#load-text-button").click()
        expect(page.locator("#notice")).to_contain_text("已载入")
        form.choose("mandatory", "uses", 0, "mode")

    undated = page.locator(".form-finding", has_text="A20-1")
    load(text)
    expect(undated).to_contain_text("变更了：使用方式，但没有填写变更日期")
    form.write("2026-02-20", "uses", 0, "changed_on")
    expect(undated).to_have_count(0)
    form.write("", "uses", 0, "changed_on")
    expect(undated).to_have_count(1)
    load(text.replace("uniform_use: false", "uniform_use: true"))
    form.finish()
    expect(undated).to_have_count(0)


def test_a_change_shows_what_it_changes_and_that_the_number_stays(
    watched: Callable[..., Page], live_site: Site
) -> None:
    page = watched(f"file/new/#from={NUMBER}", at=live_site)
    form = Filler(page)
    form.finish()
    expect(page.locator("#review .form-changed")).to_have_count(0)
    form.write("", "unit", "public_hotline")
    form.write("https://www.example.cn/new", "unit", "website")
    form.write("改名", "systems", 0, "name")
    form.finish()
    changed = page.locator("#review .form-changed")
    expect(changed).to_have_count(3)
    expect(changed.nth(0)).to_contain_text("删去，原为")
    expect(changed.nth(1)).to_contain_text("已改，原为 https://")
    expect(changed.nth(2)).to_contain_text("已改，原为")
    form.field("systems").locator("> button[data-do=add]").click()
    form.finish()
    expect(changed.get_by_text("新增", exact=True)).to_have_count(1)
    expect(page.locator("#next-steps")).to_contain_text("备案号不变")
    form.field("apps", 0).locator("button[data-do=remove]").last.click()
    form.finish()
    expect(page.locator("#review > .form-changed")).to_contain_text("删去：")


def test_who_begins_anew_is_told_of_the_filing_that_is_there(
    watched: Callable[..., Page], live_site: Site
) -> None:
    page = watched("file/new/", at=live_site)
    form = Filler(page)
    form.write(BEIJING, "unit", "uscc")
    form.choose("beijing", "unit", "registration_province")
    form.finish()
    expect(page.locator("#there")).to_be_visible()
    expect(page.locator("#forge-link")).to_have_attribute("href", f"{REPOSITORY_ADDRESS}/edit/main/{LIVE}")


def test_a_number_that_is_not_there_is_said(watched: Callable[..., Page], live_site: Site) -> None:
    page = watched("file/new/#from=1199999", at=live_site)
    expect(page.locator("#load-said")).to_contain_text("没有这个单位")
    Filler(page)


def test_a_school_picks_its_app_by_name_and_its_authority_by_place(watched: Callable[..., Page]) -> None:
    page = watched("use/new/", "phone")
    form = Filler(page)
    form.choose("beijing", "institution", "province")
    expect(form.field("institution", "county").locator("option")).to_have_count(2)
    form.choose("110108", "institution", "county")
    page.get_by_role("button", name="海淀区教育行政部门").first.click()
    expect(form.field("institution", "competent_authority").locator("input")).to_have_value("beijing/110108")
    form.write("云杉口算", "uses", 0, "number")
    page.get_by_role("button", name="选 云杉口算练习").click()
    expect(form.field("uses", 0, "number").locator("input")).to_have_value("教APP备1190001号")
    expect(form.field("uses", 0, "number")).to_contain_text("可以选用")
    form.write("５１９０００２", "uses", 0, "number")
    expect(form.field("uses", 0, "number")).to_contain_text("现在不能新选用")
    form.fill(USE)
    form.finish()
    expect(page.locator("#errors")).to_be_hidden()
    expect(page.locator("#next-steps")).to_contain_text("海淀区教育行政部门")
    _, content = form.downloaded()
    path = f"filings/users/beijing/110108/{USE['institution']['uscc']}.yaml"  # type: ignore[call-overload]
    assert content.decode() == to_yaml(UserFiling.model_validate({"schema": "user-filing/v1", **USE}), path)
    _look(page)


_FOCUS = """() => {
    const e = document.activeElement, place = [];
    for (let n = e; n && n.tagName !== "FORM"; n = n.parentElement) {
        if (n.dataset && n.dataset.key) place.unshift(n.dataset.key);
        if (n.tagName === "LI") place.unshift([...n.parentElement.children].indexOf(n));
    }
    return { place, tag: e.tagName, type: e.type || "", value: e.value || "", id: e.id, inside: !!e.closest("#form") };
}"""


def _wanted(place: list[str | int]) -> Any:
    value: Any = USE
    for step in place:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def test_a_school_files_by_keyboard_alone(watched: Callable[..., Page]) -> None:
    """Tab, typing, arrows, space and enter, from the first field to the file."""
    page = watched("use/new/")
    form = Filler(page)
    page.locator("#load summary").focus()
    keys = page.keyboard
    for _ in range(150):
        keys.press("Tab")
        at = page.evaluate(_FOCUS)
        if at["id"] == "check":
            break
        wanted = _wanted(at["place"])
        if not at["inside"] or wanted is None:
            continue
        if at["tag"] == "SELECT":
            expect(form.field(*at["place"]).locator(f'option[value="{wanted}"]')).to_have_count(1)
            for _ in range(15):
                if page.evaluate("document.activeElement.value") == wanted:
                    break
                keys.press("ArrowDown")
        elif at["type"] == "checkbox":
            if at["value"] in wanted:
                keys.press("Space")
        elif at["type"] == "radio":
            text = str(wanted).lower() if isinstance(wanted, bool) else wanted
            keys.press("Space")
            for _ in range(5):
                if page.evaluate("document.activeElement.value") == text:
                    break
                keys.press("ArrowDown")
        elif at["tag"] in ("INPUT", "TEXTAREA"):
            keys.press("Control+a")
            keys.type(str(wanted))
    keys.press("Enter")
    expect(page.locator("#finish")).to_be_visible()
    assert page.locator("#errors").inner_text() == ""
    expect(page.locator("#finish h2").first).to_be_focused()
    for _ in range(60):
        keys.press("Tab")
        if page.evaluate("document.activeElement.id") == "download":
            break
    with page.expect_download() as started:
        keys.press("Enter")
    assert read(Path(started.value.path()).read_bytes()) == {"schema": "user-filing/v1", **USE}


def test_pasted_text_is_made_fit_and_what_was_changed_is_said(watched: Callable[..., Page]) -> None:
    page = watched("file/new/")
    form = Filler(page)
    form.write("\u200b示例启明\u00a0教育\ufeff", "unit", "name")
    expect(form.field("unit", "name").locator(".form-note")).to_have_text(
        "去掉 2 个不可见字符；1 个特殊空格改为普通空格"
    )
    form.write("９１１１０１０８ｍａ900001xw", "unit", "uscc")
    expect(form.field("unit", "uscc").locator("input")).to_have_value("91110108MA900001XW")
    form.write("北京市\n海淀区", "unit", "registered_address")
    expect(form.field("unit", "registered_address").locator(".form-note")).to_contain_text("换行")
    form.write("2026年1月5日", "systems", 0, "icp", "evidence_date")
    form.write("示例１２３", "systems", 0, "name")
    made = yaml.safe_load(_file_text(page))
    assert made["unit"]["name"] == "示例启明 教育"
    assert made["unit"]["registered_address"] == "北京市 海淀区"
    assert made["systems"][0]["icp"]["evidence_date"] == "2026-01-05"
    assert made["systems"][0]["name"] == "示例１２３"


def test_a_draft_comes_back_another_is_put_aside_and_both_can_go(
    watched: Callable[..., Page], live_site: Site
) -> None:
    page = watched("file/new/", at=live_site)
    form = Filler(page)
    form.write("示例草稿", "unit", "name")
    expect(page.locator("#saved")).to_contain_text("草稿已存")
    page.reload()
    expect(Filler(page).field("unit", "name").locator("input")).to_have_value("示例草稿")
    page.evaluate("digits => { location.hash = `#from=${digits}`; }", NUMBER)
    expect(page.locator("#notice")).to_contain_text("已载入")
    form.write("https://www.example.cn/new", "unit", "website")
    page.goto(page.url.split("#")[0])
    page.reload()
    expect(page.locator("#notice")).to_contain_text("接着填写")
    assert "# 业务系统" in _file_text(page)
    page.evaluate("digits => { location.hash = `#from=${digits}`; }", "5190001")
    expect(page.locator("#notice")).to_contain_text("之前填写的草稿还在")
    page.get_by_role("button", name="回到那份草稿").click()
    expect(form.field("unit", "website").locator("input")).to_have_value("https://www.example.cn/new")
    page.locator("#forget").click()
    expect(form.field("unit", "name").locator("input")).to_have_value("")
    page.goto(page.url.split("#")[0])
    expect(Filler(page).field("unit", "name").locator("input")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('draft'))") == []


def _file_text(page: Page) -> str:
    page.locator("#check").click()
    expect(page.locator("#finish")).to_be_visible()
    return page.locator("#yaml").text_content() or ""


def test_a_browser_without_storage_says_so_and_works(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page = context.new_page()
    page.goto(f"{site.address}/file/new/")
    form = Filler(page)
    form.write("示例学校", "unit", "name")
    expect(page.locator("#saved")).to_contain_text("不能保存草稿")
    assert "示例学校" in _file_text(page)
    context.close()


def test_without_the_library_loading_is_refused_and_a_new_filing_goes_on(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    page.route("**/lib/yaml.js", lambda route: route.fulfill(status=404))
    page.goto(f"{site.address}/file/new/")
    form = Filler(page)
    page.locator("#load summary").click()
    page.locator("#load-text").fill("schema: provider-filing/v1\n")
    page.locator("#load-text-button").click()
    expect(page.locator("#load-said")).to_contain_text("不能载入")
    form.write("示例学校", "unit", "name")
    assert "示例学校" in _file_text(page)
    page.close()


def test_evidence_is_digested_on_the_device(watched: Callable[..., Page], tmp_path: Path) -> None:
    page = watched("file/new/")
    evidence = tmp_path / "截图.png"
    evidence.write_bytes(b"evidence")
    page.locator("[data-key=evidence_sha256] input[type=file]").first.set_input_files(evidence)
    box = page.locator("[data-key=evidence_sha256] ol input").first
    digest = hashlib.sha256(b"evidence").hexdigest()
    expect(box).to_have_value(digest)
    empty = tmp_path / "空.png"
    empty.write_bytes(b"")
    page.locator("[data-key=evidence_sha256] input[type=file]").first.set_input_files(empty)
    expect(page.locator("[data-key=evidence_sha256] [role=status]").first).to_have_text(
        "空.png 是空文件，没有计算。"
    )
    expect(page.locator("[data-key=evidence_sha256] a[href='../../seal/']").first).to_be_visible()
    assert digest in _file_text(page)


@pytest.mark.parametrize("path", ["file/new/", "use/new/", "en/file/new/"])
def test_the_form_is_within_its_budget(path: str, watched: Callable[..., Page], site: Site) -> None:
    """All that the page asks for by itself beyond what every page has, compressed; the rules come when somebody writes, the rest when it is wanted."""
    page = watched(path)
    Filler(page)
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    shell = {
        "assets/registry/site.css",
        "assets/registry/frame.js",
        "assets/registry/icon.svg",
        "api/v1/index.json",
    }
    paths = {f"{path}index.html", *(urlsplit(one).path.strip("/") for one in asked)} - shell
    weights = {one: len(gzip.compress((site.folder / one).read_bytes(), 6)) for one in paths}
    assert "assets/registry/form/page.js" in weights
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_addresses_are_filled_in_only_while_they_are_short_enough(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/help/")
    made = page.evaluate(
        """async (root) => {
            const { forgeLink, issueLink } = await import(`${root}/assets/registry/form/ways.js`);
            const found = {};
            for (const n of [10, 700, 770, 7000]) {
                const link = forgeLink("https://forge.example.cn/a/b", "filings/providers/beijing/XW/X.yaml", "示".repeat(n), false);
                const issue = issueLink("https://forge.example.cn/a/b", "user", "zh", "示".repeat(n));
                found[n] = [link.filled, new TextEncoder().encode(link.href).length, issue.filled, new TextEncoder().encode(issue.href).length];
            }
            return found;
        }""",
        site.address,
    )
    page.close()
    assert [made[n][0] for n in ("10", "700", "770", "7000")] == [True, True, False, False]
    assert all(size <= 7000 for _, size, _, other in made.values() for size in (size, other))
    assert made["700"][1] > 6000
    assert made["10"][2]
    assert not made["7000"][2]
