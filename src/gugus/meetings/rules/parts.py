"""Which part of its line a meeting is: in the order of the days, whoever planned it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LinePart:
    """The `number`-th of `times` meetings of a line."""

    number: int
    times: int


def number_parts(
    in_time: Iterable[tuple[int, int]], times: Mapping[int, int]
) -> dict[int, LinePart]:
    """The parts of lines with several meetings.

    `in_time` are (meeting, line) in the order of time, `times` how often each line is to meet. A
    line that meets more often than it was to has as many parts as meetings.

    >>> numbered([(7, 1), (9, 1), (8, 2)], {1: 4, 2: 1})
    {7: Part(number=1, times=4), 9: Part(number=2, times=4)}
    """
    rows = list(in_time)
    held = Counter(line for _meeting, line in rows)
    count: dict[int, int] = defaultdict(int)
    found = {}
    for meeting, line in rows:
        count[line] += 1
        whole = max(times.get(line, 0), held[line])
        if whole > 1:
            found[meeting] = LinePart(count[line], whole)
    return found
