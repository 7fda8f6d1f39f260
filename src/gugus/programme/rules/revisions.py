"""What a revision changed, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Texts = Mapping[str, str]


class LineChangeKind(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class FieldChange:
    """One field: what it said, what it says."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class LineChange:
    """One line of the programme, with the fields that differ; all of them when it is new or gone."""

    line: int
    what: LineChangeKind
    title: str
    fields: tuple[FieldChange, ...]


def line_changes(
    before: Mapping[str, Texts | None], after: Mapping[str, Texts | None]
) -> tuple[LineChange, ...]:
    """Compare lines by their numbers; a line that says the same as before is left out."""
    keys = sorted({*before, *after}, key=int)
    found = (_line(int(key), before.get(key) or {}, after.get(key) or {}) for key in keys)
    return tuple(change for change in found if change.fields)


def _line(line: int, old: Texts, new: Texts) -> LineChange:
    remains = LineChangeKind.CHANGED if old else LineChangeKind.ADDED
    what = remains if new else LineChangeKind.REMOVED
    # In the order in which the texts were written, what is gone last.
    names = [*new, *(name for name in old if name not in new)]
    fields = tuple(
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )
    return LineChange(line, what, (new or old).get("title", ""), fields)
