"""Meetings that lost their day: what to do about each, and what displaced the group so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.displacement.forms import (
    DROP,
    OWN,
    CauseForm,
    ReplacementForm,
    read_replacement,
    sign_replacement,
)
from gugus.displacement.rules.alternatives import Effort, ReplacementProposal
from gugus.displacement.rules.losses import Loss, loss_report
from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import with_part
from gugus.meetings.rules.parts import LinePart
from gugus.people.models import Group
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal, long_date, short_date, time_text
from gugus.platform.web.links import Link, year_href
from gugus.schedule.models import Displacement
from gugus.schedule.queries.lost import DisplacedMeeting
from gugus.timetable.rules.assignment import Assignment


@dataclass(frozen=True)
class DisplacedRow:
    """A meeting ahead that cannot be held as it stands."""

    meeting: Meeting
    title: str
    why: str


@dataclass(frozen=True)
class LossRow:
    """One loss of the year."""

    loss: Loss
    title: str
    cause: str
    new: str


@dataclass(frozen=True)
class LossesPage:
    """The screen `displacement:lost`."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    lost: tuple[DisplacedRow, ...]
    may_act: bool
    summary: str
    # How many, by cause and by month.
    causes: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    rows: tuple[LossRow, ...]


def losses_page(
    group: Group,
    year: int,
    years: Sequence[int],
    lost: Sequence[DisplacedMeeting],
    losses: Sequence[Loss],
    titles: Mapping[int, str],
    *,
    may_act: bool,
) -> LossesPage:
    """What waits for a decision first, then the year's record in counts and row by row.

    `titles` name the meetings of both, with their part of the line.
    """
    counted = loss_report(losses)
    names = dict(Displacement.Cause.choices)
    return LossesPage(
        year=school_year_label(year),
        year_number=year,
        years=year_switch(
            years, year, lambda one: year_href("displacement:displaced", group.code, one)
        ),
        lost=tuple(_lost_row(one, titles) for one in lost),
        may_act=may_act,
        summary=_summary(losses),
        causes=tuple((str(names[cause]), n) for cause, n in counted.by_cause),
        months=tuple((f"{MONTHS[month]} {of_year}", n) for (of_year, month), n in counted.by_month),
        rows=tuple(_loss_row(one, titles) for one in losses),
    )


def meeting_titles(meetings: Iterable[Meeting], parts: Mapping[int, LinePart]) -> dict[int, str]:
    """What meetings are called, with their part of the line."""
    return {one.pk: with_part(one.title, parts.get(one.pk)) for one in meetings}


def _lost_row(one: DisplacedMeeting, titles: Mapping[int, str]) -> DisplacedRow:
    cause = str(one.cause.label)
    title = titles.get(one.meeting.pk, one.meeting.title)
    return DisplacedRow(one.meeting, title, f"{cause}: {one.title}" if one.title else cause)


def _summary(losses: Sequence[Loss]) -> str:
    counted = loss_report(losses)
    if not counted.total:
        return ""
    words = [
        ngettext(
            "%(n)d kali pertemuan kehilangan harinya",
            "%(n)d kali pertemuan kehilangan harinya",
            counted.total,
        )
        % {"n": counted.total}
    ]
    if counted.without_replacement:
        words.append(_("%(n)d tidak diganti") % {"n": counted.without_replacement})
    if counted.days_of_delay:
        words.append(_("%(n)d hari tertunda seluruhnya") % {"n": counted.days_of_delay})
    return " · ".join(words)


def _loss_row(one: Loss, titles: Mapping[int, str]) -> LossRow:
    cause = str(Displacement.Cause(one.cause).label)
    return LossRow(one, titles.get(one.meeting, ""), cause, _became(one))


def _became(one: Loss) -> str:
    if one.new is None:
        return _("tidak diganti")
    return _("hari tetap") if one.new == one.old else short_date(one.new)


@dataclass(frozen=True)
class ReplacementOption:
    """One choice of the form: its value, what it says, and what it costs."""

    value: str
    title: str
    details: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True)
class DisplacedMeetingPage:
    """The screen `displacement:displaced_meeting`."""

    meeting: Meeting
    title: str
    when: str
    cause_form: CauseForm | None
    cause: str
    form: ReplacementForm | None
    offers: tuple[ReplacementOption, ...]
    own_value: str
    drop_value: str
    own_chosen: bool
    drop_chosen: bool


def cause_page(
    meeting: Meeting, titles: Mapping[int, str], form: CauseForm
) -> DisplacedMeetingPage:
    """First the cause: it says what has to change."""
    return _one_page(meeting, titles, cause_form=form)


def replace_page(
    meeting: Meeting,
    cause: str,
    form: ReplacementForm,
    proposals: Sequence[ReplacementProposal],
    names: Mapping[int, str],
    meetings: Mapping[int, Meeting],
    titles: Mapping[int, str],
) -> DisplacedMeetingPage:
    """The proposals to choose from; `names` of schools, `meetings` that would move along.

    `titles` name those meetings and this one, with their part of the line.
    """
    chosen = form.data.get("choice", "") if form.is_bound else ""
    # A sealed value carries its hour: what was chosen is known by what it says.
    replacement = read_replacement(meeting, chosen) if chosen else None
    offers = []
    for number, one in enumerate(proposals):
        value = sign_replacement(meeting, one)
        # The first is the best; whoever comes back from an error finds the own choice again.
        picked = read_replacement(meeting, value) == replacement if form.is_bound else number == 0
        offers.append(
            ReplacementOption(
                value,
                _offer_title(one, names),
                tuple(_details(meeting, one, meetings, titles)),
                picked,
            )
        )
    return _one_page(meeting, titles, cause=cause, form=form, offers=tuple(offers), chosen=chosen)


def _one_page(
    meeting: Meeting,
    titles: Mapping[int, str],
    *,
    cause_form: CauseForm | None = None,
    cause: str = "",
    form: ReplacementForm | None = None,
    offers: tuple[ReplacementOption, ...] = (),
    chosen: str = "",
) -> DisplacedMeetingPage:
    return DisplacedMeetingPage(
        meeting=meeting,
        title=titles.get(meeting.pk, meeting.title),
        when=_when(meeting),
        cause_form=cause_form,
        cause=str(Displacement.Cause(cause).label) if cause else "",
        form=form,
        offers=offers,
        own_value=OWN,
        drop_value=DROP,
        own_chosen=chosen == OWN,
        drop_chosen=chosen == DROP,
    )


def _when(meeting: Meeting) -> str:
    where = meeting.host.name if meeting.host else meeting.place_note
    return " · ".join(
        filter(None, (f"{long_date(meeting.date)}, {time_text(meeting.starts_at)}", where))
    )


def _offer_title(one: ReplacementProposal, names: Mapping[int, str]) -> str:
    to = one.to
    if to.host is None:
        return long_date(to.day)
    return _("%(day)s di %(host)s") % {"day": long_date(to.day), "host": names.get(to.host, "")}


def _details(
    meeting: Meeting,
    one: ReplacementProposal,
    meetings: Mapping[int, Meeting],
    titles: Mapping[int, str],
) -> Iterable[str]:
    """What it costs: the host, the way, what else moves, what it bends."""
    if one.to.day == meeting.date:
        yield _("hari tetap")
    yield _("tuan rumah tetap") if one.to.host == meeting.host_id else _("tuan rumah berganti")
    yield _distance_text(one)
    if not one.along:
        yield _("tidak ada pertemuan lain yang bergeser")
    for other in one.along:
        yield _moving(other, meetings[other.meeting or 0], titles)
    if not one.in_months:
        yield _("di luar bulan programnya")
    if one.near:
        yield _("berdekatan dengan pertemuan lain dari program yang sama")
    if one.effort == Effort.LOOSENS_TURNS:
        yield _("giliran tuan rumah menjadi kurang merata")


def _distance_text(one: ReplacementProposal) -> str:
    if one.extra_km is None:
        return _("perjalanan belum dapat dihitung")
    if abs(one.extra_km) < 0.05:
        return _("perjalanan guru tetap")
    km = decimal(abs(one.extra_km))
    if one.extra_km > 0:
        return _("perjalanan semua guru bertambah %(km)s km") % {"km": km}
    return _("perjalanan semua guru berkurang %(km)s km") % {"km": km}


def _moving(other: Assignment, meeting: Meeting, titles: Mapping[int, str]) -> str:
    title = titles.get(meeting.pk, meeting.title)
    words = {"title": title, "old": short_date(meeting.date), "new": short_date(other.day)}
    if meeting.date == other.day:
        return _("ikut berganti tuan rumah: %(title)s, %(old)s") % words
    return _("ikut bergeser: %(title)s, %(old)s menjadi %(new)s") % words
