"""`make bench`: speed, memory and weight, each against a limit or a peer.

`python -m bench NAME ...` runs only the measurements whose names are given.
"""

import sys
from collections.abc import Callable, Iterable

from bench import (
    bytes_on_wire,
    certificates,
    checking_in,
    cold_start,
    meeting_day,
    needs,
    offline,
    papers,
    region,
    roster,
    scheduling,
)
from bench.table import Measurement, show

MEASUREMENTS: dict[str, Callable[[], Iterable[Measurement]]] = {
    "cold-start": cold_start.measure,
    "meeting-day": meeting_day.measure,
    "bytes": bytes_on_wire.measure,
    "roster": roster.measure,
    "check-in": checking_in.measure,
    "needs": needs.measure,
    "papers": papers.measure,
    "certificates": certificates.measure,
    "offline": offline.measure,
    "scheduling": scheduling.measure,
    "region": region.measure,
}


def main() -> int:
    """Run the measurements and print one table; 1 when a limit is missed."""
    wanted = sys.argv[1:] or list(MEASUREMENTS)
    unknown = set(wanted) - set(MEASUREMENTS)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(MEASUREMENTS)}")
        return 2
    rows = []
    for name in wanted:
        print(f"measuring {name} ...", file=sys.stderr)
        rows += list(MEASUREMENTS[name]())
    show(rows)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
