"""Screens of problems from class: the list, one problem, raising one, the agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import Link
from gugus.problems.forms import (
    AdoptForm,
    ProblemProposalForm,
    ProblemSearchForm,
    RaiseProblemForm,
    TrialForm,
)
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.problems.pages.rows import (
    TONES,
    ProblemRow,
    class_and_subject,
    name_of,
    problem_address,
    problem_row,
    raiser_of,
)
from gugus.problems.rules import ProblemRights, asks_before_solved, short

_OUTCOME_TONES = {
    Trial.Outcome.WORKED: "badge",
    Trial.Outcome.PARTLY: "badge",
    Trial.Outcome.FAILED: "badge warn",
}


@dataclass(frozen=True)
class ProblemListFilter:
    """What the list shows: which state, what was looked for, how far."""

    state: str
    text: str
    level: int | None
    subject: str
    page: int

    @property
    def is_filtered(self) -> bool:
        """Something was looked for."""
        return bool(self.text or self.level or self.subject)


@dataclass(frozen=True)
class ProblemsPage:
    """The list of problems."""

    states: tuple[Link, ...]
    state: str
    search: Form
    rows: tuple[ProblemRow, ...]
    total: int
    is_filtered: bool
    all_url: str
    next_url: str
    first_use: bool


def problems_page(
    group: Group,
    actor: Actor,
    rows: Iterable[Problem],
    shown: ProblemListFilter,
    search: ProblemSearchForm,
    *,
    total: int,
    has_next: bool,
    first_use: bool,
) -> ProblemsPage:
    """The list as this person sees it."""
    here = reverse("problems:problems", args=[group.code])
    return ProblemsPage(
        states=tuple(
            Link(title, _with(here, shown, keadaan=state, hal=1), state == shown.state)
            for state, title in _states()
        ),
        state=shown.state,
        search=search,
        rows=tuple(problem_row(group, one, actor) for one in rows),
        total=total,
        is_filtered=shown.is_filtered,
        all_url=f"{here}?{urlencode({'keadaan': shown.state})}",
        next_url=_with(here, shown, hal=shown.page + 1) if has_next else "",
        first_use=first_use,
    )


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("Belum terpecahkan")),
        (Problem.State.SOLVED, _("Terpecahkan")),
        (Problem.State.CLOSED, _("Ditutup")),
        ("semua", _("Semua")),
    ]


def _with(here: str, shown: ProblemListFilter, **changes: object) -> str:
    asked = {
        "keadaan": shown.state,
        "cari": shown.text,
        "kelas": shown.level,
        "mapel": shown.subject,
    }
    kept = {name: value for name, value in (asked | changes).items() if value and value != 1}
    return f"{here}?{urlencode(kept)}" if kept else here


@dataclass(frozen=True)
class SimilarPage:
    """Earlier problems that are about the same."""

    rows: tuple[ProblemRow, ...]


def similar_page(group: Group, actor: Actor, rows: Iterable[Problem]) -> SimilarPage:
    """What is shown below the words while somebody writes."""
    return SimilarPage(tuple(problem_row(group, one, actor) for one in rows))


@dataclass(frozen=True)
class RaisePage:
    """Raising a problem, or changing the words of one's own."""

    title: str
    form: Form
    similar: tuple[ProblemRow, ...]
    asks_again: bool
    similar_url: str
    list_url: str
    back: str
    is_new: bool


def raise_page(
    group: Group, actor: Actor, form: RaiseProblemForm, similar: Sequence[Problem] = ()
) -> RaisePage:
    """A new problem; with `similar`, asks to look at those first."""
    here = reverse("problems:problems", args=[group.code])
    return RaisePage(
        title=_("Ajukan masalah kelas"),
        form=form,
        similar=tuple(problem_row(group, one, actor) for one in similar),
        asks_again=bool(similar),
        similar_url=reverse("problems:similar", args=[group.code]),
        list_url=here,
        back=here,
        is_new=True,
    )


def change_page(group: Group, problem: Problem, form: Form) -> RaisePage:
    """Changing one's own words."""
    return RaisePage(
        title=_("Ubah masalah ini"),
        form=form,
        similar=(),
        asks_again=False,
        similar_url="",
        list_url=reverse("problems:problems", args=[group.code]),
        back=problem_address(group, problem),
        is_new=False,
    )


@dataclass(frozen=True)
class TrialRow:
    """What came of one trial."""

    who: str
    when: str
    outcome: str
    tone: str
    words: str


@dataclass(frozen=True)
class ProblemProposalRow:
    """One proposed way out and what came of trying it."""

    words: str
    who: str
    when: str
    adopted: bool
    trials: tuple[TrialRow, ...]


@dataclass(frozen=True)
class ProblemForms:
    """The forms below a problem, each as typed when it was refused."""

    propose: ProblemProposalForm
    trial: TrialForm
    adopt: AdoptForm | None
    asks_sure: bool = False
    # The form that was refused and stands open.
    shown: str = ""


@dataclass(frozen=True)
class ProblemPage:
    """One problem."""

    id: int
    words: str
    place: str
    raiser: str
    when: str
    state: str
    state_label: str
    tone: str
    closed_reason: str
    voice_url: str
    photo_url: str
    solution: str
    adopted_in: Link | None
    agenda: Link | None
    proposals: tuple[ProblemProposalRow, ...]
    # Trials of something that nobody proposed here.
    other_trials: tuple[TrialRow, ...]
    similar: tuple[ProblemRow, ...]
    forms: ProblemForms
    rights: ProblemRights
    is_open: bool
    # Nothing that was tried has helped yet: calling it solved takes a tick.
    asks_sure: bool
    named: bool
    urls: dict[str, str]


def problem_page(
    group: Group,
    actor: Actor,
    problem: Problem,
    forms: ProblemForms,
    rights: ProblemRights,
    similar: Iterable[Problem],
) -> ProblemPage:
    """One problem as this person sees it."""
    trials = list(problem.trials.all())
    names = ("propose", "try", "adopt", "settle", "edit", "name", "withdraw")
    return ProblemPage(
        id=problem.pk,
        words=problem.words,
        place=class_and_subject(problem),
        raiser=raiser_of(problem, actor),
        when=short_date(problem.raised_at),
        state=problem.state,
        state_label=problem.get_state_display(),
        tone=TONES[Problem.State(problem.state)],
        closed_reason=problem.closed_reason,
        voice_url=problem_address(group, problem, "problems:voice") if problem.voice_id else "",
        photo_url=problem_address(group, problem, "problems:photo") if problem.photo_id else "",
        solution=problem.adopted.words if problem.adopted else "",
        adopted_in=_meeting_link(group, problem.adopted_in),
        agenda=_agenda(group, problem),
        proposals=tuple(_proposal(one, problem, trials) for one in problem.proposals.all()),
        other_trials=tuple(_trial(one) for one in trials if one.proposal_id is None),
        similar=tuple(problem_row(group, one, actor) for one in similar),
        forms=forms,
        rights=rights,
        is_open=problem.state in (Problem.State.WAITING, Problem.State.ADOPTED),
        asks_sure=asks_before_solved(trial.outcome for trial in trials),
        named=problem.named,
        urls={name: problem_address(group, problem, f"problems:{name}") for name in names},
    )


def _meeting_link(group: Group, meeting: Meeting | None) -> Link | None:
    if meeting is None:
        return None
    meeting.group = group
    return Link(
        f"{meeting.title}, {short_date(meeting.date)}", meeting_address(meeting, "agenda:meeting")
    )


def _agenda(group: Group, problem: Problem) -> Link | None:
    """The coming meeting that has it on its agenda."""
    on = problem.on_agenda
    ahead = on is not None and on.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    return _meeting_link(group, on) if ahead else None


def _proposal(
    proposal: ProblemProposal, problem: Problem, trials: list[Trial]
) -> ProblemProposalRow:
    return ProblemProposalRow(
        words=proposal.words,
        who=name_of(proposal.teacher, proposal.made_by),
        when=short_date(proposal.made_at),
        adopted=proposal.pk == problem.adopted_id,
        trials=tuple(_trial(one) for one in trials if one.proposal_id == proposal.pk),
    )


def _trial(trial: Trial) -> TrialRow:
    return TrialRow(
        who=name_of(trial.teacher, trial.made_by),
        when=short_date(trial.made_at),
        outcome=trial.get_outcome_display(),
        tone=_OUTCOME_TONES[Trial.Outcome(trial.outcome)],
        words=trial.words,
    )


@dataclass(frozen=True)
class ProblemWithdrawPage:
    """Asks before a problem is taken back."""

    words: str
    back: str


def problem_withdraw_page(group: Group, problem: Problem) -> ProblemWithdrawPage:
    """The question before withdrawing."""
    return ProblemWithdrawPage(short(problem.words, 200), problem_address(group, problem))
