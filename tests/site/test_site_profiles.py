"""What tests share with each other keeps nothing of any of them."""

from playwright.sync_api import Browser

from tests.browser import Profile
from tests.site.conftest import Site

KEEP = """async () => {
    localStorage.setItem("a", "b");
    document.cookie = "a=b; path=/";
    await (await caches.open("a")).put("/a", new Response("b"));
    await navigator.serviceWorker.register("/worker.js");
    await new Promise((done) => { indexedDB.open("a").onsuccess = done; });
}"""
KEPT = """async () => [
    localStorage.length,
    document.cookie,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
    (await indexedDB.databases()).length,
]"""


def test_a_profile_that_was_used_is_as_new(site: Site, browser: Browser) -> None:
    profile = Profile(browser, site.address)
    page = profile.page(390, 844)
    page.goto(f"{site.address}/robots.txt")
    page.evaluate(KEEP)
    kept = page.evaluate(KEPT)
    assert all(kept), kept
    profile.forget()
    assert page.is_closed()
    page = profile.page(1280, 900)
    page.goto(f"{site.address}/robots.txt")
    assert page.evaluate(KEPT) == [0, "", 0, 0, 0]
    assert page.evaluate("[innerWidth, innerHeight]") == [1280, 900]
    profile.forget()
