"""Sealing in a browser: what Chromium seals, the terminal opens; and for everything else one clear sentence."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from registry.adapters import age, sealed_archive
from registry.cli import main
from registry.core import sealed
from registry.core.authority import Authority
from registry.core.snapshot import Snapshot
from tests.sealing.test_values import CASES
from tests.site.conftest import REPOSITORY, SIZES, Site, served
from tests.site.site_sample import snapshot, unpacked

UNIT = "91110108MA900001XW"
SECRET, PUBLIC = age.new_key()
NEXT_SECRET, NEXT = age.new_key()
CHANNEL = '示例信箱 "evidence" @beijing.example.cn'
PICTURE, CERTIFICATE = bytes(range(256)) * 700, "证明".encode()
FILES = [
    {"name": "截图 2026.png", "mimeType": "image/png", "buffer": PICTURE},
    {"name": "备案证明.pdf", "mimeType": "application/pdf", "buffer": CERTIFICATE},
]


def with_keys(registry: Snapshot) -> Snapshot:
    """The sample, in which Beijing changes its key: nobody but this test has the private ones."""
    beijing = registry.authorities["beijing"]
    values = beijing.model_dump(mode="json", exclude_none=True)
    values["sealed_files"] = {"keys": [PUBLIC, NEXT], "channel": {"zh": CHANNEL, "en": "Example mailbox"}}
    registry.authorities["beijing"] = Authority.model_validate(values)  # type: ignore[index]
    return registry


@pytest.fixture(scope="module")
def sealing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample with keys, as a site."""
    with served(with_keys(snapshot()), tmp_path_factory.mktemp("sealing") / "public") as made:
        yield made


@pytest.fixture
def page(sealing: Site, browser: Browser) -> Iterator[Page]:
    """The page, on which nothing is refused by the policy and nothing is asked of anybody else."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, accept_downloads=True)
    own, faults = (sealing.address, "blob:"), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(own) else faults.append(asked.url))
    page.goto(f"{sealing.address}/seal/?unit={UNIT}")
    yield page
    page.close()
    assert [fault for fault in faults if "net::ERR_FAILED" not in fault] == []


def fill_in(page: Page) -> None:
    """Two files and a contact."""
    page.set_input_files("#files", FILES)  # type: ignore[arg-type]
    page.fill("#contact", "联系人：示例\n电话：010-80000000")
    expect(page.locator("#digests li")).to_have_count(2)


def downloaded(page: Page, folder: Path) -> Path:
    """Seal, and take the file."""
    page.click("button[type=submit]")
    link = page.locator("#done a")
    expect(link).to_be_visible()
    with page.expect_download() as waiting:
        link.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_what_chromium_seals_the_terminal_opens_with_either_key(
    page: Page, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    fill_in(page)
    digests = [hashlib.sha256(content).hexdigest() for content in (PICTURE, CERTIFICATE)]
    assert page.locator("#digests code").all_inner_texts() == digests
    file = downloaded(page, tmp_path)
    assert file.name == f"beijing-{UNIT}.age"
    assert CHANNEL in page.inner_text("#done")
    assert b"010-80000000" not in file.read_bytes()
    for number, secret in enumerate((SECRET, NEXT_SECRET)):
        (tmp_path / f"key{number}").write_text(f"# key\n{secret}\n", encoding="utf-8")
        out = tmp_path / f"out{number}"
        arguments = [str(file), "--identity", str(tmp_path / f"key{number}"), "--out", str(out)]
        assert main(["unseal", "--root", str(REPOSITORY), *arguments]) == 0
        said = capsysbinary.readouterr().out.decode()
        assert UNIT in said
        assert all(digest in said for digest in digests)
        assert {found.name: found.read_bytes() for found in out.iterdir()} == {
            "01-截图_2026.png": PICTURE,
            "02-备案证明.pdf": CERTIFICATE,
            "03-contact.txt": "联系人：示例\n电话：010-80000000".encode(),
        }


def test_another_key_gives_one_sentence(
    page: Page, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    fill_in(page)
    file = downloaded(page, tmp_path)
    (tmp_path / "other").write_text(age.new_key()[0], encoding="utf-8")
    arguments = [str(file), "--identity", str(tmp_path / "other"), "--out", str(tmp_path / "out")]
    assert main(["unseal", "--root", str(REPOSITORY), *arguments]) == 2
    said = capsysbinary.readouterr().err.decode()
    assert said.count("\n") == 1
    assert "这把私钥打不开" in said
    assert not (tmp_path / "out").exists()


def test_what_the_terminal_seals_the_library_of_the_browser_opens(page: Page) -> None:
    content = sealed_archive.pack(
        sealed.manifest(
            "beijing",
            "provider",
            UNIT,
            [],
            [sealed_archive.entry("01-a", sealed.SealedKind.evidence, PICTURE)],
        ),
        [PICTURE],
    )
    opened = page.evaluate(
        """async ([secret, bytes]) => {
          const { Decrypter } = await import("../assets/registry/lib/age.js");
          const reader = new Decrypter();
          reader.addIdentity(secret);
          return Array.from(await reader.decrypt(new Uint8Array(bytes)));
        }""",
        [NEXT_SECRET, list(age.encrypt(content, [PUBLIC, NEXT]))],
    )
    assert bytes(opened) == content


def test_names_are_stored_as_by_the_terminal(page: Page) -> None:
    stored = page.evaluate(
        """async (names) => {
          const { storedName } = await import("../assets/registry/seal/archive.js");
          return names.map((name) => storedName(7, name));
        }""",
        [name for name, _ in CASES],
    )
    assert stored == [f"07-{name}" for _, name in CASES]


def test_bounds_are_those_of_the_terminal(page: Page) -> None:
    bounds = page.evaluate(
        """async () => [
          (await import("../assets/registry/seal/digest.js")).MOST_BYTES,
          (await import("../assets/registry/seal/archive.js")).MOST_FILES,
        ]"""
    )
    assert bounds == [sealed.MOST_BYTES, sealed.MOST_FILES]


def test_a_digest_is_what_the_form_puts_into_a_filing(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { digestOf } = await import("../assets/registry/seal/digest.js");
          const code = (file) => digestOf(file).catch((error) => `${error.code} ${error.fileName}`);
          return [await code(new File(["图"], "a.png")), await code(new File([], "empty.png"))];
        }"""
    )
    assert found == [hashlib.sha256("图".encode()).hexdigest(), "empty empty.png"]


def test_the_library_is_loaded_when_somebody_seals_and_not_before(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    fill_in(page)
    assert not [address for address in asked if "/lib/" in address]
    page.click("button[type=submit]")
    expect(page.locator("#done a")).to_be_visible()
    assert [address for address in asked if "/lib/" in address]


@pytest.mark.parametrize(
    ("steps", "told", "where"),
    [
        ({"contact": "x", "unit": "91110108MA900001XX"}, "校验位", "unit"),
        ({"contact": "x", "unit": ""}, "18位", "unit"),
        ({}, "请选择证明材料", "files"),
        ({"contact": "长" * 4000}, "10,000字节", "contact"),
        ({"files": [{"name": "空.png", "mimeType": "", "buffer": b""}]}, "“空.png”是空文件", "files"),
        (
            {"files": [{"name": f"{n}", "mimeType": "", "buffer": b"x"} for n in range(100)]},
            "超过 99 个",
            "files",
        ),
    ],
    ids=["a wrong check digit", "no unit", "nothing", "a long contact", "an empty file", "too many files"],
)
def test_what_cannot_be_sealed_is_said_where_it_is(
    page: Page, steps: dict[str, object], told: str, where: str
) -> None:
    for field, value in steps.items():
        if field == "files":
            page.set_input_files("#files", value)  # type: ignore[arg-type]
        else:
            page.fill(f"#{field}", str(value))
    if "files" not in steps:
        page.click("button[type=submit]")
    expect(page.locator("#problem")).to_contain_text(told)
    assert page.evaluate("document.activeElement.id") == where
    assert page.locator("#done a").count() == 0


def test_a_copy_without_the_library_says_so_and_loses_nothing(page: Page) -> None:
    def gone(route: Route) -> None:
        route.abort()

    page.route("**/lib/age.js", gone)
    fill_in(page)
    page.click("button[type=submit]")
    expect(page.locator("#problem")).to_contain_text("registry seal")
    assert "示例" in page.input_value("#contact")
    assert page.locator("#digests li").count() == 2


def test_full_width_letters_and_spaces_of_a_code_are_forgiven(page: Page, tmp_path: Path) -> None:
    page.fill("#unit", "９１１１０１０８ ma900001xw ")
    fill_in(page)
    assert downloaded(page, tmp_path).name == f"beijing-{UNIT}.age"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_before_and_after(sealing: Site, browser: Browser, size: str, scheme: str) -> None:
    """axe finds nothing with a problem told and with a file made, and the page does not stick out."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{sealing.address}/{'' if scheme == 'light' else 'en/'}seal/")
    fill_in(page)
    page.click("button[type=submit]")
    expect(page.locator("#problem")).not_to_be_empty()
    found = Axe().run(page).response["violations"]
    page.fill("#unit", UNIT)
    page.click("button[type=submit]")
    expect(page.locator("#done a")).to_be_visible()
    found += Axe().run(page).response["violations"]
    assert [violation["id"] for violation in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_of_several_authorities_none_is_chosen_beforehand(page: Page, sealing: Site) -> None:
    def with_another(route: Route) -> None:
        text = sealing.text("seal/index.html")
        (row,) = re.findall(r'<li data-authority="beijing".*?</li>', text, re.DOTALL)
        other = row.replace('data-authority="beijing"', 'data-authority="sichuan"')
        route.fulfill(body=text.replace(row, row + other), content_type="text/html; charset=utf-8")

    page.route("**/seal/?*", with_another)
    page.goto(f"{sealing.address}/seal/?unit={UNIT}")
    fill_in(page)
    page.click("button[type=submit]")
    expect(page.locator("#problem")).to_have_text("请选择办理备案的部门。")
    expect(page.locator("#authority")).to_be_focused()
    page.select_option("#authority", "beijing")
    page.click("button[type=submit]")
    expect(page.locator("#done a")).to_be_visible()
    page.goto(f"{sealing.address}/seal/?unit={UNIT}&to=sichuan")
    expect(page.locator("#authority")).to_have_value("sichuan")


def test_by_keyboard_alone(page: Page) -> None:
    """From the first field to the file: the order is that of the page, and the outcome has the focus."""
    page.focus("#authority")
    seen = []
    for _ in range(5):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
    assert seen == ["filing", "unit", "files", "contact", "submit"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("只有联系人")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#done h2")).to_be_focused()


def test_without_scripts_keys_and_the_terminal_are_there(sealing: Site) -> None:
    for path in ("seal/index.html", "en/seal/index.html"):
        text = sealing.text(path)
        assert PUBLIC in text
        assert NEXT in text
        assert re.search(r'<form id="seal"[^>]* hidden', text)
        assert "registry seal" in text
    assert "&#34;evidence&#34;" in sealing.text("seal/index.html")


def test_a_registry_without_keys_says_so(site: Site) -> None:
    assert "data-keys" not in site.text("seal/index.html")
    assert "还没有部门公布公钥" in site.text("seal/index.html")


def test_programs_find_the_keys_too(sealing: Site) -> None:
    path = "api/v1/authority/beijing.json.gz"
    answer = json.loads(unpacked(path, (sealing.folder / path).read_bytes()))
    found = answer["result"]["authority"]["sealed_files"]
    assert found == {"keys": [PUBLIC, NEXT], "channel": {"zh": CHANNEL, "en": "Example mailbox"}}
