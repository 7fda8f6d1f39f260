"""Rating on a phone: what I have to rate, one item on a screen, and sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.competence.forms import AnswerForm, ImportanceForm
from gugus.competence.models import Assessment, Item, Rater, Round
from gugus.competence.queries.answers import ItemProgress
from gugus.competence.rules.pace import SECONDS_PER_STATEMENT, minutes_for, per_day
from gugus.competence.rules.scheme import ScoringScheme
from gugus.people.models import Teacher
from gugus.platform.web.formats import short_date


@dataclass(frozen=True)
class Duty:
    """One rating that this person gives."""

    round: Round
    teacher: Teacher
    rater: Rater
    answered: int
    is_sent: bool
    asked: int

    @property
    def is_begun(self) -> bool:
        """Something is answered and not sent."""
        return self.answered > 0 and not self.is_sent


@dataclass(frozen=True)
class RatingRound:
    """A round with what this person rates in it as one kind of rater."""

    round: Round
    rater: Rater
    duties: tuple[Duty, ...]
    sent: int
    may_sheet: bool


@dataclass(frozen=True)
class DutiesPage:
    """Everything that this person rates in open rounds."""

    parts: tuple[RatingRound, ...]


@dataclass(frozen=True)
class RatingHead:
    """Which rating this is; the same on each of its screens."""

    round: Round
    teacher: Teacher
    rater: Rater
    is_self: bool


@dataclass(frozen=True)
class RatingPage:
    """Overview of one rating: progress item by item, and sending.

    `weighed` counts the items whose importance is rated; `plan` says how it fits into days.
    """

    head: RatingHead
    items: tuple[ItemProgress, ...]
    answered: int
    asked: int
    complete: int
    minutes: int
    weighed: int
    plan: str
    next_order: int | None
    is_sent: bool
    is_open: bool
    assessment: Assessment | None
    refusal: str

    @property
    def seconds(self) -> int:
        """How long one statement takes, for the page to count with."""
        return SECONDS_PER_STATEMENT

    @property
    def left(self) -> int:
        """Indicators without an answer."""
        return self.asked - self.answered

    @property
    def is_complete(self) -> bool:
        """Ready to send without gaps."""
        return self.left == 0


@dataclass(frozen=True)
class RatingItemPage:
    """One item's screen."""

    head: RatingHead
    item: Item
    form: AnswerForm
    is_scale_long: bool
    position: int
    count: int
    previous: int | None
    # Where "save and go on" leads when every tap is kept already; None: to importance.
    next: int | None
    answered: int
    asked: int
    minutes: int


@dataclass(frozen=True)
class ImportancePage:
    """The last screen: how important each item is."""

    head: RatingHead
    form: ImportanceForm
    last: int
    answered: int
    asked: int


def rate_page(
    head: RatingHead,
    items: Sequence[ItemProgress],
    assessment: Assessment | None,
    weighed: int,
    today: date,
    refusal: str = "",
) -> RatingPage:
    """Where this rating stands."""
    unfinished = [one.item.order for one in items if not one.is_complete]
    answered, asked = sum(one.answered for one in items), sum(one.asked for one in items)
    return RatingPage(
        head=head,
        items=tuple(items),
        answered=answered,
        asked=asked,
        complete=len(items) - len(unfinished),
        minutes=minutes_for(asked - answered),
        weighed=weighed,
        plan=_plan(head.round, len(unfinished), -(-minutes_for(asked) // len(items)), today),
        next_order=unfinished[0] if unfinished else None,
        is_sent=assessment is not None and assessment.submitted_at is not None,
        is_open=head.round.state == Round.State.OPEN,
        assessment=assessment,
        refusal=refusal,
    )


def _plan(round_: Round, left: int, minutes: int, today: date) -> str:
    """How what is left fits into the days that are left."""
    if not left:
        return ""
    each = per_day(left, round_.closes_on, today)
    if each == 1:
        return _(
            "Boleh dicicil: satu kompetensi sehari (sekitar %(minutes)d menit) sudah cukup."
        ) % {"minutes": minutes}
    assert round_.closes_on is not None
    return _("Boleh dicicil: %(n)d kompetensi sehari supaya selesai %(day)s.") % {
        "n": each,
        "day": short_date(round_.closes_on),
    }


def item_page(
    head: RatingHead,
    items: Sequence[ItemProgress],
    item: Item,
    form: AnswerForm,
    scheme: ScoringScheme,
) -> RatingItemPage:
    """One screen of a rating."""
    at = [one.item.pk for one in items].index(item.pk)
    return RatingItemPage(
        head=head,
        item=item,
        form=form,
        is_scale_long=len(scheme.choices) > 3,
        position=at + 1,
        count=len(items),
        previous=items[at - 1].item.order if at else None,
        next=items[at + 1].item.order if at + 1 < len(items) else None,
        answered=items[at].answered,
        asked=items[at].asked,
        minutes=minutes_for(sum(one.asked - one.answered for one in items)),
    )


def importance_page(
    head: RatingHead, items: Sequence[Item], form: ImportanceForm, answered: int
) -> ImportancePage:
    """The screen after the last item."""
    return ImportancePage(head, form, items[-1].order, answered, len(items))
