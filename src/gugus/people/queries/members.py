"""Who belongs to a group: the rule `RosterEntry.belongs` as the database asks it."""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, DateField, Exists, IntegerField, OuterRef, Q, QuerySet

from gugus.people.clock import year_here
from gugus.people.models import GroupSchool, Membership, Teacher
from gugus.platform.foundation.prepared import Param, Prepared, PreparedSubquery


def belonging(year: int | Param) -> Q:
    """Of `GroupSchool`: the school belongs in that school year."""
    return Q(first_year__lte=year) & (Q(last_year=None) | Q(last_year__gte=year))


def school_ids_of(
    group_id: int | Param | OuterRef, year: int | Param | None = None
) -> QuerySet[GroupSchool, int]:
    """Ids of a group's schools in a school year (default: this one), as a subquery."""
    rows = GroupSchool.objects.filter(belonging(year or year_here()), group_id=group_id)
    return rows.values_list("school_id", flat=True)


def schools_within(group_id: int, year: int) -> PreparedSubquery:
    """Ids of a group's schools in a school year, as a part of another question."""
    return _SCHOOLS.within(group=group_id, year=year)


def members_today(group_id: int | Param, year: int | Param) -> QuerySet[Teacher]:
    """The active teachers of a group; takes a prepared query's values."""
    if isinstance(group_id, Param):
        return Teacher.objects.filter(pk__in=_members_today(group_id, year))
    return Teacher.objects.filter(pk__in=_MEMBERS_TODAY.within(group=group_id, year=year))


def roster_on(group_id: int | Param, year: int | Param, day: date | Param) -> QuerySet[Teacher]:
    """The teachers of a group who were members on a day; takes a prepared query's values."""
    if isinstance(group_id, Param):
        return Teacher.objects.filter(pk__in=_roster_on(group_id, year, day))
    return Teacher.objects.filter(pk__in=_ROSTER_ON.within(group=group_id, year=year, day=day))


def _members_today(group_id: Param, year: int | Param) -> "QuerySet[Any, Any]":
    return _members(group_id, year, Q(active=True), Q(until=None))


def _roster_on(group_id: Param, year: int | Param, day: date | Param) -> "QuerySet[Any, Any]":
    came = Q(joined_on=None) | Q(joined_on__lte=day)
    there = came & (Q(left_on__gt=day) | Q(left_on=None, active=True))
    began = Q(since=None) | Q(since__lte=day)
    return _members(group_id, year, there, began & (Q(until=None) | Q(until__gt=day)))


def _members(group_id: Param, year: int | Param, there: Q, holds: Q) -> "QuerySet[Any, Any]":
    """Ids: by the school, or by a row of one's own."""
    schools = school_ids_of(group_id, year)
    said = Membership.objects.filter(group_id=group_id)
    instead = said.filter(
        Q(school=None) | Q(school=OuterRef("school_id")), teacher_id=OuterRef("pk")
    )
    by_school = Teacher.objects.filter(~Exists(instead), there, school_id__in=schools)
    by_row = said.filter(holds, Q(school=None) | Q(school_id__in=schools))
    rows = by_row.order_by().values_list("teacher_id", flat=True)
    return by_school.order_by().values_list("pk", flat=True).union(rows, all=True)


# Nearly every page asks for them, as a part of what it asks.
_IN_GROUP, _IN_YEAR = Param("group", BigIntegerField()), Param("year", IntegerField())
_SCHOOLS = Prepared(lambda: school_ids_of(_IN_GROUP, _IN_YEAR))
_MEMBERS_TODAY = Prepared(lambda: _members_today(_IN_GROUP, _IN_YEAR))
_ROSTER_ON = Prepared(lambda: _roster_on(_IN_GROUP, _IN_YEAR, Param("day", DateField())))
