"""Real Chromium against a real server with the example group."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.browser import FLAGS, PATIENCE, SIZES, Opener, chromium, sign_in, watch
from tests.support.cutting import Door, door
from tests.support.server import Server
from tests.support.stage import Stage, staged
from tests.support.without_signal import Phone, phones

expect.set_options(timeout=PATIENCE)


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
        started = play.chromium.launch(executable_path=chromium(), args=FLAGS, headless=True)
        yield started
        started.close()


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One server for all tests; each begins with the scene it asks for."""
    with staged(tmp_path_factory.mktemp("scenes")) as made:
        yield made


@pytest.fixture
def example(stage: Stage) -> Server:
    """The example as it was built."""
    stage.show()
    return stage.server


@pytest.fixture(scope="session")
def _door(stage: Stage) -> Iterator[Door]:
    with door(stage.server.port) as made:
        yield made


@pytest.fixture
def gate(_door: Door) -> Iterator[Door]:
    """The server's door, open when the test begins."""
    _door.free()
    yield _door
    _door.free()


@pytest.fixture
def phone(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Make phones before a door."""
    with phones(browser, tmp_path) as make:
        yield make


@pytest.fixture
def open_page(browser: Browser, stage: Stage) -> Iterator[Opener]:
    """Open a page of a server at a size, signed in as an example person, or as nobody."""
    faults: list[list[str]] = []
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
            context.set_default_timeout(PATIENCE)
            faults.append(watch(context))
            if who:
                sign_in(context, server.url, stage.cookies(who))
            return context.new_page()

        yield opener
    assert not any(faults), faults
