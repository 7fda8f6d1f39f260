"""Catching up, feedback and the journal, as phones send them."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.catchup import queries
from gugus.catchup.forms import FeedbackForm, JournalEntryForm, PacketAnswerForm
from gugus.catchup.models import Reflection
from gugus.catchup.pages.packet import question_of
from gugus.catchup.services import feedback, journal, packet
from gugus.meetings.sync_handlers import checked, own_teacher, the_meeting
from gugus.people.access import MemberCommand, group_command
from gugus.people.clock import day_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult


@group_command("packet.read", May.REFLECT)
def packet_read(command: MemberCommand) -> CommandResult:
    """The packet was opened: `{meeting}`."""
    meeting = the_meeting(command)
    packet.open_packet(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=own_teacher(command),
        at=command.made_at,
    )
    return CommandResult()


@group_command("packet.answer", May.REFLECT)
def packet_answer(command: MemberCommand) -> CommandResult:
    """The packet's question was answered: `{meeting, answer}`."""
    meeting, teacher = the_meeting(command), own_teacher(command)
    form = checked(PacketAnswerForm(command.form_data(), question=question_of(meeting)))
    reading = packet.answer_packet(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=teacher,
        answer=form.cleaned_data["answer"],
        at=command.made_at,
        command=command.id,
    )
    note = _("Jawaban Anda tersimpan. Terima kasih.")
    href = reverse("catchup:packet", args=[command.group.code, meeting.pk])
    return CommandResult(
        note, href, superseded=_newer(stands=reading.answer == form.cleaned_data["answer"])
    )


@group_command("feedback.give", May.REFLECT)
def feedback_give(command: MemberCommand) -> CommandResult:
    """Four taps and a sentence: `{meeting, useful, clear, usable, time, sentence}`."""
    meeting, teacher = the_meeting(command), own_teacher(command)
    form = checked(FeedbackForm(command.form_data()))
    stands = feedback.give_feedback(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=teacher,
        opinion=form.opinion(),
        at=command.made_at,
        command=command.id,
    )
    note = _("Terima kasih, umpan balik Anda tersimpan.")
    href = reverse("agenda:meeting", args=[command.group.code, meeting.pk])
    return CommandResult(note, href, superseded=_newer(stands=stands))


@group_command("journal.write", May.REFLECT)
def journal_write(command: MemberCommand) -> CommandResult:
    """A page: `{entry?, base?, learnt, applied, obstacle, next_step, meeting?, shared?}`.

    A page that was begun on the phone has the id of the command that began it.
    """
    teacher = own_teacher(command)
    meetings = queries.meetings_to_link(command.group, teacher, day_of(command.group, command.now))
    form = checked(JournalEntryForm(command.form_data(), meetings=meetings))
    key = form.cleaned_data["entry"] or command.id
    row = journal.save_journal_entry(
        actor=command.actor,
        now=command.now,
        group=command.group,
        teacher=teacher,
        write=journal.JournalWrite(key, command.made_at, command.id, form.cleaned_data["base"]),
        entry=form.said(),
        shared=form.cleaned_data["shared"],
    )
    href = reverse("catchup:journal", args=[command.group.code])
    return CommandResult(
        _("Catatan tersimpan."),
        href,
        {"entry": str(key)},
        superseded=_page_superseded(row, stands=journal.says(row, form.said())),
    )


@group_command("journal.unshare", May.REFLECT)
def journal_unshare(command: MemberCommand) -> CommandResult:
    """Take a shared page back: `{entry}`."""
    journal.set_entry_shared(
        actor=command.actor,
        now=command.now,
        teacher=own_teacher(command),
        write=journal.JournalWrite(_key(command), command.made_at, command.id),
        shared=False,
    )
    return CommandResult(_("Catatan ini sekarang hanya dapat Anda baca sendiri."))


def _newer(*, stands: bool) -> str:
    """Only the person writes these, so what stands instead is their own."""
    return "" if stands else _("Yang berlaku: jawaban Anda yang lebih baru, dari HP lain.")


def _page_superseded(row: Reflection, *, stands: bool) -> str:
    if stands:
        return ""
    if row.removed:
        return _("Catatan ini sudah Anda hapus di tempat lain sesudah tulisan ini.")
    return _(
        "Yang berlaku: tulisan Anda yang lebih baru, dari HP lain. Bila keduanya ditulis tanpa "
        "saling tahu, yang ini ada di jurnal sebagai salinan."
    )


def _key(command: MemberCommand) -> UUID:
    try:
        return UUID(command.text("entry"))
    except ValueError:
        raise Refused(_("Catatan ini tidak ditemukan, atau sudah dihapus.")) from None
