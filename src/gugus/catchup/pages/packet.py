"""What absent teachers read: two minutes, one question, one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.catchup.models import PacketReading
from gugus.catchup.queries import PacketReader, UsualStep
from gugus.catchup.rules import packet as rules
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import MeetingHead, head_of, when, where
from gugus.minutes.models import Minutes
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import long_date
from gugus.problems.models import Problem
from gugus.problems.papers import agenda_items
from gugus.steps.models import Step

# Of a problem and its way out, so that both stand on one line.
_HALF_ENTRY = 18


@dataclass(frozen=True)
class PacketSection:
    """One list of the packet; `more` says what it leaves to the minutes."""

    title: str
    entries: tuple[str, ...]
    numbered: bool
    more: str


@dataclass(frozen=True)
class PacketQuestion:
    """The one question; `answered` is what this teacher said."""

    form: Form
    counts: str
    answered: str


@dataclass(frozen=True)
class CatchUpProgress:
    """How many absent teachers caught up, and who: to remind them, not to shame them."""

    summary: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class PacketRecorderPart:
    """The text to paste in a chat, and the question to change."""

    message: str
    form: Form


@dataclass(frozen=True)
class PacketPage:
    """One page, readable in two minutes, also from the phone's memory."""

    head: MeetingHead
    ready: bool
    reading_time: str
    parts: tuple[PacketSection, ...]
    steps: Sequence[Step]
    # A step that this teacher may take along although they were absent.
    choice: UsualStep | None
    following: str
    question: PacketQuestion | None
    meeting: int
    unread: bool
    recorders: PacketRecorderPart | None
    follow_up: CatchUpProgress | None


@dataclass(frozen=True)
class PacketFacts:
    """What was read for the page; everything of one's own is empty for who was there."""

    minutes: Minutes | None
    # From class, on the meeting's agenda.
    problems: Sequence[Problem]
    solutions: Sequence[Problem]
    following: Meeting | None
    percent: int
    absent: bool = False
    reading: PacketReading | None = None
    steps: Sequence[Step] = ()
    offer: UsualStep | None = None
    form: Form | None = None
    question_form: Form | None = None
    readers: Sequence[PacketReader] | None = None
    link: str = ""


def packet_page(meeting: Meeting, actor: Actor, facts: PacketFacts) -> PacketPage:
    """The packet as this person sees it; nothing of it before the minutes are finished."""
    ready = is_ready(meeting, facts.minutes)
    fitted = _fitted(meeting, facts, rules.MOST_WORDS, rules.reading_words) if ready else ()
    following = _following(facts.following)
    read = sum(rules.reading_words(entry) for part in fitted for entry in part.entries)
    read += rules.reading_words(f"{meeting.title} {following} {question_of(meeting)}")
    may_record = actor.may(May.RECORD_MEETING, meeting.group_id)
    return PacketPage(
        head=head_of(meeting, actor),
        ready=ready,
        reading_time=_reading_time(read),
        parts=tuple(_part(part) for part in fitted),
        steps=facts.steps,
        choice=facts.offer if ready and facts.absent and not facts.steps else None,
        following=following,
        question=_question(facts) if ready else None,
        meeting=meeting.pk,
        unread=ready and facts.absent and facts.reading is None,
        recorders=_for_recorders(meeting, facts) if ready and may_record else None,
        follow_up=_follow_up(facts.readers) if ready and facts.readers else None,
    )


def is_ready(meeting: Meeting, minutes: Minutes | None) -> bool:
    """There is something to read: the minutes are finished and the meeting was not cancelled."""
    final = minutes is not None and minutes.state == Minutes.State.FINAL
    return final and meeting.state != Meeting.State.CANCELLED


def question_of(meeting: Meeting) -> str:
    """What the recorder asks, or the usual question."""
    return meeting.catch_up_question or _(
        "Apa satu hal dari pertemuan ini yang akan Anda coba di kelas?"
    )


def _lists(meeting: Meeting, facts: PacketFacts) -> list[rules.PacketList]:
    """The packet's lists, the most important first."""
    minutes = facts.minutes
    assert minutes is not None
    product = meeting.line.product if meeting.line else ""
    return [
        rules.PacketList("decisions", _lines(minutes.decisions)),
        rules.PacketList("solutions", tuple(_solution(one) for one in facts.solutions)),
        rules.PacketList("agenda", agenda_items(meeting, facts.problems)),
        rules.PacketList("product", _lines(product)),
        rules.PacketList("problems", _lines(minutes.problems)),
        rules.PacketList("discussion", _lines(minutes.discussion)),
    ]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _solution(problem: Problem) -> str:
    assert problem.adopted is not None
    short = [
        rules.shorten(text, _HALF_ENTRY, rules.ENTRY_CHARACTERS // 2)
        for text in (problem.words, problem.adopted.words)
    ]
    return _("%(problem)s Jalan keluar: %(solution)s") % {
        "problem": _ended(short[0]),
        "solution": short[1],
    }


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _fitted(
    meeting: Meeting, facts: PacketFacts, room: int, measure: Callable[[str], int]
) -> tuple[rules.FittedList, ...]:
    return rules.fit_lists(_lists(meeting, facts), room, measure)


def _titles() -> dict[str, str]:
    return {
        "decisions": _("Keputusan"),
        "solutions": _("Masalah dan jalan keluarnya"),
        "agenda": _("Agenda"),
        "product": _("Hasil yang dibuat"),
        "problems": _("Masalah yang dibahas"),
        "discussion": _("Pembahasan"),
    }


def _part(part: rules.FittedList) -> PacketSection:
    more = ""
    if part.left_out:
        more = ngettext("dan %(n)d lagi di notulen", "dan %(n)d lagi di notulen", part.left_out) % {
            "n": part.left_out
        }
    return PacketSection(_titles()[part.name], part.entries, part.name == "decisions", more)


def _reading_time(words: int) -> str:
    minutes = max(1, -(-rules.reading_seconds(words) // 60))
    return ngettext("Sekitar %(n)d menit membaca", "Sekitar %(n)d menit membaca", minutes) % {
        "n": minutes
    }


def _following(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    return _("%(title)s: %(when)s, %(where)s") % {
        "title": meeting.title,
        "when": when(meeting),
        "where": where(meeting),
    }


def _question(facts: PacketFacts) -> PacketQuestion | None:
    if facts.form is None:
        return None
    reading = facts.reading
    answered = reading.answer if reading and reading.answered_at else ""
    return PacketQuestion(facts.form, counts_in_words(facts.percent), answered)


def counts_in_words(percent: int) -> str:
    """What reading and answering counts, by the group's own rule."""
    if percent:
        return _(
            "Menurut aturan kelompok, membaca dan menjawab ini dihitung %(n)d%% dari jam pertemuan."
        ) % {"n": percent}
    return _("Menurut aturan kelompok, membaca dan menjawab ini belum dihitung sebagai jam.")


def _for_recorders(meeting: Meeting, facts: PacketFacts) -> PacketRecorderPart | None:
    if facts.question_form is None:
        return None
    return PacketRecorderPart(packet_text(meeting, facts), facts.question_form)


def packet_text(meeting: Meeting, facts: PacketFacts) -> str:
    """The packet as a message of at most 1,500 characters."""
    head = [
        f"*{_('Susulan untuk yang tidak hadir')}*",
        meeting.title,
        f"{long_date(meeting.date)}, {rules.shorten(meeting.group.name, 12, 80)}",
    ]
    tail = [_("Jawab satu pertanyaan: %(question)s") % {"question": question_of(meeting)}]
    if facts.following:
        sentence = _("Pertemuan berikutnya: %(what)s")
        tail.append(rules.shorten(sentence % {"what": _following(facts.following)}, 40, 200))
    tail.append(
        _("Baca dan jawab di sini: %(link)s") % {"link": facts.link}
        if facts.link
        else _("Baca dan jawab di Gugus, bagian Menunggu Anda.")
    )
    titles = _titles()
    room = rules.MOST_CHARACTERS - sum(len(line) + 2 for line in [*head, *tail])
    # Each list costs its title, two line ends and perhaps "and so many more".
    room -= sum(len(title) + 35 for title in titles.values())
    lists = _lists(meeting, facts)
    fitted = rules.fit_lists(
        lists, room, lambda entry: len(entry) + 5, entry_words=20, entry_characters=100
    )
    lines = ["\n".join(head)]
    for part in fitted:
        shown = _part(part)
        numbered = [f"{n}. {entry}" for n, entry in enumerate(shown.entries, 1)]
        entries = numbered if shown.numbered else [f"- {entry}" for entry in shown.entries]
        more = [f"({shown.more})"] if shown.more else []
        lines.append("\n".join([f"{shown.title}:", *entries, *more]))
    return "\n\n".join([*lines, "\n".join(tail)])


def _follow_up(readers: Sequence[PacketReader]) -> CatchUpProgress:
    answered = sum(bool(one.answer) for one in readers)
    opened = sum(one.opened for one in readers)
    summary = _(
        "%(absent)d guru tidak hadir: %(opened)d sudah membuka, %(answered)d sudah menjawab."
    ) % {"absent": len(readers), "opened": opened, "answered": answered}
    return CatchUpProgress(
        summary,
        tuple(
            (one.teacher.name, one.teacher.school.name, _state(one), one.answer) for one in readers
        ),
    )


def _state(reader: PacketReader) -> str:
    if reader.answer:
        return _("sudah menjawab")
    return _("sudah membuka") if reader.opened else _("belum membuka")
