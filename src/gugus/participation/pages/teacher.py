"""One teacher's own meetings: what counted, and as what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance
from gugus.meetings.models import GroupRules
from gugus.participation.pages.words import Figure, away_of, figure_of, jp_text, teacher_href
from gugus.participation.papers import period_words
from gugus.participation.queries.hours import HeldMeeting, TeacherHours
from gugus.participation.queries.participation import Participation, TeacherParticipation
from gugus.participation.rules.hours import AttendanceTotals
from gugus.people.models import Group
from gugus.people.rules.year_switch import year_switch
from gugus.platform.web.formats import long_date, short_date
from gugus.platform.web.links import Link, numbered


@dataclass(frozen=True)
class OwnMeeting:
    """One meeting as it counts for one teacher."""

    name: str
    href: str
    detail: str
    state: str
    tone: str
    hours: str


@dataclass(frozen=True)
class TeacherParticipationPage:
    """One teacher's meetings in a period, for the teacher and for who may see them."""

    name: str
    school: str
    is_self: bool
    period: str
    back: str
    years: tuple[Link, ...]
    figure: Figure
    away: str
    hours: str
    minimum: str
    catch_up: str
    meetings: tuple[OwnMeeting, ...]
    unrecorded: tuple[Link, ...]


@dataclass(frozen=True)
class ParticipationSubject:
    """The teacher whose meetings are shown, and what the reader may see."""

    name: str
    school: str
    pk: int
    is_self: bool
    may_see_all: bool


def teacher_participation_page(
    group: Group,
    part: Participation,
    rules: GroupRules,
    whose: ParticipationSubject,
    years: Iterable[int],
) -> TeacherParticipationPage:
    """The meetings that called this teacher, the latest first, and what they add up to."""
    rows = part.rows.get(whose.pk, ())
    meetings = {one.meeting.id: one.meeting for one in part.meetings}
    own = part.teachers[0] if part.teachers else None
    found = own.sum if own is not None else AttendanceTotals()
    here = teacher_href(group, whose.pk)
    return TeacherParticipationPage(
        name=whose.name,
        school=whose.school,
        is_self=whose.is_self,
        period=period_words(part.period),
        back=reverse("participation:participation", args=[group.code]) if whose.may_see_all else "",
        years=year_switch(years, part.period.year, lambda one: f"{here}?tahun={one}"),
        figure=figure_of(found),
        away=away_of(found),
        hours=jp_text(found.minutes, part),
        minimum=_own_minimum(own, rules),
        catch_up=_catch_up(rules),
        meetings=tuple(_own_meeting(group, meetings, row, part) for row in reversed(rows)),
        unrecorded=tuple(
            Link(f"{long_date(one.day)}: {one.title}", _meeting_href(group, one.id))
            for one in part.unrecorded
        ),
    )


def _own_minimum(own: TeacherParticipation | None, rules: GroupRules) -> str:
    if not rules.meetings_a_year:
        return ""
    n = own.in_year if own is not None and own.in_year is not None else 0
    return _("Anjuran setahun: hadir %(minimum)d kali. Sampai sekarang %(n)d dari %(minimum)d.") % {
        "n": n,
        "minimum": rules.meetings_a_year,
    }


def _catch_up(rules: GroupRules) -> str:
    if not rules.catch_up_percent:
        return ""
    words = _(
        "Bila berhalangan: membaca bahan susulan dan menjawab pertanyaannya dihitung "
        "%(percent)d%% dari jam pertemuan itu."
    )
    return words % {"percent": rules.catch_up_percent}


def _meeting_href(group: Group, pk: int) -> str:
    return numbered("agenda:meeting", group.code)(pk)


def _own_meeting(
    group: Group, meetings: Mapping[int, HeldMeeting], row: TeacherHours, part: Participation
) -> OwnMeeting:
    meeting = meetings[row.meeting_id]
    labels = {status.value: str(status.label) for status in Attendance.Status}
    details = [short_date(meeting.day), meeting.audience or _("Semua guru")]
    if not row.called:
        details.append(_("di luar undangan"))
    if row.caught_up:
        details.append(_("dihitung dari bahan susulan"))
    return OwnMeeting(
        name=meeting.title,
        href=_meeting_href(group, meeting.id),
        detail=" · ".join(details),
        state=labels.get(row.status, _("Belum dicatat")),
        tone="badge" if row.status else "muted",
        hours=jp_text(row.minutes, part) if row.minutes else "",
    )
