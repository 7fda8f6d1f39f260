"""Pictures for the guide: what a window shows, and a window for commands."""

from playwright.sync_api import Page

from tests.support.browser import PICTURES

FRESH = PICTURES / "guide"
# Twice: what was asked for is drawn, and stands.
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def shoot(page: Page, name: str, *, at: str = "", within: str = "") -> None:
    """Take a fresh picture: what the window shows, from `at` on, or one part alone."""
    FRESH.mkdir(parents=True, exist_ok=True)
    if at:
        page.locator(at).first.evaluate("e => window.scrollTo(0, e.offsetTop - 90)")
    page.evaluate(_DRAWN)
    shown = page.locator(within) if within else page
    shown.screenshot(path=str(FRESH / f"{name}.png"))


def terminal(page: Page, name: str, command: str, answer: str) -> None:
    """A picture of a window for commands, with what was answered."""
    page.goto("about:blank")  # the product's own pages allow no styles inside
    page.set_content(
        "<pre style='margin:0;padding:24px;background:#1c2622;color:#e8efe9;font:22px monospace'>"
        f"gugus$ {command}\n{answer}\n</pre>"
    )
    shoot(page, name, within="pre")
