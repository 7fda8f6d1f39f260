"""Reads about programmes and their lines."""

from django.db.models import BigIntegerField, IntegerField, prefetch_related_objects

from gugus.people.clock import current_year
from gugus.people.models import Group
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.programme.models import Line, Programme

_PROGRAMME = Prepared(
    lambda: Programme.objects.filter(
        group=Param("group", BigIntegerField()), school_year=Param("year", IntegerField())
    ).select_related("group", "needs_round", "signed_by", "acknowledged_by")
)
_LINES = Prepared(
    lambda: Line.objects.filter(programme=Param("programme", BigIntegerField())).select_related(
        "study_group", "speaker"
    )
)


def programme_of(group: Group, year: int) -> Programme | None:
    """The group's programme of a school year."""
    return _PROGRAMME.first(group=group.pk, year=year)


def current_programme(group: Group) -> Programme | None:
    """The group's programme of this school year."""
    return programme_of(group, current_year(group))


def years_of(group: Group) -> tuple[int, ...]:
    """Years that a group can look at: those with a programme, this one and the next."""
    known = Programme.objects.filter(group=group).values_list("school_year", flat=True)
    this = current_year(group)
    return tuple(sorted({*known, this, this + 1}, reverse=True))


def lines_of(programme: Programme) -> list[Line]:
    """The lines with their needs, audience and speaker; the kinds in their official order."""
    kinds = Line.Kind.values
    rows = _LINES.all(programme=programme.pk)
    for line in rows:
        line.programme = programme
    prefetch_related_objects(rows, "needs")
    return sorted(rows, key=lambda line: (kinds.index(line.kind), line.pk))


def previous_programme(programme: Programme) -> Programme | None:
    """The group's newest earlier programme that has lines: what can be copied from."""
    rows = Programme.objects.filter(
        group_id=programme.group_id, school_year__lt=programme.school_year, lines__isnull=False
    )
    return rows.distinct().order_by("-school_year").first()


def records_pointing_at(line: Line) -> int:
    """How many records of other apps (meetings) point at the line and would lose it."""
    return sum(
        relation.related_model._base_manager.filter(**{relation.field.name: line}).count()
        for relation in Line._meta.related_objects
    )


def line_version(line: Line) -> str:
    """Which writing of a line this is; empty until it is first changed."""
    return line.changed_at.isoformat() if line.changed_at else ""
