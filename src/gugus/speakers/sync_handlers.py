"""A teacher's offer to help others, as phones send it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.access import MemberCommand, group_command
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult
from gugus.speakers.forms.speakers import HelpOfferForm
from gugus.speakers.queries.offers import offerable
from gugus.speakers.services.offers import answer_offer


@group_command("offer.answer", May.OFFER_SELF)
def offer_answer(command: MemberCommand) -> CommandResult:
    """Yes or no to helping with one item: `{item, willing, level?, strong?}`."""
    teacher = teachers_of(command.group).filter(pk=command.actor.teacher_id or 0).first()
    if teacher is None:
        raise Refused(_("Anda tidak tercatat sebagai guru di kelompok ini."))
    form = HelpOfferForm(command.form_data(), items=offerable(command.group, teacher))
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), None if field == "__all__" else field)
    row = answer_offer(
        actor=command.actor,
        now=command.now,
        group=command.group,
        teacher=teacher,
        said=form.said(),
        at=command.made_at,
    )
    note = _("Jawaban Anda tersimpan. Terima kasih.")
    stands = "" if row.answered_at == command.made_at else _newer()
    href = reverse("speakers:offers", args=[command.group.code])
    return CommandResult(note, href, superseded=stands)


def _newer() -> str:
    return _("Yang berlaku: jawaban Anda yang lebih baru, dari HP lain.")
