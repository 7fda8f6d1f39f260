"""Counts of taking part in words and as addresses, the same on every page of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance
from gugus.participation.forms.period import PeriodForm
from gugus.participation.papers import RecapFilter, jp_of
from gugus.participation.queries.participation import Participation
from gugus.participation.rules.hours import AttendanceTotals
from gugus.people.models import Group, StudyGroup
from gugus.people.rules.year_switch import year_switch
from gugus.platform.web.formats import decimal
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class Figure:
    """Counts with their 'of how many', and a percentage where there is enough to say one."""

    counts: str
    percent: str


def figure_of(found: AttendanceTotals) -> Figure:
    """'8 dari 12' and '67%'; too few meetings have no percentage."""
    words = {"n": found.present, "total": found.total}
    percent = "" if found.percent is None else f"{found.percent}%"
    return Figure(_("%(n)d dari %(total)d") % words, percent)


@cache
def _reasons_in(language: str | None) -> tuple[tuple[str, str], ...]:
    """The words of every reason, put into a sentence for each of ninety teachers."""
    del language
    reasons = [one for one in Attendance.Status if one != Attendance.Status.PRESENT]
    return tuple((one.value, str(one.label).lower()) for one in reasons)


def away_of(found: AttendanceTotals) -> str:
    """'1 izin · 2 belum dicatat': why not there, without judging."""
    counts = dict(found.statuses)
    names = _reasons_in(get_language())
    away = [f"{counts[status]} {name}" for status, name in names if counts.get(status)]
    if unknown := counts.get(""):
        away.append(_("%(n)d belum dicatat") % {"n": unknown})
    return " · ".join(away)


def teacher_href(group: Group, pk: int) -> str:
    """One teacher's meetings."""
    return reverse("participation:teacher", args=[group.code, pk])


def jp_text(minutes: int, part: Participation) -> str:
    """'16,5 JP'."""
    return f"{decimal(jp_of(minutes, part.minutes_per_jp))} JP"


@dataclass(frozen=True)
class ParticipationChoices:
    """What the page was asked for, and between what one may choose."""

    years: Sequence[int]
    study_groups: Sequence[StudyGroup]
    study_group: StudyGroup | None
    days: PeriodForm
    only_never: bool
    recap_filter: RecapFilter


class ParticipationLinks:
    """Addresses of the same page with other choices."""

    def __init__(self, group: Group, part: Participation, choices: ParticipationChoices) -> None:
        self.group, self.period, self.choices = group, part.period, choices

    def _query(self, **changes: Any) -> str:
        chosen = self.choices.study_group
        query: dict[str, Any] = {"tahun": self.period.year}
        if self.period.is_free and not {"tahun", "semester"} & changes.keys():
            since, until = self.period.days
            query = {"dari": since.isoformat(), "sampai": until.isoformat()}
        elif self.period.semester:
            query["semester"] = self.period.semester
        if chosen is not None:
            query["kelompok"] = chosen.pk
        query |= changes
        return urlencode({name: value for name, value in query.items() if value})

    def to(self, **changes: Any) -> str:
        """This page, changed so."""
        here = reverse("participation:participation", args=[self.group.code])
        return f"{here}?{self._query(**changes)}"

    def years(self) -> tuple[Link, ...]:
        """The school years that hold meetings; days of one's own choice are none of them."""
        shown = None if self.period.is_free else self.period.year
        return year_switch(self.choices.years, shown, lambda one: self.to(tahun=one))

    def semesters(self) -> tuple[Link, ...]:
        """The whole year or half of it."""
        if self.period.is_free:
            return ()
        words = ((None, _("Setahun")), (1, _("Semester 1")), (2, _("Semester 2")))
        return tuple(
            Link(title, self.to(semester=n), n == self.period.semester) for n, title in words
        )

    def study_groups(self) -> tuple[Link, ...]:
        """Everybody, or one study group."""
        rows = self.choices.study_groups
        if not rows:
            return ()
        chosen = self.choices.study_group
        everybody = Link(_("Semua guru"), self.to(kelompok=None), chosen is None)
        return (
            everybody,
            *(Link(row.name, self.to(kelompok=row.pk), row == chosen) for row in rows),
        )

    def kept(self) -> tuple[Link, ...]:
        """What the form of free days carries along: name and value."""
        chosen = self.choices.study_group
        return (Link("kelompok", str(chosen.pk)),) if chosen is not None else ()

    def files(self, name: str, kinds: tuple[str, ...]) -> tuple[Link, ...]:
        """The same choice as files to take along."""
        query = self._query()
        return tuple(
            Link(kind.upper(), f"{reverse(name, args=[self.group.code, kind])}?{query}")
            for kind in kinds
        )
