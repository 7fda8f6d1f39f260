"""A teacher says whether they will help others with something."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.competence.models import Item
from gugus.people.access import Actor
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.speakers.models import HelpOffer
from gugus.speakers.queries.offers import strong_items


@dataclass(frozen=True)
class OfferAnswer:
    """One answer. `as_strong`: the page said that being strong will be seen with it."""

    item: Item
    willing: bool
    level: str
    as_strong: bool


def answer_offer(
    *, actor: Actor, now: datetime, group: Group, teacher: Teacher, said: OfferAnswer, at: datetime
) -> HelpOffer:
    """Keep the teacher's answer; of several the one given last stands, in whatever order they come.

    Only the teacher answers. That they are strong is kept only if they agreed to have it seen, and
    stays until they answer again: a later measurement tells the officers nothing by itself.
    """
    if actor.teacher_id != teacher.pk:
        raise Refused(_("Hanya gurunya sendiri yang dapat menawarkan diri."))
    with transaction.atomic():
        Teacher.objects.select_for_update().get(pk=teacher.pk)
        row = HelpOffer.objects.filter(teacher=teacher, item=said.item).first()
        if row is not None and row.answered_at > at:
            return row
        row = row or HelpOffer(teacher=teacher, item=said.item)
        agreed = row.as_strong or said.as_strong
        row.as_strong = said.willing and agreed and _is_strong(group, teacher, said.item, row)
        row.willing, row.level, row.answered_at = said.willing, said.level, at
        row.save()
        record(actor.user_id, now, "help_offer.answered", row, group.pk)
    return row


def _is_strong(group: Group, teacher: Teacher, item: Item, row: HelpOffer) -> bool:
    return row.as_strong or item in strong_items(group, teacher)
