"""Chromium for tests: how it is started, what a page must not have, how a state is waited for."""

import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Error, Page

from tests.support.server import ROOT

PICTURES = ROOT / "pictures"
AXE = (ROOT / "tests/e2e/vendor/axe-core-4.14.1-MPL-2.0/axe.min.js").read_text()
SIZES = {"360": (360, 740), "1280": (1280, 800)}
# Another name than localhost, without HTTPS, is what a laptop's Wi-Fi looks like to a phone.
LAPTOP = "sekolah.test"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {LAPTOP} 127.0.0.1",
]
# The machine may be busy with other tests.
PATIENCE = 60_000

# What hangs on the width; the rest is the same page with the same words.
_OF_LAYOUT = ["target-size", "scrollable-region-focusable", "link-in-text-block", "color-contrast"]
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN_AXE = """async (runOnly) => (
    await axe.run(document, {runOnly, resultTypes: ["violations"]})).violations.map(
    v => v.id + ": " + v.nodes.map(n => n.target.join(" ") + " | " + n.failureSummary).join("; "))"""
# What a page is made of: every kind of element that shows, with its parent's kind.
_MADE_OF = """() => {
    const kind = (one) => [one.localName, ...[...one.classList].sort(), one.getAttribute("role") ?? "",
        one.getAttribute("type") ?? "", one.disabled ? "disabled" : "", one.open ? "open" : "",
        ...one.getAttributeNames().filter((name) => name.startsWith("aria-"))].join(".");
    const found = new Set();
    for (const one of document.body.querySelectorAll(":not(svg *):not(script)")) {
        if (one.checkVisibility()) found.add(`${kind(one.parentElement)} > ${kind(one)}`);
    }
    return [...found];
}"""
_seen: set[str] = set()

Opener = Callable[..., Page]


def chromium() -> str:
    """The browser without a screen, where the distribution has it; it starts sooner."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert found, "no Chromium: scripts/system-packages installs it"
    return found


def watch(context: BrowserContext) -> list[str]:
    """Faults of scripts on all pages of the context, as they come."""
    faults: list[str] = []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    return faults


def sign_in(context: BrowserContext, url: str, cookies: dict[str, str]) -> None:
    """Become somebody, without the sign-in page."""
    for name, value in cookies.items():
        context.add_cookies([{"name": name, "value": value, "url": url}])


def until(page: Page, script: str, argument: object = None) -> None:
    """Ask the page until its answer is yes; it may go on to another page meanwhile."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        try:
            if page.evaluate(script, argument):
                return
        except Error as fault:
            if "context was destroyed" not in fault.message and "navigat" not in fault.message:
                raise
        page.wait_for_timeout(50)
    pytest.fail(f"never came true at {page.url}: {script}")


# ---- what a page must not have ----


def violations(page: Page, *, wide: bool = False) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, in words, on a page of a kind not seen before.

    A kind is a view with what it shows: two addresses whose pages are made of the same kinds of
    elements differ in their words alone. With `wide` also the rules of layout in a wide window in
    the dark scheme.
    """
    kinds = {f"view {_view(page.url)}", *map(str, page.evaluate(_MADE_OF))}
    if kinds <= _seen:
        return []
    _seen.update(kinds)
    found = _axe(page, _WCAG)
    if wide:
        _resize(page, "1280")
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {row}" for row in _axe(page, _OF_LAYOUT)]
        page.emulate_media(color_scheme="light")
        _resize(page, "360")
    return found


def _view(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return "none"


# A busy machine lays a page out a little after its window has grown; two frames later it stands.
_SHOWN_WHOLE = """() => innerHeight >= document.documentElement.scrollHeight
    && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""


def _axe(page: Page, rules: Sequence[str]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # As tall as the page: what lies under the fixed bar at one place of scrolling is no fault.
    size = page.viewport_size
    assert size is not None
    # What a page fetches after it was opened makes it taller.
    until(page, "() => !document.querySelector('.htmx-request')")
    tall = max(size["height"], int(page.evaluate("document.documentElement.scrollHeight + 80")))
    page.set_viewport_size({"width": size["width"], "height": tall})
    until(page, _SHOWN_WHOLE)
    found = page.evaluate(_RUN_AXE, list(rules))
    page.set_viewport_size(size)
    return [str(row) for row in found]


def faults_of(page: Page, address: str) -> list[str]:
    """What is wrong with the page that is open: by axe, and anything sideways at 320."""
    faults = sideways(page, address)
    return faults + [f"{address}: {row}" for row in violations(page, wide=True)]


def sideways(page: Page, address: str) -> list[str]:
    """Whether anything stands out at 320 px, or in a wide window."""
    faults = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 740})
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{address}: {wide} px wide at {width}"] if wide > width else []
    _resize(page, "360")
    return faults


def _resize(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})


def picture(page: Page, name: str, *sizes: str) -> None:
    """Keep pictures of the page for people to look at, when GUGUS_PICTURES asks for it."""
    if not os.environ.get("GUGUS_PICTURES"):
        return
    PICTURES.mkdir(exist_ok=True)
    before = page.viewport_size
    for size in sizes or ("360",):
        _resize(page, size)
        page.screenshot(path=str(PICTURES / f"{name}-{size}.png"), full_page=True)
    if before:
        page.set_viewport_size(before)


def of_role(who: str) -> re.Pattern[str]:
    """A button of the example's door: it says the role and then, without a space, a name."""
    return re.compile(rf"^\s*{who}\s*(Bu|Pak) ")


def processes_of(profile: Path) -> set[int]:
    """The processes of the browser that works on a profile, by their groups."""
    marked = f"--user-data-dir={profile}".encode()
    found = set()
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marked in line.read_bytes().split(b"\0"):
                found.add(os.getpgid(int(line.parent.name)))
        except OSError:
            continue
    return found
