"""Four taps and a sentence, and what recorders see of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.catchup.forms import statements
from gugus.catchup.rules.feedback import ENOUGH_ANSWERS, LEVELS, FeedbackCounts
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.people.access import Actor

# The drawing's width; each statement's answers share it.
_WIDTH = 320


@dataclass(frozen=True)
class AnswerBar:
    """The answers of one level: in words, how many, and where they lie in the bar."""

    level: int
    title: str
    count: int
    x: int
    width: int


@dataclass(frozen=True)
class StatementRow:
    """One statement with its four levels, the least first."""

    title: str
    shares: tuple[AnswerBar, ...]
    text: str


@dataclass(frozen=True)
class FeedbackSummary:
    """Counts without names; `too_few` says why there are none."""

    answers: str
    too_few: str
    width: int
    statements: tuple[StatementRow, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class FeedbackPage:
    """The form for who was there, the summary for recorders."""

    head: MeetingHead
    meeting: int
    form: Form | None
    closed: str
    given: bool
    early: bool
    about: str
    title: str
    back: str
    summary: FeedbackSummary | None


def feedback_page(
    meeting: Meeting,
    actor: Actor,
    form: Form | None,
    *,
    closed: str,
    given: bool,
    early: bool,
    summary: FeedbackCounts | None,
) -> FeedbackPage:
    """The page as this person sees it; `closed` says why there is no form."""
    return FeedbackPage(
        head=head_of(meeting, actor),
        meeting=meeting.pk,
        form=form,
        closed=closed,
        given=given,
        early=early,
        about=f"feedback:{meeting.pk}",
        title=_("Umpan balik: %(title)s") % {"title": meeting.title},
        back=meeting_address(meeting, "agenda:meeting"),
        summary=summary_of(summary) if summary is not None else None,
    )


def summary_of(summary: FeedbackCounts) -> FeedbackSummary:
    """Put counts into words and bars."""
    n = summary.answers
    too_few = ""
    if not summary.shown:
        too_few = _(
            "Belum cukup untuk ditampilkan tanpa membuka nama: paling sedikit %(n)d jawaban."
        ) % {"n": ENOUGH_ANSWERS}
    return FeedbackSummary(
        answers=ngettext("%(n)d guru menjawab.", "%(n)d guru menjawab.", n) % {"n": n},
        too_few=too_few,
        width=_WIDTH,
        statements=tuple(
            _statement(title, levels, summary.counts[name])
            for name, title, levels in statements()
            if summary.shown
        ),
        sentences=summary.sentences,
    )


def _statement(title: str, levels: Sequence[str], counts: Mapping[int, int]) -> StatementRow:
    total = sum(counts.values())
    ends = [0]
    for level in LEVELS:
        ends.append(ends[-1] + counts[level])
    edges = [_WIDTH * end // total for end in ends]
    shares = tuple(
        AnswerBar(level, levels[at], counts[level], edges[at], edges[at + 1] - edges[at])
        for at, level in enumerate(LEVELS)
    )
    return StatementRow(title, shares, ", ".join(f"{one.title} {one.count}" for one in shares))
