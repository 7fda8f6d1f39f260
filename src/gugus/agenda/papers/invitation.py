"""Undangan: the numbered letter that calls a meeting, with the list of those invited."""

from datetime import date

from gugus.agenda.papers import agenda as agenda_words
from gugus.agenda.queries import agenda_facts
from gugus.meetings import papers as meetings_papers
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected, moves_of
from gugus.people.models import CommitteePost, Group
from gugus.people.papers import full_name, letterhead_of, signature_of_head, signature_of_post
from gugus.people.queries import post_holder
from gugus.platform.documents.paper import (
    Addressee,
    Block,
    Column,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from gugus.platform.documents.queries import kept_paper
from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import long_date

_UNNUMBERED = "(belum bernomor)"


def invitation_key(meeting: Meeting) -> str:
    """The name under which the letter of a closed meeting is kept."""
    return f"invitation:{meeting.pk}"


def invitation(meeting: Meeting) -> Paper:
    """The letter; of a closed meeting as it was when the minutes were finished."""
    return kept_paper(invitation_key(meeting)) or made_invitation(meeting)


@in_language("id")
def made_invitation(meeting: Meeting) -> Paper:
    """The letter as the records stand. Before the meeting is called it has no number and says that it is a draft."""
    letter = meeting.invitation
    title = f"Undangan: {meeting.title}"
    return Paper(
        file_stem=f"Undangan {meeting.date:%Y-%m-%d} {meeting.title}",
        title="",
        letterhead=letterhead_of(meeting.group),
        blocks=(*_letter(meeting, title), *_invited(meeting)),
        keywords=("undangan", meeting.group.name),
        mark=_mark(meeting),
        dated=letter.dated if letter else None,
    )


def _mark(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.CANCELLED:
        return "DIBATALKAN"
    return "" if meeting.invitation else meetings_papers.DRAFT


def _letter(meeting: Meeting, subject: str) -> tuple[Block, ...]:
    letter, group_name = meeting.invitation, full_name(meeting.group)
    facts: list[tuple[str, str | tuple[str, ...]]] = [
        *meetings_papers.when_and_where(meeting),
        ("Acara", meeting.title),
    ]
    agenda = agenda_words.invitation_agenda(meeting, agenda_facts(meeting))
    if agenda:
        facts.append(("Agenda", agenda if len(agenda) > 1 else agenda[0]))
    if meetings_papers.speaker(meeting):
        facts.append(("Narasumber", meetings_papers.speaker(meeting)))
    return (
        Addressee(
            number=letter.text if letter else _UNNUMBERED,
            enclosures="1 (satu) berkas",
            subject=subject,
            place_and_date=meetings_papers.place_and_date(
                meeting.group, letter.dated if letter else None
            ),
            to=(
                f"Bapak/Ibu Guru Anggota {meetings_papers.audience(meeting, group_name)}",
                "melalui Kepala Sekolah masing-masing",
                "(daftar terlampir)",
            ),
        ),
        Paragraph("Dengan hormat,"),
        Paragraph(
            f"Sehubungan dengan pelaksanaan program kerja {group_name}, kami mengharap "
            "kehadiran Bapak/Ibu pada pertemuan yang akan diselenggarakan pada:",
            indent=True,
        ),
        Fields(tuple(facts), indent=True),
        *_moved(meeting),
        Paragraph(
            "Mengingat pentingnya acara tersebut, kami mohon Bapak/Ibu hadir tepat waktu. "
            "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Bapak/Ibu, "
            "kami ucapkan terima kasih.",
            indent=True,
        ),
        Signatures(_signers(meeting)),
    )


def _moved(meeting: Meeting) -> tuple[Paragraph, ...]:
    """A letter already called for another time says so: some hold the older print."""
    if meeting.called_at is None:
        return ()
    since = [move for move in moves_of(meeting) if move.moved_at > meeting.called_at]
    if not since:
        return ()
    # The latest move comes first; the first print named the time of the earliest.
    old = since[-1]
    return (
        Paragraph(
            f"Dengan undangan ini, jadwal semula ({long_date(old.old_date)}) dinyatakan berubah.",
            indent=True,
        ),
    )


def _signers(meeting: Meeting) -> tuple[Signature, ...]:
    """The chair at the right; at the left who knows of it: the patron, else the core's head."""
    when = meeting.invitation.dated if meeting.invitation else meeting.date
    chair = meetings_papers.chair(meeting.group, when)
    knowing = _knowing(meeting.group, when)
    # The core school's head often chairs the group: nobody takes note of their own letter.
    if knowing is None or (knowing.name and knowing.name == chair.name):
        return (chair,)
    return (knowing, chair)


def _knowing(group: Group, when: date) -> Signature | None:
    post = CommitteePost.Post.PATRON
    if post_holder(group, post, when) is not None:
        return signature_of_post(group, post, when, above="Mengetahui,")
    if group.core_school is not None:
        return signature_of_head(group.core_school, above="Mengetahui,")
    return None


def _invited(meeting: Meeting) -> tuple[Block, ...]:
    letter = meeting.invitation
    rows = tuple(
        (str(number), teacher.name, teacher.school.name)
        for number, teacher in enumerate(meetings_papers.by_school(expected(meeting)), 1)
    )
    return (
        PageBreak(),
        Heading("Lampiran Undangan"),
        Fields(
            (
                ("Nomor", letter.text if letter else _UNNUMBERED),
                ("Acara", meeting.title),
                ("Hari, tanggal", long_date(meeting.date)),
            )
        ),
        Table(
            (Column("No", 10, "center"), Column("Nama", 80), Column("Sekolah", 75)),
            rows or (("–", "Belum ada guru pada daftar anggota", "–"),),
            caption="Daftar yang diundang",
        ),
    )
