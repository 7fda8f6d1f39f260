"""Problems in few words: as rows of a list, and as points of a meeting's agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import numbered
from gugus.problems.models import Problem
from gugus.problems.rules import short

TONES = {
    Problem.State.WAITING: "badge warn",
    Problem.State.ADOPTED: "badge",
    Problem.State.SOLVED: "badge",
    Problem.State.CLOSED: "badge bad",
}


@dataclass(frozen=True)
class ProblemRow:
    """One problem in a list, with what came of it as far as that is known."""

    href: str
    words: str
    facts: str
    state: str
    tone: str
    solution: str
    tried: str


def class_and_subject(problem: Problem) -> str:
    """'Kelas 3 · Matematika', or that it is about all."""
    level = problem.class_level
    parts = [_("Kelas %(n)s") % {"n": level} if level else "", problem.subject]
    return " · ".join(part for part in parts if part) or _("Semua kelas")


def raiser_of(problem: Problem, actor: Actor) -> str:
    """Who raised it, as far as this person may know: a hidden name is told to nobody else."""
    if problem.raised_by_id == actor.user_id:
        return _("Anda") if problem.named else _("Anda (nama tidak tampak bagi yang lain)")
    return name_of(problem.teacher, problem.raised_by) if problem.named else _("Tanpa nama")


def name_of(teacher: object, user: object) -> str:
    """A teacher's name as on the roster, else the account's."""
    return str(getattr(teacher, "name", "") or getattr(user, "name", ""))


def problem_address(group: Group, problem: Problem, name: str = "problems:problem") -> str:
    """The address of one of a problem's pages."""
    return numbered(name, group.code)(problem.pk)


def problem_row(group: Group, problem: Problem, actor: Actor) -> ProblemRow:
    """One problem in few words."""
    facts = [class_and_subject(problem), raiser_of(problem, actor), short_date(problem.raised_at)]
    proposed = getattr(problem, "proposed", 0)
    if problem.state == Problem.State.WAITING:
        some = ngettext("%(n)s usul", "%(n)s usul", proposed) % {"n": proposed}
        facts.append(some if proposed else _("belum ada usul"))
    state = Problem.State(problem.state)
    return ProblemRow(
        href=problem_address(group, problem),
        words=short(problem.words, 140),
        facts=" · ".join(facts),
        state=problem.get_state_display(),
        tone=TONES[state],
        solution=short(problem.adopted.words, 160) if problem.adopted else "",
        tried=_tried(problem),
    )


def _tried(problem: Problem) -> str:
    """Who tried it and what came of it, in one line."""
    trials = list(problem.trials.all()) if getattr(problem, "tried", 0) else []
    tried_by = [
        f"{name_of(t.teacher, t.made_by)} ({t.get_outcome_display().lower()})" for t in trials
    ]
    if not tried_by:
        return ""
    more = len(tried_by) - 3
    line = _("Dicoba oleh %(names)s") % {"names": ", ".join(tried_by[:3])}
    others = ngettext("dan %(n)s guru lain", "dan %(n)s guru lain", more) % {"n": more}
    return f"{line} {others}" if more > 0 else line


@dataclass(frozen=True)
class AgendaProblemRow:
    """A problem that may come on a meeting's agenda."""

    id: int
    words: str
    facts: str
    on: bool


@dataclass(frozen=True)
class AgendaProblems:
    """The problems of a meeting's agenda, and those that wait for one."""

    on: tuple[AgendaProblemRow, ...]
    # The first few, and the rest behind one more tap.
    waiting: tuple[AgendaProblemRow, ...]
    more: tuple[AgendaProblemRow, ...]
    save_url: str

    @property
    def offered(self) -> int:
        """How many wait for an agenda."""
        return len(self.waiting) + len(self.more)


def agenda_problems_block(
    meeting: Meeting, on: Iterable[Problem], waiting: Sequence[Problem], *, may_set: bool
) -> AgendaProblems:
    """The block on a meeting's page; only those who plan or record it may change it."""
    rows = [_choice(one, on=False) for one in waiting] if may_set else []
    return AgendaProblems(
        on=tuple(_choice(one, on=True) for one in on),
        waiting=tuple(rows[:5]),
        more=tuple(rows[5:30]),
        save_url=meeting_address(meeting, "problems:agenda_problems") if may_set else "",
    )


def _choice(problem: Problem, *, on: bool) -> AgendaProblemRow:
    facts = f"{class_and_subject(problem)} · {short_date(problem.raised_at)}"
    return AgendaProblemRow(problem.pk, short(problem.words, 140), facts, on)
