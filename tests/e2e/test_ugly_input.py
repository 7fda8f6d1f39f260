"""What a nervous thumb and an endless word do to a page."""

import pytest
from playwright.sync_api import Page, Route

from tests.support.browser import Opener, until
from tests.support.server import Server

# Whether each submit was let through, after everybody else had a say.
_LISTEN = """() => {
    self.taps = [];
    addEventListener("submit", (event) => { self.taps.push(!event.defaultPrevented); });
}"""


def _count_sendings(page: Page) -> list[str]:
    """Answer every form with nothing, so that the page stays; say which were sent."""
    sent: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        sent.append(route.request.url)
        route.fulfill(status=204)

    page.route("**/*", answer)
    return sent


def test_a_double_tap_sends_a_form_once(example: Server, open_page: Opener) -> None:
    page = open_page(example, "360", "Sekretaris")
    page.goto("/g/ciawi-1/anggota/kelompok-belajar/baru/")
    page.locator("[name=name]").fill("Kelas rekaan")
    page.locator("[name=class_levels]").first.check()
    sent = _count_sendings(page)
    page.evaluate(_LISTEN)
    page.locator("main form button[type=submit]").last.dblclick()
    # Both taps were heard, and the second came to nothing.
    until(page, "() => self.taps.length === 2")
    assert page.evaluate("self.taps") == [True, False]
    page.evaluate("fetch('/masuk/', {method: 'HEAD'})")
    assert len(sent) == 1


@pytest.mark.parametrize("size", ["360", "1280"])
def test_an_endless_programme_name_does_not_widen_the_page(
    example: Server, open_page: Opener, size: str
) -> None:
    page = open_page(example, size, "Sekretaris")
    for path in ("program/", "program/cakupan/"):
        page.goto(f"/g/ciawi-1/{path}")
        links = page.locator("table.data td a, table.data th a")
        assert links.count() > 3
        links.evaluate_all("all => all.forEach(link => { link.textContent = 'W'.repeat(190) })")
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, (path, wide)
