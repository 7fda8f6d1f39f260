"""What a row of a teacher file means for the roster that we hold.

A number (NUPTK, NIP) shared by one name is the same person. Whenever number and name do not
speak with one voice, a person decides. An empty cell never erases what we hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gugus.cores.formats.dapodik import TeacherRow
from gugus.people.rules.names import comparable
from gugus.people.rules.numbers import bare
from gugus.roster.rules.rows import FIELDS, NUMBERS, CheckedRow, Fault, check_row


class Verdict(StrEnum):
    """What would become of a row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class Doubt(StrEnum):
    """Why a person has to decide."""

    SAME_NAME = "same_name"
    SAME_NAME_IN_FILE = "same_name_in_file"
    SAME_NUMBER_IN_FILE = "same_number_in_file"
    NAME_DIFFERS = "name_differs"
    NUPTK_DIFFERS = "nuptk_differs"
    TWO_TEACHERS = "two_teachers"
    INACTIVE = "inactive"
    OTHER_SCHOOL = "other_school"
    ELSEWHERE = "elsewhere"


class Choice(StrEnum):
    """What a person may decide about a doubtful row."""

    SAME = "same"
    OTHER = "other"
    SKIP = "skip"


_SAME_OR_SKIP = (Choice.SAME, Choice.SKIP)
CHOICES: Mapping[Doubt, tuple[Choice, ...]] = {
    Doubt.SAME_NAME: (Choice.SAME, Choice.OTHER, Choice.SKIP),
    Doubt.SAME_NAME_IN_FILE: (Choice.OTHER, Choice.SKIP),
    # A number belongs to one person only: "another person" would need another number.
    Doubt.SAME_NUMBER_IN_FILE: (Choice.SKIP,),
    Doubt.NAME_DIFFERS: _SAME_OR_SKIP,
    Doubt.NUPTK_DIFFERS: _SAME_OR_SKIP,
    Doubt.TWO_TEACHERS: (Choice.SKIP,),
    Doubt.INACTIVE: _SAME_OR_SKIP,
    Doubt.OTHER_SCHOOL: _SAME_OR_SKIP,
    # Whose record it is lies outside the group: nothing of it is shown or touched.
    Doubt.ELSEWHERE: (Choice.SKIP,),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A teacher as we hold them."""

    id: int
    at_this_school: bool
    active: bool
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that the file would change."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict. `detail` is what the reason speaks of: a field, or a row."""

    row: TeacherRow
    verdict: Verdict
    reason: Doubt | Fault | None = None
    detail: str = ""
    teacher_id: int | None = None
    changes: tuple[Change, ...] = ()


def judge(
    rows: Iterable[TeacherRow],
    *,
    known: Iterable[Known],
    elsewhere: frozenset[str] = frozenset(),
) -> list[Judged]:
    """Give each row its verdict, in the order of the file.

    `known`: all teachers of the file's school, and those of the group's other schools that hold
    a number of the file. `elsewhere`: numbers of the file held outside the group.
    """
    roster = _Roster(known, elsewhere)
    checked = [check_row(row) for row in rows]
    # Numbers speak first, then equal rows: whom they take is nobody else's namesake.
    found = [_by_number(entry, roster) for entry in checked]
    found = [done or _alike(entry, roster) for entry, done in zip(checked, found, strict=True)]
    return [_by_name(entry, done, roster) for entry, done in zip(checked, found, strict=True)]


def changes_of(row: TeacherRow, teacher: Known) -> tuple[Change, ...]:
    """What the row would change; an empty cell changes nothing, nor does a title or a case."""
    return tuple(
        Change(field, teacher.values[field], new)
        for field in FIELDS
        if (new := getattr(row, field))
        and new != teacher.values[field]
        and _key(field, new) != _key(field, teacher.values[field])
    )


def _key(field: str, text: str) -> str:
    if field == "name":
        return comparable(text)
    if field == "phone":
        return bare(text)
    return text.casefold() if field == "email" else text


class _Roster:
    """What we hold, by number and by name, and what rows have taken of it so far."""

    def __init__(self, known: Iterable[Known], elsewhere: frozenset[str]) -> None:
        self.elsewhere = elsewhere
        self.by_number: dict[tuple[str, str], Known] = {}
        self._by_name: dict[str, list[Known]] = {}
        self.taken: set[int] = set()
        self.row_of_number: dict[tuple[str, str], int] = {}
        self._rows_of_name: dict[str, list[TeacherRow]] = {}
        self._key: dict[str, str] = {}
        for teacher in known:
            for kind in NUMBERS:
                if teacher.values[kind]:
                    self.by_number[kind, teacher.values[kind]] = teacher
            if teacher.at_this_school:
                self._by_name.setdefault(self.key(teacher.values["name"]), []).append(teacher)

    def key(self, name: str) -> str:
        """The name as it is compared; each is worked out once."""
        found = self._key.get(name)
        if found is None:
            found = self._key[name] = comparable(name)
        return found

    def namesakes(self, row: TeacherRow) -> list[Known]:
        """Teachers of the school who bear the row's name and may be meant by it."""
        return [
            teacher
            for teacher in self._by_name.get(self.key(row.name), ())
            if teacher.id not in self.taken and not _differ(row.nuptk, teacher.values["nuptk"])
        ]

    def earlier_namesake(self, row: TeacherRow) -> int | None:
        """An earlier row of the file that may be the same person; remembers this one."""
        rows = self._rows_of_name.setdefault(self.key(row.name), [])
        rows.append(row)
        same = (
            r.row for r in rows[:-1] if not (_differ(r.nuptk, row.nuptk) or _differ(r.nip, row.nip))
        )
        return next(same, None)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _by_number(checked: CheckedRow, roster: _Roster) -> Judged | None:
    """The verdict as far as numbers give it; None when they say nothing."""
    row = checked.row
    if checked.refused:
        return Judged(row, Verdict.REFUSED, checked.fault, checked.field)
    held = [(kind, getattr(row, kind)) for kind in NUMBERS if getattr(row, kind)]
    for number in held:
        earlier = roster.row_of_number.setdefault(number, row.row)
        if earlier != row.row:
            return _doubtful(row, Doubt.SAME_NUMBER_IN_FILE, detail=str(earlier))
    if any(number in roster.elsewhere for _kind, number in held):
        return _doubtful(row, Doubt.ELSEWHERE)
    owners = {roster.by_number[n].id: roster.by_number[n] for n in held if n in roster.by_number}
    if len(owners) > 1:
        return _doubtful(row, Doubt.TWO_TEACHERS)
    return _of_owner(checked, *owners.values(), roster=roster) if owners else None


def _of_owner(checked: CheckedRow, owner: Known, *, roster: _Roster) -> Judged:
    row, values = checked.row, owner.values
    roster.taken.add(owner.id)
    if roster.key(row.name) != roster.key(values["name"]):
        return _doubtful(row, Doubt.NAME_DIFFERS, owner)
    if _differ(row.nuptk, values["nuptk"]):
        # A NUPTK stays for life, so another one means another person or a slip.
        return _doubtful(row, Doubt.NUPTK_DIFFERS, owner)
    if not owner.at_this_school:
        return _doubtful(row, Doubt.OTHER_SCHOOL, owner)
    if not owner.active:
        return _doubtful(row, Doubt.INACTIVE, owner)
    return _settled(checked, owner)


def _alike(checked: CheckedRow, roster: _Roster) -> Judged | None:
    """A row without a known number that says nothing new about a namesake is that person."""
    row = checked.row
    alike = (t for t in roster.namesakes(row) if t.active and not changes_of(row, t))
    found = next(alike, None)
    if found is None:
        return None
    roster.taken.add(found.id)
    return _settled(checked, found)


def _by_name(checked: CheckedRow, done: Judged | None, roster: _Roster) -> Judged:
    row = checked.row
    if done is not None and done.verdict == Verdict.REFUSED:
        return done
    earlier = roster.earlier_namesake(row)
    if done is not None:
        return done
    namesakes = roster.namesakes(row)
    if namesakes:
        nearest = min(namesakes, key=lambda t: (not t.active, len(changes_of(row, t))))
        roster.taken.add(nearest.id)
        return _doubtful(row, Doubt.SAME_NAME, nearest)
    if earlier is not None:
        return _doubtful(row, Doubt.SAME_NAME_IN_FILE, detail=str(earlier))
    return Judged(row, Verdict.NEW, checked.fault, checked.field)


def _settled(checked: CheckedRow, teacher: Known) -> Judged:
    changes = changes_of(checked.row, teacher)
    verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
    return Judged(checked.row, verdict, checked.fault, checked.field, teacher.id, changes)


def _doubtful(
    row: TeacherRow, doubt: Doubt, teacher: Known | None = None, detail: str = ""
) -> Judged:
    changes = changes_of(row, teacher) if teacher else ()
    return Judged(row, Verdict.DUPLICATE, doubt, detail, teacher.id if teacher else None, changes)
