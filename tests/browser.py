"""A headless browser for tests: the system's Chromium, or the one that Playwright installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

_QUIET = [
    "--no-sandbox",  # tests may run as root in a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that makes no requests of its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


class Profile:
    """One profile for the pages of many tests on one site: most of what a new profile costs is the renderer that it starts.

    `forget` closes the pages and takes away all that they kept. What is set for a whole profile (a clock, scripts, permissions
    to stay) is for a profile of one's own.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._address = address
        self._context = browser.new_context()
        self._resting = self._context.new_page()
        """Keeps the renderer: a file that runs no script."""
        self._resting.goto(f"{address}/robots.txt")
        self._devtools = self._context.new_cdp_session(self._resting)

    def page(self, width: int, height: int) -> Page:
        """A new page in a window of that size, in CSS pixels."""
        page = self._context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        return page

    def forget(self) -> None:
        """As new: no page, cookie, stored value, kept file or worker of the site."""
        for page in self._context.pages:
            if page is not self._resting:
                page.close()
        self._context.clear_cookies()
        self._resting.evaluate("localStorage.clear()")
        self._devtools.send("Storage.clearDataForOrigin", {"origin": self._address, "storageTypes": "all"})
