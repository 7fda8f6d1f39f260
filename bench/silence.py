"""What a room feels of phones that fall silent in the middle of a form: its pages with and without them."""

from collections.abc import Iterator

from bench.load import Outcome, request, run_load
from bench.table import Measurement
from tests.support.server import cookies_for, example_installation, serving
from tests.support.silent import silent_senders

CONNECTIONS, SENDERS, SECONDS = 16, 4, 4.0
# A busy machine never runs twice alike; a server that is held up answers nothing.
LEAST = 0.75


def measure() -> Iterator[Measurement]:
    """Requests a second beside four silent senders, in turn with as many seconds without them."""
    alone, beside = Outcome(), Outcome()
    with example_installation() as data, serving(data) as server:
        [cookies] = cookies_for(["sekretaris"], data=data)
        asks = [request("GET", "/g/ciawi-1/", server.port, cookies)]
        run_load(server.port, asks, CONNECTIONS, 1)
        for _turn in range(2):
            alone.add(run_load(server.port, asks, CONNECTIONS, SECONDS / 2))
            with silent_senders(server.port, SENDERS, cookies):
                beside.add(run_load(server.port, asks, CONNECTIONS, SECONDS / 2))
    yield Measurement(
        f"Beranda beside {SENDERS} silent senders: requests a second",
        beside.per_second,
        "/s",
        LEAST * alone.per_second,
        True,
        against=f"{LEAST:.2f} of without them",
    )
    yield Measurement("the same: refused or failed", beside.failed, "", 0)
