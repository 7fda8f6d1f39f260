"""What every walk through the product does: press, wait for the answer, fetch a paper.

A walk is walked on a phone, and before each press it is made sure that a wide window would let the
same be filled in and pressed: so one walk serves both widths.
"""

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.browser import SIZES, until

GROUP = "/g/ciawi-1/"
# The fields of the button's form, or of the page, that can be seen.
_FIELDS = """(button) => [...(button.form?.elements ?? [])].filter((one) => one.checkVisibility())
    .map((one) => `${one.name} ${one.value}`).sort()"""


# A form of the outbox has done its work: the page went on, or the answer took so long that the form
# was set free before; then nothing waits any more. Or the server refused.
_DONE = """async () => {
    if (!self.isBefore) return true;
    if (document.querySelector("form[data-sending]")) return false;
    if (document.querySelector("form[data-refused]")) return true;
    return !(await self.gugus.store.commands()).some(self.gugus.store.isUnsent);
}"""


def submit(page: Page, button: Locator) -> None:
    """Press a button; the next step must not overtake the form that is on its way."""
    _can_be_pressed_in_a_wide_window(page, button)
    if button.evaluate("(button) => Boolean(button.form?.dataset.command)"):
        _send(page, button)
        return
    with page.expect_navigation():
        button.click()


def _send(page: Page, button: Locator) -> None:
    """Press the button of a form that goes by the outbox, however long its answer takes."""
    page.evaluate("() => { self.isBefore = true; }")
    button.click()
    until(page, _DONE)
    page.wait_for_load_state()
    if page.evaluate("self.isBefore && !document.querySelector('form[data-refused]')"):
        page.reload()


def _can_be_pressed_in_a_wide_window(page: Page, button: Locator) -> None:
    fields = button.evaluate(_FIELDS)
    for size in ("1280", "360"):
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
        if size == "1280":
            button.click(trial=True)
            assert button.evaluate(_FIELDS) == fields, "other fields in a wide window"


def press(page: Page, words: str) -> None:
    """Press the first button of these words."""
    submit(page, page.get_by_role("button", name=words, exact=True).first)


def follow(page: Page, words: str) -> None:
    """Follow the first link of these words."""
    submit(page, page.locator("main").get_by_role("link", name=words, exact=True).first)


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until the page says so."""
    expect(page.locator("main")).to_contain_text(words)


def fetched(page: Page, link: str, start: bytes) -> bytes:
    """The file behind the first link of these words."""
    href = page.locator("main a", has_text=link).first.get_attribute("href")
    assert href
    answer = page.request.get(href)
    assert answer.status == 200, href
    assert answer.body().startswith(start)
    return answer.body()
