"""Which lines wait for which: an order that leads back to its beginning cannot be kept."""

from collections.abc import Mapping


def dependency_cycle(line: int, after: int, waits: Mapping[int, int | None]) -> tuple[int, ...]:
    """The ring that would close if `line` waited for `after`, in the order of waiting.

    `waits` names for every line the one it waits for. Empty when there is no ring.

    >>> ring_of(1, 3, {1: None, 2: 1, 3: 2})
    (1, 3, 2, 1)
    >>> ring_of(3, 1, {1: None, 2: 1, 3: None})
    ()
    """
    seen = [line]
    here: int | None = after
    while here is not None and here not in seen:
        seen.append(here)
        here = waits.get(here)
    return (*seen, line) if here == line else ()
