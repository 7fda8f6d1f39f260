"""What a meeting owes to the minutes before it, and what was added to minutes afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.meetings.queries import AHEAD
from gugus.minutes.forms import AddendumForm, DecisionUpdateForm
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes
from gugus.minutes.queries import EarlierMinutes, FormerMinutes
from gugus.minutes.rules.approval import MinutesDecision, decisions_of
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class Approval:
    """Minutes that this meeting approves, or has approved."""

    title: str
    href: str
    meeting: int
    about: str
    done: bool
    url: str


@dataclass(frozen=True)
class Approvals:
    """The first points of a meeting; `may` is true for whoever may approve, from its day on."""

    rows: tuple[Approval, ...]
    waiting: bool
    may: bool


@dataclass(frozen=True)
class PreviousDecision:
    """A decision of the last meeting, and what became of it as far as somebody said."""

    cite: str
    text: str
    state: str
    note: str
    form: Form | None
    about: str
    url: str


@dataclass(frozen=True)
class PreviousMinutesPart:
    """The minutes before these: their state, their decisions, and what waits for approval."""

    link: Link | None
    state: str
    decisions: tuple[PreviousDecision, ...]
    approvals: Approvals
    return_meeting_pk: int


@dataclass(frozen=True)
class AddendumRow:
    """One addendum."""

    title: str
    text: str
    attribution: str


@dataclass(frozen=True)
class ApprovalPart:
    """When finished minutes were approved, and what was corrected since."""

    approved: str
    approved_in: Link | None
    corrections: tuple[AddendumRow, ...]
    form: Form | None
    about: str
    url: str


def decision_citation(decision: MinutesDecision, day: date) -> str:
    """'Keputusan 3, 18 Nov 2026': how a decision is named elsewhere."""
    return _("Keputusan %(n)d, %(day)s") % {"n": decision.number, "day": short_date(day)}


def approvals_of(meeting: Meeting, earlier: EarlierMinutes, actor: Actor, today: date) -> Approvals:
    """The minutes that wait for this meeting to approve them, and those it has approved."""
    if meeting.state == Meeting.State.CANCELLED:
        return Approvals((), waiting=False, may=False)
    may = actor.may(May.RECORD_MEETING, meeting.group_id) and meeting.date <= today
    url = meeting_address(meeting, "minutes:approve") if may else ""
    # What a meeting left open when it was closed, the next one approves.
    ahead = meeting.state in AHEAD
    waiting = [_approval(row, url, done=False) for row in earlier.waiting if ahead]
    done = [_approval(row, "", done=True) for row in earlier.approved]
    return Approvals((*done, *waiting), waiting=bool(waiting), may=may)


def _approval(row: Minutes, url: str, *, done: bool) -> Approval:
    earlier = row.meeting
    return Approval(
        title=f"{earlier.title}, {short_date(earlier.date)}",
        href=meeting_address(earlier, "minutes:minutes"),
        meeting=earlier.pk,
        about=f"approval:{earlier.pk}",
        done=done,
        url=url,
    )


def previous_minutes_part(
    meeting: Meeting, former: FormerMinutes, actor: Actor, today: date
) -> PreviousMinutesPart:
    """What stands above the minutes of a meeting."""
    may = actor.may(May.RECORD_MEETING, meeting.group_id)
    return PreviousMinutesPart(
        link=_link(former.meeting) if former.meeting else None,
        state=approval_state(former.minutes),
        decisions=_decisions(former, may=may),
        approvals=approvals_of(meeting, former.earlier, actor, today),
        return_meeting_pk=meeting.pk,
    )


def _link(previous: Meeting) -> Link:
    return Link(
        f"{previous.title}, {short_date(previous.date)}",
        meeting_address(previous, "minutes:minutes"),
    )


def approval_state(minutes: Minutes | None) -> str:
    """Where minutes stand: unfinished, waiting, approved on a day."""
    if minutes is None or minutes.state != Minutes.State.FINAL:
        return _("Notulennya belum selesai ditulis.")
    if minutes.approved_at is None:
        return _("Belum disahkan.")
    day = minutes.approved_in.date if minutes.approved_in else minutes.approved_at
    return _("Disahkan pada %(day)s.") % {"day": short_date(day)}


def _decisions(former: FormerMinutes, *, may: bool) -> tuple[PreviousDecision, ...]:
    previous, minutes = former.meeting, former.minutes
    if previous is None or minutes is None or minutes.state != Minutes.State.FINAL:
        return ()
    return tuple(
        _decision(previous, one, former.news.get(one.number), may=may)
        for one in decisions_of(minutes.decisions)
    )


def _decision(
    previous: Meeting, one: MinutesDecision, news: DecisionUpdate | None, *, may: bool
) -> PreviousDecision:
    known = {"state": news.state, "note": news.note} if news else {}
    values = {"meeting": previous.pk, "number": one.number, **known}
    return PreviousDecision(
        cite=decision_citation(one, previous.date),
        text=one.text,
        state=news.get_state_display() if news else _("belum dikabarkan"),
        note=news.note if news else "",
        form=DecisionUpdateForm(initial=values, auto_id=f"kabar{one.number}_%s") if may else None,
        about=f"decision:{previous.pk}:{one.number}",
        url=meeting_address(previous, "minutes:follow_up"),
    )


def approval_part(
    minutes: Minutes,
    addenda: Iterable[Addendum],
    actor: Actor,
    typed: AddendumForm | None = None,
) -> ApprovalPart | None:
    """What came after these minutes were finished; None while they are a draft."""
    if minutes.state != Minutes.State.FINAL:
        return None
    meeting = minutes.meeting
    approved = minutes.approved_at is not None
    may = approved and actor.may(May.RECORD_MEETING, meeting.group_id)
    form = typed or AddendumForm(initial={"meeting": meeting.pk}, auto_id="adendum_%s")
    return ApprovalPart(
        approved=approval_state(minutes),
        approved_in=_link(minutes.approved_in) if minutes.approved_in else None,
        corrections=tuple(
            AddendumRow(
                _("Adendum %(n)d") % {"n": row.number},
                row.text,
                f"{row.made_by.name}, {short_date(row.made_at)}",
            )
            for row in addenda
        ),
        form=form if may else None,
        about=f"addendum:{meeting.pk}",
        url=meeting_address(meeting, "minutes:addendum"),
    )
