"""Who takes part. Meant to start a conversation, not to blame: no ranking, alphabetical, counts
first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.attendance.models import Attendance
from gugus.cores.words.order import place_key
from gugus.meetings.models import GroupRules
from gugus.participation.forms.period import NEVER, PeriodForm
from gugus.participation.pages.trend import Trend, trends
from gugus.participation.pages.words import (
    Figure,
    ParticipationChoices,
    ParticipationLinks,
    away_of,
    figure_of,
    jp_text,
)
from gugus.participation.papers import period_words
from gugus.participation.queries.hours import HeldMeeting
from gugus.participation.queries.participation import (
    GroupParticipation,
    MeetingParticipation,
    Participation,
    TeacherParticipation,
)
from gugus.participation.rules.hours import ENOUGH_FOR_PERCENT, AttendanceTotals
from gugus.people.models import Group
from gugus.platform.web.formats import decimal, long_date, short_date
from gugus.platform.web.links import Link, numbered


@dataclass(frozen=True)
class ParticipationRow:
    """One teacher, school, study group or meeting."""

    name: str
    href: str
    detail: str
    figure: Figure
    away: str
    hours: str
    note: str


@dataclass(frozen=True)
class ParticipationSchool:
    """A school in its counts, and its teachers by name."""

    row: ParticipationRow
    teachers: tuple[ParticipationRow, ...]
    open: bool


@dataclass(frozen=True)
class AbsenceReasonRow:
    """One line of the table of reasons."""

    name: str
    n: int
    percent: str


@dataclass(frozen=True)
class ParticipationPage:
    """The group, or one's own school, in a period."""

    period: str
    filter_text: str
    own_href: str
    years: tuple[Link, ...]
    semesters: tuple[Link, ...]
    study_group_links: tuple[Link, ...]
    form: PeriodForm
    keep: tuple[Link, ...]
    is_free: bool
    summary: str
    minimum: str
    invite: str
    invite_href: str
    shows_never: bool
    everybody_href: str
    unrecorded: tuple[Link, ...]
    trends: tuple[Trend, ...]
    trend_words: str
    trend_first: str
    trend_last: str
    meetings: tuple[ParticipationRow, ...]
    reasons: tuple[AbsenceReasonRow, ...]
    schools: tuple[ParticipationSchool, ...]
    never: tuple[ParticipationRow, ...]
    study_groups: tuple[ParticipationRow, ...]
    few: bool
    files: tuple[Link, ...]
    papers: tuple[Link, ...]
    rules_href: str


@dataclass(frozen=True)
class ParticipationRights:
    """What this reader may do beside reading."""

    act: bool
    edit_rules: bool
    own_teacher: int | None


def participation_page(
    group: Group,
    part: Participation,
    rules: GroupRules,
    choices: ParticipationChoices,
    rights: ParticipationRights,
) -> ParticipationPage:
    """Put the counts into words, as this reader may see them."""
    links = ParticipationLinks(group, part, choices)
    never = [one for one in part.teachers if one.never] if rights.act and part.meetings else []
    shows_never = rights.act and choices.only_never
    own = rights.own_teacher
    to_teacher = numbered("participation:teacher", group.code)
    to_meeting = numbered("attendance:attendance", group.code)
    return ParticipationPage(
        period=period_words(part.period),
        filter_text=choices.recap_filter.words,
        own_href=to_teacher(own) if own is not None else "",
        years=links.years(),
        semesters=links.semesters(),
        study_group_links=links.study_groups(),
        form=choices.days,
        keep=links.kept(),
        is_free=part.period.is_free,
        summary=_summary(part),
        minimum=_minimum(part, rules),
        invite=_invite(len(never)) if not shows_never else "",
        invite_href=links.to(saring=NEVER),
        shows_never=shows_never,
        everybody_href=links.to(),
        unrecorded=tuple(_unrecorded(group, one) for one in part.unrecorded),
        trends=trends(part.meetings),
        trend_words=_trend_words(part.meetings),
        trend_first=short_date(part.meetings[0].meeting.day) if part.meetings else "",
        trend_last=short_date(part.meetings[-1].meeting.day) if part.meetings else "",
        meetings=tuple(_meeting_row(to_meeting, one) for one in part.meetings),
        reasons=_reasons(part.whole),
        schools=tuple(_sections(to_teacher, part, rules)),
        never=tuple(_teacher_row(to_teacher, part, one, rules) for one in never if shows_never),
        study_groups=tuple(_group_row(one) for one in part.study_groups),
        few=any(one.sum.percent is None for one in part.teachers),
        files=links.files("participation:file", ("csv", "xlsx")),
        papers=links.files("participation:paper", ("pdf", "docx")),
        rules_href=reverse("meetings:rules", args=[group.code]) if rights.edit_rules else "",
    )


def _summary(part: Participation) -> str:
    meetings = ngettext("%(n)d pertemuan", "%(n)d pertemuan", len(part.meetings))
    teachers = ngettext("%(n)d guru", "%(n)d guru", len(part.teachers))
    words = [
        meetings % {"n": len(part.meetings)},
        teachers % {"n": len(part.teachers)},
        _("%(n)d dari %(total)d kehadiran yang diharapkan")
        % {"n": part.whole.present, "total": part.whole.total},
    ]
    if part.extra:
        words.append(_("%(n)d di luar undangan") % {"n": part.extra})
    return " · ".join(words)


def _minimum(part: Participation, rules: GroupRules) -> str:
    """How many reached the year's minimum; a count, no names."""
    if part.period.is_free or not rules.meetings_a_year or not part.teachers:
        return ""
    reached = sum((one.in_year or 0) >= rules.meetings_a_year for one in part.teachers)
    words = _(
        "Anjuran setahun %(minimum)d kali hadir: sampai sekarang %(n)d dari %(total)d guru sudah "
        "mencapainya."
    )
    return words % {
        "n": reached,
        "total": len(part.teachers),
        "minimum": rules.meetings_a_year,
    }


def _invite(never: int) -> str:
    if not never:
        return ""
    words = ngettext(
        "%(n)d guru belum pernah hadir: tanyakan kabarnya",
        "%(n)d guru belum pernah hadir: tanyakan kabarnya",
        never,
    )
    return words % {"n": never}


def _unrecorded(group: Group, one: HeldMeeting) -> Link:
    href = reverse("attendance:attendance", args=[group.code, one.id])
    return Link(f"{long_date(one.day)}: {one.title}", href)


def _trend_words(parts: Sequence[MeetingParticipation]) -> str:
    """The drawing in a sentence."""
    counted = [one for one in parts if one.sum.total]
    if not counted:
        return ""
    # Very small meetings are named only where there are no larger ones.
    large = [one for one in counted if one.sum.total >= ENOUGH_FOR_PERCENT] or counted
    lowest = min(large, key=lambda one: one.sum.present * 1000 // one.sum.total)
    highest = max(large, key=lambda one: one.sum.present * 1000 // one.sum.total)
    if len(counted) == 1:
        return _("Satu pertemuan: %(counts)s hadir.") % {"counts": figure_of(lowest.sum).counts}
    words = {
        "n": len(counted),
        "low": figure_of(lowest.sum).counts,
        "low_day": short_date(lowest.meeting.day),
        "high": figure_of(highest.sum).counts,
        "high_day": short_date(highest.meeting.day),
    }
    return (
        _(
            "Dalam %(n)d pertemuan, yang paling ramai %(high)s hadir (%(high_day)s), yang paling "
            "sepi %(low)s (%(low_day)s)."
        )
        % words
    )


def _reasons(whole: AttendanceTotals) -> tuple[AbsenceReasonRow, ...]:
    if not whole.total:
        return ()
    names: list[tuple[str, str]] = [
        (status.value, str(status.label)) for status in Attendance.Status
    ]
    enough = whole.percent is not None
    return tuple(
        AbsenceReasonRow(
            name, whole.count(status), _of(whole.count(status), whole.total) if enough else ""
        )
        for status, name in (*names, ("", _("Belum dicatat")))
    )


def _of(n: int, total: int) -> str:
    return f"{decimal(100 * n / total)}%"


def _teacher_row(
    to_teacher: Callable[[int], str],
    part: Participation,
    one: TeacherParticipation,
    rules: GroupRules,
    *,
    grouped: bool = False,
) -> ParticipationRow:
    return ParticipationRow(
        name=one.teacher.name,
        href=to_teacher(one.teacher.id),
        detail="" if grouped else one.teacher.school,
        figure=figure_of(one.sum),
        away=away_of(one.sum),
        hours=jp_text(one.sum.minutes, part),
        note=" · ".join(_notes(one, rules)),
    )


def _notes(one: TeacherParticipation, rules: GroupRules) -> Iterable[str]:
    if one.extra:
        yield _("%(n)d di luar undangan") % {"n": one.extra}
    if one.sum.caught_up:
        yield _("%(n)d bahan susulan") % {"n": one.sum.caught_up}
    if one.teacher.left:
        yield _("sudah keluar")
    elif one.in_year is not None and rules.meetings_a_year:
        yield minimum_words(one.in_year, rules)


def minimum_words(in_year: int, rules: GroupRules) -> str:
    """'8 dari 12 tahun ini': the yearly minimum as a way to go."""
    return _("%(n)d dari %(minimum)d tahun ini") % {"n": in_year, "minimum": rules.meetings_a_year}


def _sections(
    to_teacher: Callable[[int], str], part: Participation, rules: GroupRules
) -> Iterable[ParticipationSchool]:
    """Schools by name, each with its teachers by name."""
    counted = {one.id: one for one in part.schools}
    names = {(place_key(one.teacher.school), one.teacher.school_id) for one in part.teachers}
    for _name, pk in sorted(names):
        own = [one for one in part.teachers if one.teacher.school_id == pk]
        # A school whose teachers came uncalled only has no sum of its own.
        school = counted.get(
            pk, GroupParticipation(pk, own[0].teacher.school, len(own), AttendanceTotals())
        )
        rows = tuple(_teacher_row(to_teacher, part, one, rules, grouped=True) for one in own)
        yield ParticipationSchool(_group_row(school), rows, len(names) == 1)


def _group_row(one: GroupParticipation) -> ParticipationRow:
    teachers = ngettext("%(n)d guru", "%(n)d guru", one.teachers) % {"n": one.teachers}
    return ParticipationRow(
        name=one.name or _("Di luar kelompok belajar"),
        href="",
        detail=teachers,
        figure=figure_of(one.sum),
        away=away_of(one.sum),
        hours="",
        note="",
    )


def _meeting_row(to_meeting: Callable[[int], str], one: MeetingParticipation) -> ParticipationRow:
    return ParticipationRow(
        name=one.meeting.title,
        href=to_meeting(one.meeting.id),
        detail=f"{short_date(one.meeting.day)} · {one.meeting.audience or _('Semua guru')}",
        figure=figure_of(one.sum),
        away=away_of(one.sum),
        hours="",
        note=_("+%(n)d di luar undangan") % {"n": one.extra} if one.extra else "",
    )
