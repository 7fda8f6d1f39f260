"""From the command to the first answered page."""

from collections.abc import Iterator

from bench.table import Measurement
from tests.support.server import example_installation, start_server


def measure() -> Iterator[Measurement]:
    """The second start of an installation: what a secretary waits for each evening."""
    with example_installation() as data:
        start_server(data).stop()
        times = []
        for _ in range(3):
            server = start_server(data)
            times.append(server.started_in)
            server.stop()
        yield Measurement("cold start of gugus serve (median of 3)", sorted(times)[1], "s", 10)
