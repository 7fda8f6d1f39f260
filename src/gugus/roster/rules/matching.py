"""What a row of a teacher file means for the roster that we hold.

The same number (NUPTK, NIP) and the same name are the same person. Where number and name disagree,
a person decides. An empty cell never erases what we hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gugus.cores.formats.dapodik import DapodikRow
from gugus.cores.formats.phones import phone_key
from gugus.cores.words.titles import ShortenedNames, comparable
from gugus.roster.rules.rows import (
    ROSTER_FIELDS,
    ROSTER_NUMBERS,
    CheckedRow,
    RosterRowFault,
)


class RosterVerdict(StrEnum):
    """What would become of a row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEEDS_DECISION = "duplicate"
    REFUSED = "refused"


class RosterDoubt(StrEnum):
    """Why a person has to decide."""

    SAME_NAME = "same_name"
    SAME_NAME_IN_FILE = "same_name_in_file"
    SHORT_NAME = "short_name"
    SHORT_NAME_IN_FILE = "short_in_file"
    SAME_NUMBER_IN_FILE = "same_number_in_file"
    NAME_DIFFERS = "name_differs"
    NUPTK_DIFFERS = "nuptk_differs"
    TWO_TEACHERS = "two_teachers"
    INACTIVE = "inactive"
    OTHER_SCHOOL = "other_school"
    ELSEWHERE = "elsewhere"


class RowAction(StrEnum):
    """What a person may decide about a doubtful row."""

    UPDATE = "same"
    ADD = "other"
    SKIP = "skip"


_SAME_OR_SKIP = (RowAction.UPDATE, RowAction.SKIP)
ACTIONS_BY_DOUBT: Mapping[RosterDoubt, tuple[RowAction, ...]] = {
    RosterDoubt.SAME_NAME: (RowAction.UPDATE, RowAction.ADD, RowAction.SKIP),
    RosterDoubt.SAME_NAME_IN_FILE: (RowAction.ADD, RowAction.SKIP),
    RosterDoubt.SHORT_NAME: (RowAction.UPDATE, RowAction.ADD, RowAction.SKIP),
    RosterDoubt.SHORT_NAME_IN_FILE: (RowAction.ADD, RowAction.SKIP),
    # A number belongs to one person only: "another person" would need another number.
    RosterDoubt.SAME_NUMBER_IN_FILE: (RowAction.SKIP,),
    RosterDoubt.NAME_DIFFERS: _SAME_OR_SKIP,
    RosterDoubt.NUPTK_DIFFERS: _SAME_OR_SKIP,
    RosterDoubt.TWO_TEACHERS: (RowAction.SKIP,),
    RosterDoubt.INACTIVE: _SAME_OR_SKIP,
    RosterDoubt.OTHER_SCHOOL: _SAME_OR_SKIP,
    # The record belongs to a school outside the group: it is neither shown nor changed.
    RosterDoubt.ELSEWHERE: (RowAction.SKIP,),
}


@dataclass(frozen=True, slots=True)
class HeldTeacher:
    """A teacher as we hold them."""

    id: int
    at_this_school: bool
    active: bool
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RosterChange:
    """One field that the file would change."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with its verdict. `detail` is what the reason speaks of: a field, or a row."""

    row: DapodikRow
    verdict: RosterVerdict
    reason: RosterDoubt | RosterRowFault | None = None
    detail: str = ""
    teacher_id: int | None = None
    changes: tuple[RosterChange, ...] = ()


def judge_rows(
    checked: Sequence[CheckedRow],
    *,
    known: Iterable[HeldTeacher],
    elsewhere: frozenset[str] = frozenset(),
) -> list[JudgedRow]:
    """Give each row that was checked its verdict, in the order of the file.

    `known`: all teachers of the file's school, and those of the group's other schools that hold
    a number of the file. `elsewhere`: numbers of the file held outside the group.
    """
    roster = _RosterIndex(known, elsewhere)
    # Numbers decide first, then equal rows; a teacher they matched is no longer offered as a
    # namesake.
    found = [_verdict_by_number(entry, roster) for entry in checked]
    found = [done or _alike(entry, roster) for entry, done in zip(checked, found, strict=True)]
    return [_by_name(entry, done, roster) for entry, done in zip(checked, found, strict=True)]


def row_changes(row: DapodikRow, teacher: HeldTeacher) -> tuple[RosterChange, ...]:
    """What the row would change; an empty cell changes nothing, nor does a title or a case."""
    return tuple(
        RosterChange(field, teacher.values[field], new)
        for field in ROSTER_FIELDS
        if (new := getattr(row, field))
        and new != teacher.values[field]
        and _key(field, new) != _key(field, teacher.values[field])
    )


def _key(field: str, text: str) -> str:
    if field == "name":
        return comparable(text)
    if field == "phone":
        return phone_key(text)
    return text.casefold() if field == "email" else text


class _RosterIndex:
    """What we hold, by number and by name, and what rows have taken of it so far."""

    def __init__(self, known: Iterable[HeldTeacher], elsewhere: frozenset[str]) -> None:
        self.elsewhere = elsewhere
        self.by_number: dict[tuple[str, str], HeldTeacher] = {}
        self._by_name: dict[str, list[HeldTeacher]] = {}
        self.taken: set[int] = set()
        self.row_of_number: dict[tuple[str, str], int] = {}
        self._rows_of_name: dict[str, list[DapodikRow]] = {}
        self._key: dict[str, str] = {}
        self._shortened = ShortenedNames[HeldTeacher]()
        self._rows_shortened = ShortenedNames[DapodikRow]()
        for teacher in known:
            for kind in ROSTER_NUMBERS:
                if teacher.values[kind]:
                    self.by_number[kind, teacher.values[kind]] = teacher
            if teacher.at_this_school:
                name = teacher.values["name"]
                self._by_name.setdefault(self.key(name), []).append(teacher)
                self._shortened.add(name, teacher)

    def key(self, name: str) -> str:
        """The name as it is compared; each is worked out once."""
        found = self._key.get(name)
        if found is None:
            found = self._key[name] = comparable(name)
        return found

    def namesakes(self, row: DapodikRow) -> list[HeldTeacher]:
        """Teachers of the school who bear the row's name and may be meant by it."""
        return [
            teacher
            for teacher in self._by_name.get(self.key(row.name), ())
            if teacher.id not in self.taken and not _differ(row.nuptk, teacher.values["nuptk"])
        ]

    def earlier_namesake(self, row: DapodikRow) -> int | None:
        """An earlier row of the file that may be the same person; remembers this one."""
        rows = self._rows_of_name.setdefault(self.key(row.name), [])
        rows.append(row)
        same = (
            r.row for r in rows[:-1] if not (_differ(r.nuptk, row.nuptk) or _differ(r.nip, row.nip))
        )
        return next(same, None)

    def shortened(self, row: DapodikRow) -> HeldTeacher | None:
        """A teacher of the school whose name may be the row's, shortened or written out."""
        alike = (
            teacher
            for teacher in self._shortened.find(row.name)
            if teacher.id not in self.taken
            and not _differ(row.nuptk, teacher.values["nuptk"])
            and not _differ(row.nip, teacher.values["nip"])
        )
        return next(alike, None)

    def earlier_shortened(self, row: DapodikRow) -> int | None:
        """An earlier row of the file whose name may be this one's, shortened; remembers this one."""
        alike = (
            other.row
            for other in self._rows_shortened.find(row.name)
            if not (_differ(other.nuptk, row.nuptk) or _differ(other.nip, row.nip))
        )
        found = next(alike, None)
        self._rows_shortened.add(row.name, row)
        return found


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _verdict_by_number(checked: CheckedRow, roster: _RosterIndex) -> JudgedRow | None:
    """The verdict as far as numbers give it; None when they say nothing."""
    row = checked.row
    if checked.refused:
        return JudgedRow(row, RosterVerdict.REFUSED, checked.fault, checked.field)
    held = [(kind, getattr(row, kind)) for kind in ROSTER_NUMBERS if getattr(row, kind)]
    for number in held:
        earlier = roster.row_of_number.setdefault(number, row.row)
        if earlier != row.row:
            return _doubtful(row, RosterDoubt.SAME_NUMBER_IN_FILE, detail=str(earlier))
    if any(number in roster.elsewhere for _kind, number in held):
        return _doubtful(row, RosterDoubt.ELSEWHERE)
    owners = {roster.by_number[n].id: roster.by_number[n] for n in held if n in roster.by_number}
    if len(owners) > 1:
        return _doubtful(row, RosterDoubt.TWO_TEACHERS)
    return _of_owner(checked, *owners.values(), roster=roster) if owners else None


def _of_owner(checked: CheckedRow, owner: HeldTeacher, *, roster: _RosterIndex) -> JudgedRow:
    row, values = checked.row, owner.values
    roster.taken.add(owner.id)
    if roster.key(row.name) != roster.key(values["name"]):
        return _doubtful(row, RosterDoubt.NAME_DIFFERS, owner)
    if _differ(row.nuptk, values["nuptk"]):
        # A NUPTK stays for life, so another one means another person or a slip.
        return _doubtful(row, RosterDoubt.NUPTK_DIFFERS, owner)
    if not owner.at_this_school:
        return _doubtful(row, RosterDoubt.OTHER_SCHOOL, owner)
    if not owner.active:
        return _doubtful(row, RosterDoubt.INACTIVE, owner)
    return _settled(checked, owner)


def _alike(checked: CheckedRow, roster: _RosterIndex) -> JudgedRow | None:
    """A row without a known number that says nothing new about a namesake is that person."""
    row = checked.row
    alike = (t for t in roster.namesakes(row) if t.active and not row_changes(row, t))
    found = next(alike, None)
    if found is None:
        return None
    roster.taken.add(found.id)
    return _settled(checked, found)


def _by_name(checked: CheckedRow, done: JudgedRow | None, roster: _RosterIndex) -> JudgedRow:
    row = checked.row
    if done is not None and done.verdict == RosterVerdict.REFUSED:
        return done
    earlier, shortened = roster.earlier_namesake(row), roster.earlier_shortened(row)
    if done is not None:
        return done
    namesakes = roster.namesakes(row)
    if namesakes:
        nearest = min(namesakes, key=lambda t: (not t.active, len(row_changes(row, t))))
        roster.taken.add(nearest.id)
        return _doubtful(row, RosterDoubt.SAME_NAME, nearest)
    if earlier is not None:
        return _doubtful(row, RosterDoubt.SAME_NAME_IN_FILE, detail=str(earlier))
    known = roster.shortened(row)
    if known is not None:
        roster.taken.add(known.id)
        return _doubtful(row, RosterDoubt.SHORT_NAME, known)
    if shortened is not None:
        return _doubtful(row, RosterDoubt.SHORT_NAME_IN_FILE, detail=str(shortened))
    return JudgedRow(row, RosterVerdict.NEW)


def _settled(checked: CheckedRow, teacher: HeldTeacher) -> JudgedRow:
    changes = row_changes(checked.row, teacher)
    verdict = RosterVerdict.CHANGED if changes else RosterVerdict.UNCHANGED
    return JudgedRow(checked.row, verdict, teacher_id=teacher.id, changes=changes)


def _doubtful(
    row: DapodikRow, doubt: RosterDoubt, teacher: HeldTeacher | None = None, detail: str = ""
) -> JudgedRow:
    changes = row_changes(row, teacher) if teacher else ()
    return JudgedRow(
        row, RosterVerdict.NEEDS_DECISION, doubt, detail, teacher.id if teacher else None, changes
    )
