"""One row per figure: what was measured, the limit or peer, and their ratio."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """`value` against `limit`; `at_least` says which side is good. No limit: a figure to know."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    against: str = "limit"

    @property
    def kept(self) -> bool:
        """The limit holds."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def ratio(self) -> str:
        """Value over limit."""
        return "–" if not self.limit else f"{self.value / self.limit:.2f}"


def show(rows: Sequence[Measurement]) -> None:
    """Print the table."""
    print(
        f"\n{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores\n"
    )
    print(f"| {'what':<58} | {'value':>14} | {'limit or peer':>22} | {'ratio':>6} | kept |")
    print(f"|{'-' * 60}|{'-' * 16}|{'-' * 24}|{'-' * 8}|------|")
    for row in rows:
        sign = ">=" if row.at_least else "<="
        limit = "–" if row.limit is None else f"{sign} {row.limit:g} {row.unit} ({row.against})"
        kept = "yes" if row.kept else "NO"
        value = f"{row.value:.4g} {row.unit}"
        print(f"| {row.what:<58} | {value:>14} | {limit:>22} | {row.ratio:>6} | {kept:<4} |")
