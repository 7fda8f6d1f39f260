"""Rating on a phone: what I have to rate, one item on a screen, and sending."""

from collections.abc import Sequence
from dataclasses import dataclass

from gugus.competence.forms import AnswerForm
from gugus.competence.models import Assessment, Item, Rater, Round
from gugus.competence.queries.answers import ItemProgress
from gugus.competence.rules.scheme import ScoringScheme
from gugus.people.models import Teacher


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
    """Overview of one rating: progress item by item, and sending."""

    head: RatingHead
    items: tuple[ItemProgress, ...]
    answered: int
    asked: int
    next_order: int | None
    is_sent: bool
    is_open: bool
    assessment: Assessment | None
    refusal: str

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
    # Where "save and go on" leads when every tap is kept already.
    next: int | None
    answered: int
    asked: int


def rate_page(
    head: RatingHead,
    items: Sequence[ItemProgress],
    assessment: Assessment | None,
    refusal: str = "",
) -> RatingPage:
    """Where this rating stands."""
    unfinished = [one.item.order for one in items if not one.is_complete]
    return RatingPage(
        head=head,
        items=tuple(items),
        answered=sum(one.answered for one in items),
        asked=sum(one.asked for one in items),
        next_order=unfinished[0] if unfinished else None,
        is_sent=assessment is not None and assessment.submitted_at is not None,
        is_open=head.round.state == Round.State.OPEN,
        assessment=assessment,
        refusal=refusal,
    )


def item_page(
    head: RatingHead, items: Sequence[Item], item: Item, form: AnswerForm, scheme: ScoringScheme,
    answered: int,
) -> RatingItemPage:  # fmt: skip
    """One screen of a rating."""
    at = [one.pk for one in items].index(item.pk)
    following = items[at + 1].order if at + 1 < len(items) else None
    return RatingItemPage(
        head=head,
        item=item,
        form=form,
        is_scale_long=len(scheme.choices) > 3,
        position=at + 1,
        count=len(items),
        previous=items[at - 1].order if at else None,
        next=following,
        answered=answered,
        asked=len(item.indicators.all()),
    )
