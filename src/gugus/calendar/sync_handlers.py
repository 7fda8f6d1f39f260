"""A teacher's words on weekdays, tapped without signal."""

from django.utils.translation import gettext as _

from gugus.calendar.forms.polls import VoteForm
from gugus.calendar.models import DayPoll
from gugus.calendar.services.polls import answer_poll
from gugus.people.access import MemberCommand, group_command
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult


@group_command("day_poll.answer", May.OFFER_SELF)
def answer(command: MemberCommand) -> CommandResult:
    """{poll, hari-0 .. hari-5: can|maybe|cannot}"""
    poll = DayPoll.objects.filter(group=command.group, pk=command.number("poll")).first()
    teacher = teachers_of(command.group).filter(pk=command.actor.teacher_id or 0).first()
    if poll is None or teacher is None:
        raise Refused(_("Pertanyaan ini tidak ditemukan, atau Anda tidak tercatat sebagai guru."))
    poll.group = command.group
    form = VoteForm(command.form_data(), weekdays=poll.weekdays)
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), field)
    later = answer_poll(
        actor=command.actor,
        now=command.now,
        poll=poll,
        teacher=teacher,
        words=form.words(),
        at=command.made_at,
    )
    stands = _("Yang berlaku: jawaban yang ditulis lebih baru untuk Anda.") if later else ""
    note = _("Jawaban Anda tersimpan. Boleh diubah sampai ditutup.")
    return CommandResult(note, superseded=stands)
