"""What every walk through the product does: press, wait for the answer, fetch a paper."""

import re

from playwright.sync_api import Locator, Page, expect

GROUP = "/g/ciawi-1/"


def submit(page: Page, button: Locator) -> None:
    """Press a button; the next step must not overtake the form that is on its way."""
    with page.expect_navigation():
        button.click()


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
