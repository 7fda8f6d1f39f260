"""Which steps a meeting may propose, and which steps of earlier meetings it opens with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class MeetingOrder:
    """A meeting as far as the order of meetings needs it.

    `counts` is true for one that was held, also while its minutes wait: it has given steps.
    """

    meeting: int
    day: date
    starts: time
    study_group: int | None
    counts: bool

    def before(self, other: "MeetingOrder") -> bool:
        """True when this one took place earlier."""
        return (self.day, self.starts) < (other.day, other.starts)


def is_overdue(due: date, is_open: bool, today: date) -> bool:
    """Past its day and nothing reported."""
    return is_open and due < today


def default_due(day: date, next_meeting: date | None, today: date) -> date:
    """The next meeting's day; when none is planned, a week later, of today where that has passed."""
    week = timedelta(days=7)
    return next_meeting or (day if day + week >= today else today) + week


class SuggestionSource(StrEnum):
    """What of a meeting a proposed step was made from."""

    DECISION = "decision"
    PRODUCT = "product"
    OBJECTIVE = "objective"
    TITLE = "title"


class SuggestionWording(StrEnum):
    """How the class meets it: as it was said, used, tried, or done again as at the meeting."""

    AS_SAID = "as_said"
    USE = "use"
    TRY = "try"
    REPEAT = "again"


@dataclass(frozen=True)
class MeetingTopic:
    """What a meeting is about: its title, its programme line, the decisions of its minutes."""

    title: str
    objective: str = ""
    strategy: str = ""
    product: str = ""
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A step that may be proposed: what about, in which way, and where it comes from."""

    source: SuggestionSource
    way: SuggestionWording
    about: str

    @property
    def names_class(self) -> bool:
        """It says itself that it happens in class."""
        return "kelas" in self.about.casefold()


# Strategies of the programme after which teachers do in class what they did at the meeting.
_DONE_TOGETHER = frozenset({"simulasi"})
_IN_CLASS = re.compile(
    r"\b(di kelas|murid|siswa|peserta didik|anak|mencoba|menerapkan|memakai|menggunakan|"
    r"mengajar|pembelajaran)\b",
    re.I,
)
_LEADING = re.compile(
    r"^(agar |supaya |setiap |semua |para |bapak/ibu )*(guru|peserta|anggota)\s+"
    r"(mampu|dapat|bisa|terampil|memahami cara)\s+|"
    r"^meningkatkan (kemampuan|kompetensi|keterampilan) guru (dalam|untuk)\s+",
    re.I,
)
_EVERYBODY = re.compile(r"^(setiap |semua |para |bapak/ibu )*(guru|peserta|anggota)\s+", re.I)
_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+")
LONGEST_ABOUT = 180


def suggestions(topic: MeetingTopic, most: int = 4) -> tuple[Suggestion, ...]:
    """Propose small steps for class out of what a meeting is about, the nearest to it first.

    Decisions count where they speak of class; what the meeting makes is used, what it aims at is
    tried. The title comes last: it is always there.
    """
    together = topic.strategy in _DONE_TOGETHER
    decided = [_own(line) for line in topic.decisions if _IN_CLASS.search(line)][: most - 1]
    found = [
        Suggestion(SuggestionSource.DECISION, SuggestionWording.AS_SAID, line) for line in decided
    ]
    if topic.product:
        found.append(
            Suggestion(SuggestionSource.PRODUCT, SuggestionWording.USE, _inside(topic.product))
        )
    # An aim that still has the teachers as its subject ("guru saling membantu") is no step.
    if topic.objective and not _EVERYBODY.match(_inside(topic.objective)):
        way = SuggestionWording.REPEAT if together else SuggestionWording.TRY
        found.append(Suggestion(SuggestionSource.OBJECTIVE, way, _inside(topic.objective)))
    found.append(Suggestion(SuggestionSource.TITLE, SuggestionWording.TRY, _phrase(topic.title)))
    distinct: dict[str, Suggestion] = {}
    for one in found:
        if one.about:
            distinct.setdefault(one.about.casefold(), one)
    return tuple(distinct.values())[:most]


def _phrase(text: str) -> str:
    """The first line without its number, on one line, cut between words when it is long."""
    line = _MARK.sub("", text.strip().partition("\n")[0])
    plain = " ".join(line.split()).rstrip(" .;,")
    if len(plain) <= LONGEST_ABOUT:
        return plain
    return plain[:LONGEST_ABOUT].rpartition(" ")[0].rstrip(" .;,") + "…"


def _own(text: str) -> str:
    """A decision about everybody as one teacher's own step."""
    phrase = _EVERYBODY.sub("", _phrase(text))
    return phrase[:1].upper() + phrase[1:]


def _inside(text: str) -> str:
    """A phrase to stand inside a sentence: without 'guru mampu', its first letter small."""
    phrase = _LEADING.sub("", _phrase(text))
    # An abbreviation ('LKPD') keeps its letters.
    return phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]


_NEWS = re.compile(r"\b(langkah|tindak lanjut|rtl)\b", re.I)
_OF_LAST = re.compile(r"\b(kabar|laporan|lapor|lalu|sebelumnya|kemarin|hasil|membahas)\b", re.I)


def names_last_steps(agenda: Iterable[str]) -> bool:
    """Does an agenda written by hand already take up the steps of the last meeting?"""
    return any(_NEWS.search(line) and _OF_LAST.search(line) for line in agenda)
