"""Comparing a teacher file with the roster as it stands, and writing what was agreed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from gugus.cores.formats.dapodik import DapodikRow
from gugus.cores.words.order import person_key
from gugus.people.models import Membership, School, Teacher
from gugus.people.queries import had_roster, keeper_of, kept_elsewhere
from gugus.roster.rules.matching import HeldTeacher, JudgedRow, judge_rows
from gugus.roster.rules.rows import ROSTER_FIELDS, ROSTER_NUMBERS, CheckedRow

# SQLite limits the number of parameters of one query.
_ASKED_AT_ONCE = 400
_WRITTEN_AT_ONCE = 500


def compare_with_roster(
    checked: Sequence[CheckedRow], *, school: School, near: frozenset[int]
) -> list[JudgedRow]:
    """Judge rows against the school's roster; `near`: the schools whose rosters its group keeps."""
    away = _kept_elsewhere(school)
    known: list[HeldTeacher] = []
    abroad: set[str] = set()
    rows = Teacher.objects.filter(school=school).values_list("pk", "active", *ROSTER_FIELDS)
    for pk, active, *values in rows.iterator():
        texts = dict(zip(ROSTER_FIELDS, _texts(values), strict=True))
        if pk in away:
            abroad.update(texts[kind] for kind in ROSTER_NUMBERS if texts[kind])
        else:
            known.append(HeldTeacher(pk, True, active, texts))
    for pk, active, school_id, *values in _holders_at_other_schools(
        [one.row for one in checked], school
    ):
        texts = dict(zip(ROSTER_FIELDS, _texts(values), strict=True))
        if school_id in near:
            known.append(HeldTeacher(pk, False, active, texts))
        else:
            abroad.update(texts[kind] for kind in ROSTER_NUMBERS if texts[kind])
    return judge_rows(checked, known=known, elsewhere=frozenset(abroad))


def _kept_elsewhere(school: School) -> frozenset[int]:
    """Teachers of the school who left the group that keeps its roster, but not another one."""
    keeper = keeper_of(school)
    if keeper is None:
        return frozenset()
    with_rows = Teacher.objects.filter(school=school, memberships__group=keeper).distinct()
    return frozenset(kept_elsewhere(keeper, with_rows))


def _texts(values: Iterable[str | None]) -> list[str]:
    return [value or "" for value in values]


def _holders_at_other_schools(
    rows: Sequence[DapodikRow], school: School
) -> Iterator[tuple[int, bool, int, *tuple[str | None, ...]]]:
    others = Teacher.objects.exclude(school=school)
    if not others.exclude(nuptk=None, nip=None, peg_id=None).exists():
        return
    for at in range(0, len(rows), _ASKED_AT_ONCE):
        part = rows[at : at + _ASKED_AT_ONCE]
        held = Q(nuptk__in=[row.nuptk for row in part if row.nuptk]) | Q(
            nip__in=[row.nip for row in part if row.nip]
        )
        held |= Q(peg_id__in=[row.peg_id for row in part if row.peg_id])
        yield from others.filter(held).values_list("pk", "active", "school_id", *ROSTER_FIELDS)


@dataclass
class RosterUpdate:
    """What is to be written: new teachers, and the rows that change a teacher."""

    new: list[DapodikRow] = field(default_factory=list)
    changed: list[JudgedRow] = field(default_factory=list)


def coming_from_elsewhere(plan: RosterUpdate, school: School) -> bool:
    """Would somebody of another school come to this one?"""
    known = Teacher.objects.filter(pk__in=[judged.teacher_id for judged in plan.changed])
    return known.exclude(school=school).exists()


@dataclass(frozen=True)
class RosterUpdateResult:
    """For the audit trail: ids of new teachers, and changed fields by teacher id."""

    added: list[int]
    changed: dict[str, list[str]]


def write_update(
    plan: RosterUpdate, school: School, *, day: date, first_list_since: date | None = None
) -> RosterUpdateResult:
    """Write a plan in the caller's transaction.

    Who is new in a school's first list joined on the day that was asked for, where the group had met
    before; else they were always there. Who is new in a later one joins on the `day` of the import.
    """
    joined_on = day if had_roster(school.pk) else first_list_since
    made = Teacher.objects.bulk_create(
        [Teacher(school=school, joined_on=joined_on, **_stored(row)) for row in plan.new],
        batch_size=_WRITTEN_AT_ONCE,
    )
    teachers = Teacher.objects.in_bulk([judged.teacher_id for judged in plan.changed])
    touched: dict[str, list[str]] = {}
    for judged in plan.changed:
        teacher = teachers[judged.teacher_id or 0]
        for change in judged.changes:
            setattr(teacher, change.field, change.new)
        teacher.school, teacher.active, teacher.left_on = school, True, None
        teacher.sort_key = person_key(teacher.name)
        touched[str(teacher.pk)] = [change.field for change in judged.changes]
    if teachers:
        # Who comes back to the school comes back to the group that keeps its roster.
        ended = Membership.objects.filter(teacher__in=teachers, group=keeper_of(school))
        ended.exclude(until=None).update(until=None)
        Teacher.objects.bulk_update(
            teachers.values(),
            [*ROSTER_FIELDS, "sort_key", "school", "active", "left_on"],
            batch_size=_WRITTEN_AT_ONCE // 10,
        )
    return RosterUpdateResult([teacher.pk for teacher in made], touched)


def _stored(row: DapodikRow) -> dict[str, str | None]:
    values: dict[str, str | None] = {name: getattr(row, name) for name in ROSTER_FIELDS}
    # No number is NULL, so that many teachers may have none.
    values.update({kind: values[kind] or None for kind in ROSTER_NUMBERS})
    return values
