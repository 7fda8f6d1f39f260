"""Choosing who takes a line of the programme."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Speaker, Teacher
from gugus.people.queries import teachers_of
from gugus.people.services.speakers import add_speaker
from gugus.platform.foundation.errors import Refused
from gugus.programme.models import Line
from gugus.programme.services.line_speaker import choose_line_speaker
from gugus.speakers.models import HelpOffer, Skill


def choose_speaker(
    *, actor: Actor, now: datetime, group: Group, line: Line, speaker_id: int
) -> Line:
    """Put a speaker of the group's list on the line."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        speaker = group.speakers.filter(pk=speaker_id).first()
        if speaker is None:
            raise Refused(
                _("Narasumber ini sudah tidak ada di daftar kelompok. Muat ulang halaman.")
            )
        return choose_line_speaker(actor=actor, now=now, line=line, speaker=speaker)


def choose_teacher(
    *, actor: Actor, now: datetime, group: Group, line: Line, teacher_id: int
) -> Line:
    """Put a member who offered on the line; who is no speaker yet becomes one, with what they offered.

    All or nothing: a signed programme takes nobody, and then nobody becomes a speaker either.
    """
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        teacher = teachers_of(group).filter(pk=teacher_id).first()
        rows = HelpOffer.objects.filter(teacher=teacher_id, willing=True, item__in=line.needs.all())
        offers = list(rows)
        if teacher is None or not offers:
            raise Refused(
                _("Guru ini sudah menarik tawarannya. Tidak ada yang diubah; pilih yang lain.")
            )
        speaker = speaker_of_teacher(actor=actor, now=now, group=group, teacher=teacher)
        for offer in offers:
            Skill.objects.get_or_create(
                speaker=speaker,
                item_id=offer.item_id,
                defaults={"level": offer.level, "since": day_of(group, now)},
            )
        return choose_line_speaker(actor=actor, now=now, line=line, speaker=speaker)


def clear_line_speaker(*, actor: Actor, now: datetime, line: Line) -> Line:
    """Leave the line open again."""
    return choose_line_speaker(actor=actor, now=now, line=line, speaker=None)


def speaker_of_teacher(*, actor: Actor, now: datetime, group: Group, teacher: Teacher) -> Speaker:
    """The teacher's one row in the registry: of this group, of another, or new."""
    known = Speaker.objects.filter(teacher=teacher).order_by("pk").first()
    if known is None:
        values = {"name": teacher.name, "institution": teacher.school.name, "teacher": teacher}
        return add_speaker(actor=actor, now=now, group=group, values=values)
    known.groups.add(group)
    return known
