"""Real Chromium against a real server with the example group."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.server import Server, example_installation, start_server

PICTURES = Path(__file__).resolve().parents[2] / "pictures"
AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1-MPL-2.0" / "axe.min.js").read_text()
SIZES = {"360": (360, 740), "1280": (1280, 800)}
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

# What hangs on the width; the rest is the same page with the same words.
_OF_LAYOUT = ["target-size", "scrollable-region-focusable", "link-in-text-block", "color-contrast"]
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Opener = Callable[..., Page]
# The machine may be busy with other tests.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser; the tests of one file stay on one worker."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser-{item.path.stem}"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=_FLAGS.split(), headless=True
        )
        yield chromium
        chromium.close()


def served_example() -> Iterator[Server]:
    with ExitStack() as stack:
        data = stack.enter_context(example_installation())
        server = start_server(data, workers=1)
        stack.callback(server.stop)
        yield server


@pytest.fixture(scope="session")
def example() -> Iterator[Server]:
    """The example, for tests that only look."""
    yield from served_example()


@pytest.fixture
def fresh_example() -> Iterator[Server]:
    """The example, for one test that changes it."""
    yield from served_example()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Open a page of a server at a size, signed in as an example person, or as nobody."""
    with ExitStack() as stack:

        def opener(
            server: Server,
            size: str = "360",
            who: str | None = None,
            *,
            dark: bool = False,
            language: str = "id",
            javascript: bool = True,
        ) -> Page:
            width, height = SIZES[size]
            context = browser.new_context(
                viewport={"width": width, "height": height},
                base_url=server.url,
                locale=language,
                color_scheme="dark" if dark else "light",
                java_script_enabled=javascript,
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            context.set_default_timeout(30_000)
            page = context.new_page()
            page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
            if who:
                page.goto("/masuk/")
                # A button says the role and then, without a space, an invented name.
                role = re.compile(rf"^\s*{who}\s*(Bu|Pak) ")
                page.locator("form.persons button").filter(has_text=role).first.click()
                page.wait_for_url(lambda url: "/masuk/" not in url)
            return page

        yield opener


def violations(page: Page, rules: Sequence[str] = _WCAG) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, in words; `rules` are names or tags of rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # As tall as the page: what lies under the fixed bar at one place of scrolling is no fault.
    size = page.viewport_size
    assert size is not None
    tall = page.evaluate("document.documentElement.scrollHeight + 80")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], int(tall))})
    found = page.evaluate(
        """async (runOnly) => (
        await axe.run(document, {runOnly, resultTypes: ["violations"]})).violations.map(
        v => v.id + ": " + v.nodes.map(n => n.target.join(" ") + " | " + n.failureSummary).join("; "))""",
        list(rules),
    )
    page.set_viewport_size(size)
    return [str(row) for row in found]


def faults_of(page: Page, address: str, size: str) -> list[str]:
    """What is wrong with the page that is open.

    Narrow: all rules, and anything sideways at 320. Wide: the rules of layout, in the dark scheme.
    """
    if size == "360":
        return [f"{address}: {row}" for row in violations(page)] + sideways(page, address)
    page.emulate_media(color_scheme="dark")
    faults = [f"{address} dark: {row}" for row in violations(page, _OF_LAYOUT)]
    page.emulate_media(color_scheme="light")
    return faults


def sideways(page: Page, address: str) -> list[str]:
    """Whether anything stands out at 320 px."""
    page.set_viewport_size({"width": 320, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 360, "height": 740})
    return [f"{address}: {wide} px wide at 320"] if wide > 320 else []


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page for people to look at, when GUGUS_PICTURES asks for it."""
    if not os.environ.get("GUGUS_PICTURES"):
        return
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=True)
