"""What a meeting owes to the minutes before it, and what was added to minutes afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD
from gugus.minutes.forms import AddendumForm, DecisionUpdateForm
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes
from gugus.minutes.queries import EarlierMinutes, FormerMinutes
from gugus.minutes.rules.approval import MinutesDecision, decisions_of
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import short_date


@dataclass(frozen=True)
class Approval:
    """Minutes that this meeting approves, or has approved."""

    meeting: Meeting
    done: bool
    may: bool


@dataclass(frozen=True)
class Approvals:
    """The first points of a meeting; `may` is true for whoever may approve, from its day on."""

    rows: tuple[Approval, ...]
    waiting: bool
    may: bool


@dataclass(frozen=True)
class PreviousDecision:
    """A decision of the last meeting, and what became of it as far as somebody said."""

    number: int
    cite: str
    text: str
    state: str
    note: str
    form: Form | None


@dataclass(frozen=True)
class PreviousMinutesPart:
    """The minutes before these: their state, their decisions, and what waits for approval."""

    meeting: Meeting | None
    state: str
    decisions: tuple[PreviousDecision, ...]
    approvals: Approvals
    return_meeting_pk: int


@dataclass(frozen=True)
class ApprovalPart:
    """When finished minutes were approved, and what was corrected since."""

    approved: str
    approved_in: Meeting | None
    corrections: Sequence[Addendum]
    form: Form | None
    meeting: int


def decision_citation(decision: MinutesDecision, day: date) -> str:
    """'Keputusan 3, 18 Nov 2026': how a decision is named elsewhere."""
    return _("Keputusan %(n)d, %(day)s") % {"n": decision.number, "day": short_date(day)}


def approvals_of(meeting: Meeting, earlier: EarlierMinutes, actor: Actor, today: date) -> Approvals:
    """The minutes that wait for this meeting to approve them, and those it has approved."""
    if meeting.state == Meeting.State.CANCELLED:
        return Approvals((), waiting=False, may=False)
    may = actor.may(May.RECORD_MEETING, meeting.group_id) and meeting.date <= today
    # What a meeting left open when it was closed, the next one approves.
    ahead = meeting.state in AHEAD
    waiting = [Approval(row.meeting, done=False, may=may) for row in earlier.waiting if ahead]
    done = [Approval(row.meeting, done=True, may=False) for row in earlier.approved]
    return Approvals((*done, *waiting), waiting=bool(waiting), may=may)


def previous_minutes_part(
    meeting: Meeting, former: FormerMinutes, actor: Actor, today: date
) -> PreviousMinutesPart:
    """What stands above the minutes of a meeting."""
    may = actor.may(May.RECORD_MEETING, meeting.group_id)
    return PreviousMinutesPart(
        meeting=former.meeting,
        state=approval_state(former.minutes),
        decisions=_decisions(former, may=may),
        approvals=approvals_of(meeting, former.earlier, actor, today),
        return_meeting_pk=meeting.pk,
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
        number=one.number,
        cite=decision_citation(one, previous.date),
        text=one.text,
        state=news.get_state_display() if news else _("belum dikabarkan"),
        note=news.note if news else "",
        form=DecisionUpdateForm(initial=values, auto_id=f"kabar{one.number}_%s") if may else None,
    )


def approval_part(
    minutes: Minutes,
    addenda: Sequence[Addendum],
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
        approved_in=minutes.approved_in,
        corrections=addenda,
        form=form if may else None,
        meeting=meeting.pk,
    )
