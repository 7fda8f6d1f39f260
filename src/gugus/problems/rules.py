"""The state of a problem, who may change it, which are similar, which come on an agenda."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gugus.cores.words.ranking import Hit

WAITING, ADOPTED, SOLVED, CLOSED = "waiting", "adopted", "solved", "closed"
WORKED, PARTLY = "worked", "partly"
# Words of nearly every problem: sharing nothing else does not make two problems alike.
_WEAK_WORDS = (
    "murid kelas guru ajar sekolah sulit masalah lancar kurang banyak laku kerja mampu sd hari "
    "waktu minggu jam satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"
)
_WEAK = frozenset(_WEAK_WORDS.split())
# A text that reaches less than this share of the best one's score is about something else.
_MIN_SCORE_SHARE = 0.35
MOST_ALIKE = 3


def problem_state(settled: str, has_way_out: bool) -> str:
    """The state of a problem: as settled, else whether a solution was adopted.

    It depends on what was written and not on the order in which phones sent it.
    """
    return settled or (ADOPTED if has_way_out else WAITING)


def asks_before_solved(outcomes: Iterable[str]) -> bool:
    """Nobody reported that something helped: is the problem really solved?"""
    return not any(outcome in (WORKED, PARTLY) for outcome in outcomes)


@dataclass(frozen=True)
class ProblemRights:
    """What one person may do with one problem beyond proposing and trying."""

    adopt: bool
    settle: bool
    # Change the words, or take the problem back, as long as nobody answered.
    change: bool
    # Show or hide one's own name: always one's own choice.
    hide_name: bool


def problem_rights(*, is_raiser: bool, records: bool, answered: bool) -> ProblemRights:
    """What the raiser, a recorder of meetings and everybody else may do."""
    return ProblemRights(
        adopt=records,
        settle=is_raiser or records,
        change=is_raiser and not answered,
        hide_name=is_raiser,
    )


def _is_telling(stem: str) -> bool:
    return stem not in _WEAK and not stem.isdigit()


def alike(hits: Sequence[Hit], limit: int = MOST_ALIKE) -> list[int]:
    """The texts worth showing to somebody who is writing: near, and not by school words alone."""
    telling = [hit for hit in hits if any(map(_is_telling, hit.shared))]
    if not telling:
        return []
    least = _MIN_SCORE_SHARE * telling[0].score
    return [hit.key for hit in telling if hit.score >= least][:limit]


@dataclass(frozen=True)
class WaitingProblem:
    """A problem that stands on no agenda of a coming meeting."""

    problem: int
    raised_at: datetime
    class_level: int | None
    subject: str


@dataclass(frozen=True)
class ProblemAudience:
    """Whom a meeting calls; nothing named means everybody."""

    class_levels: Collection[int] = ()
    subject: str = ""

    def concerns(self, problem: WaitingProblem) -> bool:
        """True when the problem comes from a class or subject of these people."""
        by_subject = bool(self.subject) and self.subject.lower() == problem.subject.lower()
        return problem.class_level in self.class_levels or by_subject


def agenda_order(waiting: Iterable[WaitingProblem], audience: ProblemAudience) -> list[int]:
    """Those of the meeting's own classes first; among them the one that waited longest first."""
    ordered = sorted(
        waiting, key=lambda one: (not audience.concerns(one), one.raised_at, one.problem)
    )
    return [one.problem for one in ordered]


def is_free(meeting_day: date | None, *, is_over: bool, today: date) -> bool:
    """May a waiting problem be put on an agenda?

    One that no meeting has taken up, or whose meeting is over (held, cancelled, or its day has
    passed) without a way out: it waits again.
    """
    return meeting_day is None or is_over or meeting_day < today


# An agenda ends with these whatever is put on it later.
_ENDING = re.compile(r"^(doa\s+)?penutup|^penutupan|^langkah berikut|^rencana tindak", re.I)


def with_problems(points: Sequence[str], problems: Sequence[str]) -> tuple[str, ...]:
    """An agenda with its problems: after what was written, before its ending."""
    end = len(points)
    while end and _ENDING.match(points[end - 1].strip()):
        end -= 1
    return (*points[:end], *problems, *points[end:])


def agenda_line(class_level: int | None, subject: str, words: str) -> str:
    """A problem as a point of an agenda, in Indonesian as the agenda is; without any name."""
    parts = ["Masalah", f"kelas {class_level}" if class_level else "", subject]
    return f"{' '.join(part for part in parts if part)}: {short(words)}"


def short(words: str, most: int = 90) -> str:
    """The first words of a text, cut between words."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head = cut.rpartition(" ")[0]
    return f"{head if len(head) > most // 2 else cut}…"
