"""Screens of problems from class: the list, one problem, raising one, the agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.web.links import Link
from gugus.platform.web.pages import ConfirmPage
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
    problem_address,
    problem_row,
    raiser_of,
)
from gugus.problems.rules import ProblemRights, asks_before_solved, short


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
    """Raising a problem, or changing the words of one's own `problem`."""

    form: Form
    similar: tuple[ProblemRow, ...] = ()
    problem: Problem | None = None


def raise_page(
    group: Group, actor: Actor, form: RaiseProblemForm, similar: Sequence[Problem] = ()
) -> RaisePage:
    """A new problem; with `similar`, asks to look at those first."""
    return RaisePage(form, tuple(problem_row(group, one, actor) for one in similar))


@dataclass(frozen=True)
class ProblemProposalRow:
    """One proposed way out and what came of trying it."""

    proposal: ProblemProposal
    adopted: bool
    trials: tuple[Trial, ...]


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

    problem: Problem
    place: str
    raiser: str
    tone: str
    # The coming meeting that has it on its agenda.
    agenda: Meeting | None
    proposals: tuple[ProblemProposalRow, ...]
    # Trials of something that nobody proposed here.
    other_trials: tuple[Trial, ...]
    similar: tuple[ProblemRow, ...]
    forms: ProblemForms
    rights: ProblemRights
    is_open: bool
    # Nothing that was tried has helped yet: calling it solved takes a tick.
    asks_sure: bool


def problem_page(
    group: Group,
    actor: Actor,
    problem: Problem,
    forms: ProblemForms,
    rights: ProblemRights,
    similar: Iterable[Problem],
) -> ProblemPage:
    """One problem as this person sees it."""
    trials, on = list(problem.trials.all()), problem.on_agenda
    is_ahead = on is not None and on.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    return ProblemPage(
        problem=problem,
        place=class_and_subject(problem),
        raiser=raiser_of(problem, actor),
        tone=TONES[Problem.State(problem.state)],
        agenda=on if is_ahead else None,
        proposals=tuple(
            ProblemProposalRow(
                one,
                adopted=one.pk == problem.adopted_id,
                trials=tuple(trial for trial in trials if trial.proposal_id == one.pk),
            )
            for one in problem.proposals.all()
        ),
        other_trials=tuple(one for one in trials if one.proposal_id is None),
        similar=tuple(problem_row(group, one, actor) for one in similar),
        forms=forms,
        rights=rights,
        is_open=problem.state in (Problem.State.WAITING, Problem.State.ADOPTED),
        asks_sure=asks_before_solved(trial.outcome for trial in trials),
    )


def problem_withdraw_page(group: Group, problem: Problem) -> ConfirmPage:
    """The question before a problem is taken back."""
    return ConfirmPage(
        title=_("Tarik masalah ini?"),
        lines=(
            short(problem.words, 200),
            _("Kalau ditarik, kata-kata, suara, dan fotonya dihapus dan tidak dapat dikembalikan."),
        ),
        submit=_("Tarik masalah"),
        back_href=problem_address(group, problem),
        back=_("Masalah kelas"),
    )
