"""The first page of a meeting, its invitation, and the forms around its plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.agenda.papers.agenda import invitation_agenda
from gugus.agenda.queries import AgendaFacts
from gugus.attendance.pages.own import OwnAttendance
from gugus.catchup.pages.after import AfterMeeting
from gugus.meetings.models import Meeting, MeetingMove
from gugus.meetings.pages.forms import paper_links
from gugus.meetings.pages.head import (
    MeetingHead,
    audience,
    head_of,
    meeting_address,
    speaker,
    when,
    where,
)
from gugus.minutes.pages.approval import Approvals
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.people.rules.roles import May
from gugus.platform.web.formats import long_date, short_date, time_text
from gugus.platform.web.links import Link, whatsapp_href
from gugus.problems.pages.rows import AgendaProblems
from gugus.steps.pages.rows import StepRoll


@dataclass(frozen=True)
class FormerTime:
    """A former time and why it was left."""

    when: str
    reason: str


@dataclass(frozen=True)
class MeetingPage:
    """A meeting opens with the steps of the last one."""

    head: MeetingHead
    held: bool
    # Preparing or recording it comes before one's own attendance.
    records: bool
    call_url: str
    main: Link | None
    invitation: Link | None
    changes: tuple[Link, ...]
    agenda: tuple[str, ...]
    problems: AgendaProblems
    speaker: str
    assisting_href: str
    line: str
    moves: tuple[FormerTime, ...]
    pk: int
    approvals: Approvals
    previous: Link | None
    roll: StepRoll
    overdue_url: str
    own: OwnAttendance | None
    after: AfterMeeting
    cancel_url: str
    restore_url: str


@dataclass(frozen=True)
class MeetingFacts:
    """What the first page needs to know beside the meeting itself."""

    moves: Iterable[MeetingMove]
    agenda: AgendaFacts
    problems: AgendaProblems
    approvals: Approvals
    previous: Meeting | None
    roll: StepRoll
    own: OwnAttendance | None
    after: AfterMeeting


def meeting_page(meeting: Meeting, actor: Actor, facts: MeetingFacts) -> MeetingPage:
    """The page as this person sees it."""
    may_call = actor.may(May.CALL_MEETING, meeting.group_id)
    is_open = meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    cancelled = meeting.state == Meeting.State.CANCELLED
    planned = meeting.state == Meeting.State.PLANNED
    previous, main = facts.previous, _main(meeting, actor)
    return MeetingPage(
        head=head_of(meeting, actor, "agenda:meeting"),
        held=meeting.state == Meeting.State.HELD,
        records=bool(main or (may_call and planned)),
        call_url=meeting_address(meeting, "agenda:call") if may_call and planned else "",
        main=main,
        invitation=_invitation(meeting),
        changes=_changes(meeting) if may_call and is_open else (),
        agenda=invitation_agenda(meeting, facts.agenda),
        problems=facts.problems,
        speaker=speaker(meeting),
        assisting_href=_assisting(meeting, actor),
        line=meeting.line.title if meeting.line else "",
        moves=tuple(_former_time(move) for move in facts.moves),
        pk=meeting.pk,
        approvals=facts.approvals,
        previous=Link(
            f"{previous.title}, {short_date(previous.date)}",
            meeting_address(previous, "minutes:minutes"),
        )
        if previous
        else None,
        roll=facts.roll,
        overdue_url=_overdue(meeting, actor),
        own=facts.own,
        after=facts.after,
        cancel_url=meeting_address(meeting, "meetings:cancel") if may_call and is_open else "",
        restore_url=meeting_address(meeting, "meetings:restore") if may_call and cancelled else "",
    )


def _main(meeting: Meeting, actor: Actor) -> Link | None:
    if actor.may(May.RECORD_MEETING, meeting.group_id) and meeting.state == Meeting.State.CALLED:
        return Link(_("Catat kehadiran"), meeting_address(meeting, "attendance:attendance"))
    return None


def _overdue(meeting: Meeting, actor: Actor) -> str:
    if not actor.may(May.SEE_ATTENDANCE, meeting.group_id):
        return ""
    return reverse("steps:overdue", args=[meeting.group.code])


def _invitation(meeting: Meeting) -> Link | None:
    if meeting.invitation_id is None:
        return None
    return Link(_("Undangan"), meeting_address(meeting, "agenda:invitation"))


def _changes(meeting: Meeting) -> tuple[Link, ...]:
    return (
        Link(_("Ubah isi"), meeting_address(meeting, "meetings:edit")),
        Link(_("Pindah jadwal"), meeting_address(meeting, "meetings:reschedule")),
        # The view belongs to a room above, so it is named and not imported.
        Link(
            _("Harinya terpakai?"),
            reverse("displacement:displaced_meeting", args=[meeting.group.code, meeting.pk]),
        ),
    )


def _assisting(meeting: Meeting, actor: Actor) -> str:
    """Where helpers are named (a room above); none at a cancelled meeting."""
    may = actor.may(May.RECORD_MEETING, meeting.group_id)
    if not may or meeting.state == Meeting.State.CANCELLED:
        return ""
    return reverse("speakers:assisting", args=[meeting.group.code, meeting.pk])


def _former_time(move: MeetingMove) -> FormerTime:
    times = f"{time_text(move.old_starts_at)}–{time_text(move.old_ends_at)}"
    return FormerTime(f"{long_date(move.old_date)}, {times}", move.reason)


@dataclass(frozen=True)
class InvitationPage:
    """The invitation: its papers, its message, and whom it calls."""

    head: MeetingHead
    number: str
    dated: str
    moved: bool
    cancelled: str
    papers: tuple[Link, ...]
    message: str
    # Name, school, and a chat with the message typed in where a mobile number is known.
    invited: tuple[tuple[str, str, str], ...]
    back: str


def invitation_page(
    meeting: Meeting,
    actor: Actor,
    teachers: Iterable[Teacher],
    facts: AgendaFacts,
    *,
    moved: bool,
    address: str,
) -> InvitationPage:
    """The page of a meeting that was called; `address` opens it on a phone, or is ''."""
    letter = meeting.invitation
    assert letter is not None
    message = message_text(meeting, facts, address)
    return InvitationPage(
        head=head_of(meeting, actor),
        number=letter.text,
        dated=long_date(letter.dated),
        moved=moved,
        cancelled=meeting.cancelled_reason if meeting.state == Meeting.State.CANCELLED else "",
        papers=paper_links(meeting, "agenda:paper_invitation"),
        message=message,
        invited=tuple(
            (teacher.name, teacher.school.name, whatsapp_href(teacher.phone, message))
            for teacher in teachers
        ),
        back=meeting_address(meeting, "agenda:meeting"),
    )


def message_text(meeting: Meeting, facts: AgendaFacts, address: str = "") -> str:
    """The invitation, or the cancellation, to paste into the group's chat."""
    cancelled = meeting.state == Meeting.State.CANCELLED
    lines = [
        _("Yth. Bapak/Ibu guru %(group)s,") % {"group": meeting.group.name},
        _("Pertemuan ini dibatalkan:")
        if cancelled
        else _("Kami mengundang Bapak/Ibu ke pertemuan:"),
        "",
        f"*{meeting.title}*",
        _("Hari, jam: %(when)s") % {"when": when(meeting)},
        _("Tempat: %(where)s") % {"where": where(meeting)},
        _("Untuk: %(audience)s") % {"audience": audience(meeting)},
    ]
    if cancelled:
        reason = _("Alasan: %(reason)s") % {"reason": meeting.cancelled_reason}
        return "\n".join([*lines, reason, *_to_tap(address), "", _("Terima kasih.")])
    if speaker(meeting):
        lines.append(_("Narasumber: %(name)s") % {"name": speaker(meeting)})
    agenda = invitation_agenda(meeting, facts)
    if agenda:
        lines.append(_("Agenda:"))
        lines += [f"{n}. {item}" for n, item in enumerate(agenda, 1)]
    lines += _to_tap(address)
    thanks = _("Mohon membawa hasil langkah dari pertemuan lalu. Terima kasih.")
    lines += ["", thanks if facts.steps else _("Terima kasih.")]
    if meeting.invitation:
        lines.append(_("Surat nomor %(number)s") % {"number": meeting.invitation.text})
    return "\n".join(lines)


def _to_tap(address: str) -> list[str]:
    return [_("Lihat di sini: %(address)s") % {"address": address}] if address else []
