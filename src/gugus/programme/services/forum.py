"""The forum's session: who was there, how they stood; with it the programme is agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import School, Teacher
from gugus.people.queries import teachers_of
from gugus.people.queries.members import school_ids_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Forum, ForumVoice, Programme
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services.programmes import change_status


@dataclass(frozen=True)
class ForumSession:
    """When and where the forum met, who led it, what came of it."""

    held_on: date
    place: str
    chaired_by: str
    note: str


@dataclass(frozen=True)
class ForumVoiceContent:
    """One person who was there: from the roster, or by name."""

    teacher: Teacher | None
    name: str
    school: School | None
    stand: str
    note: str


def record_forum(
    *,
    actor: Actor,
    now: datetime,
    programme: Programme,
    session: ForumSession,
    voices: Sequence[ForumVoiceContent],
) -> Forum:
    """Record a session; the chair's word, not a count of voices, makes the programme agreed."""
    with transaction.atomic():
        wish = TransitionRequest(ProgrammeTransition.AGREE, session.held_on, session.note)
        programme = change_status(actor=actor, now=now, programme=programme, wish=wish)
        _check(programme, voices)
        forum = Forum.objects.create(
            programme=programme,
            held_on=session.held_on,
            place=session.place,
            chaired_by=session.chaired_by,
            note=session.note,
            recorded_at=now,
            recorded_by_id=actor.user_id,
        )
        ForumVoice.objects.bulk_create(_row(forum, voice) for voice in voices)
        record(
            actor.user_id,
            now,
            "programme.forum_recorded",
            forum,
            programme.group_id,
            voices=len(voices),
        )
    return forum


def _check(programme: Programme, voices: Sequence[ForumVoiceContent]) -> None:
    if not voices:
        raise Refused(
            _(
                "Belum ada yang dicatat hadir. Tandai sikap paling sedikit satu orang; "
                "isian lain masih ada."
            )
        )
    teachers = [voice.teacher.pk for voice in voices if voice.teacher is not None]
    here = {
        *school_ids_of(programme.group_id),
        *school_ids_of(programme.group_id, programme.school_year),
    }
    schools = {voice.school.pk for voice in voices if voice.school is not None}
    asked = Teacher.objects.filter(pk__in=teachers)
    # Who belongs by themselves comes from a school of another group.
    own = Q(school__in=here) | Q(pk__in=teachers_of(programme.group).values("pk"))
    if len(teachers) != asked.filter(own).count() or schools - here:
        raise Refused(_("Ada nama yang tercatat dua kali atau bukan dari kelompok ini. Periksa."))


def _row(forum: Forum, voice: ForumVoiceContent) -> ForumVoice:
    school_id = voice.school.pk if voice.school is not None else None
    return ForumVoice(
        forum=forum,
        teacher=voice.teacher,
        name="" if voice.teacher is not None else voice.name,
        # The school that the person came from on that day, wherever they teach later.
        school_id=voice.teacher.school_id if voice.teacher is not None else school_id,
        stand=voice.stand,
        note=voice.note,
    )
