"""Phones without signal: a browser before a door that can be shut, and what it kept meanwhile."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.browser import (
    FLAGS,
    PATIENCE,
    chromium,
    processes_of,
    sign_in,
    until,
    watch,
)
from tests.support.cutting import Door
from tests.support.server import Server
from tests.support.walking import GROUP

KEPT = "Tersimpan di HP"
WAITS = "Tersimpan di HP. Terkirim sendiri setelah ada sinyal."
_REPORTS = "SELECT id, report FROM steps_step WHERE what LIKE 'Langkah uji%'"
_COMMANDS = "SELECT count(*) FROM sync_commandrecord WHERE kind = 'step.report'"
_ALL_SENT = """async () => !(await self.gugus.store.commands()).some(
    (row) => row.state === "kept" || row.state === "sending")"""
_KNOWN = """async () => {
    const known = await self.gugus.store.fact("person");
    return known?.id === Number(document.documentElement.dataset.person);
}"""
_PREPARED = """async () => {
    const who = document.documentElement.dataset.person;
    return Boolean(await self.gugus.store.fact(`prepared-${who}`));
}"""


@dataclass
class Place:
    """A server behind its door."""

    server: Server
    door: Door
    sessions: dict[str, dict[str, str]]
    # One that waits to be reported on.
    step: int = 0

    def reports(self) -> tuple[dict[str, str], int]:
        """What every step says on the server, and how many commands reported on steps."""
        file = self.server.data / "gugus.sqlite3"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            reports = {str(pk): said for pk, said in database.execute(_REPORTS)}
            return reports, int(database.execute(_COMMANDS).fetchone()[0])


@dataclass
class Phone:
    """A browser signed in as one person; with a `profile` it can be killed and started again."""

    place: Place
    browser: Browser
    who: str = "guru"
    profile: Path | None = None
    script: str = ""
    host: str = "127.0.0.1"
    context: BrowserContext | None = None
    faults: list[list[str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address that this phone knows."""
        return f"http://{self.host}:{self.place.door.port}"

    def on(self, *, offline: bool = False) -> Page:
        """Start the browser, with what it kept."""
        self.context = self._kept_context() if self.profile else self._fresh_context()
        self.context.set_default_timeout(PATIENCE)
        self.context.set_offline(offline)
        if self.script:
            self.context.add_init_script(self.script)
        self.sign_in(self.who)
        self.faults.append(watch(self.context))
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def _fresh_context(self) -> BrowserContext:
        return self.browser.new_context(
            viewport={"width": 360, "height": 740}, base_url=self.url, locale="id"
        )

    def _kept_context(self) -> BrowserContext:
        assert self.profile
        return self.browser.browser_type.launch_persistent_context(
            self.profile,
            executable_path=chromium(),
            args=FLAGS,
            viewport={"width": 360, "height": 740},
            base_url=self.url,
            locale="id",
        )

    def sign_in(self, who: str) -> None:
        """Become somebody."""
        assert self.context
        sign_in(self.context, self.url, self.place.sessions[who])

    def offline(self) -> None:
        """No signal."""
        assert self.context
        self.context.set_offline(True)

    def online(self) -> None:
        """Signal again."""
        assert self.context
        self.context.set_offline(False)

    def kill(self) -> None:
        """The battery dies: all processes of the browser at once; wait until none is left."""
        assert self.context and self.profile
        groups = processes_of(self.profile)
        assert groups and os.getpgrp() not in groups
        for group in groups:
            os.killpg(group, signal.SIGKILL)
        with suppress(Exception):
            self.context.close()
        end = time.monotonic() + 30
        while processes_of(self.profile):
            assert time.monotonic() < end, "the browser outlives its end"
            time.sleep(0.02)
        self.context = None

    def restart(self) -> Page:
        """The battery dies; the phone is started again where there is no signal."""
        self.kill()
        return self.on(offline=True)

    def off(self) -> None:
        """Close the browser as people do."""
        if self.context:
            self.context.close()
            self.context = None


@contextmanager
def phones(browser: Browser, folder: Path) -> Iterator[Callable[..., Phone]]:
    """Make phones; in the end all are off, and no script of theirs had a fault."""
    made: list[Phone] = []
    with ExitStack() as stack:

        def make(place: Place, who: str = "guru", *, mortal: bool = False, **more: str) -> Phone:
            profile = folder / f"profile-{len(made)}" if mortal else None
            made.append(Phone(place, browser, who, profile, **more))
            stack.callback(made[-1].off)
            return made[-1]

        yield make
    faults = [fault for phone in made for one in phone.faults for fault in one]
    assert not faults, faults


# ---- states to wait for ----


def wait_until_prepared(page: Page) -> None:
    """The pages that this person needs without signal are on the phone."""
    until(page, _PREPARED)


def wait_until_known(page: Page) -> None:
    """The phone knows whose it is now; the page of what is on this phone asks it for that."""
    until(page, _KNOWN)


def all_sent(page: Page) -> None:
    """Nothing waits any more: the page of what is on this phone sends as it opens, and says so."""
    page.goto("/di-hp/")
    until(page, _ALL_SENT)


def waits_in(form: Locator) -> None:
    """The form says that what it held is kept, and that it was tried and waits for signal."""
    expect(form.locator("[data-outbox-line]")).to_contain_text(WAITS)


def submit_and_keep(form: Locator) -> None:
    """Send a form where there is no signal."""
    form.locator("button[type=submit]").first.click()
    waits_in(form)


def prepare(phone: Phone) -> Page:
    """The evening before, with signal: one tap, and everything is on the phone."""
    page = phone.on()
    page.goto(GROUP)
    wait_until_known(page)
    until(page, "async () => Boolean((await navigator.serviceWorker.ready).active)")
    page.goto("/di-hp/")
    page.get_by_role("button", name="Siapkan untuk tanpa sinyal").click()
    expect(page.locator("#prepared")).to_contain_text("Siap:")
    phone.offline()
    return page


def prepared_by_itself(phone: Phone) -> Page:
    """The phone was on the home page long enough to fetch the coming meeting ahead; no signal."""
    page = phone.on()
    page.goto(GROUP)
    wait_until_prepared(page)
    phone.offline()
    return page
