"""What is held about a person, and what becomes of it when that person is erased.

Each app declares its own fields; the test of the privacy room wants every foreign key to a person
among them.
"""

import dataclasses
from collections.abc import Mapping
from enum import Enum, auto


class Erasing(Enum):
    """What erasing does with the rows that a field finds."""

    # The rows go.
    DELETE = auto()
    # The rows stay, without what is told of the person in `values`.
    BLANK = auto()
    # The rows stay as they are; they lead to a person without a name.
    KEEP = auto()
    # The person's full name in these texts is replaced.
    RENAME = auto()


@dataclasses.dataclass(frozen=True)
class Held:
    """What an app holds about people by one field: "app.Model.owner".

    A field leads to a person or a login, by a foreign key or by several ("app.Row.record__owner");
    of texts that name people it leads to their group.
    """

    field: str
    erasing: Erasing
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    texts: tuple[str, ...] = ()
    why: str = ""


def deleted(*fields: str) -> tuple[Held, ...]:
    """Rows that go."""
    return tuple(Held(one, Erasing.DELETE) for one in fields)


def blanked(field: str, **values: object) -> tuple[Held, ...]:
    """Rows that stay with other values; pictures and recordings that they let go are deleted."""
    return (Held(field, Erasing.BLANK, values),)


def kept(why: str, *fields: str) -> tuple[Held, ...]:
    """Rows that stay, and why."""
    return tuple(Held(one, Erasing.KEEP, why=why) for one in fields)


def renamed(group: str, *texts: str) -> tuple[Held, ...]:
    """Texts of a group in which the full name is replaced; `group` is the path to it."""
    return (Held(group, Erasing.RENAME, texts=texts),)
