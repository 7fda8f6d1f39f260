"""What speakers can do, how often, when not; and speakers that groups share."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.competence.models import Item
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Speaker
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.speakers.models import Skill, SpeakerAbsence, SpeakerTerms
from gugus.speakers.queries.shared import speakers_nearby
from gugus.speakers.rules import next_level

MOST_AWAY = 60


def set_skills(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    speaker: Speaker,
    levels: Mapping[Item, str],
    topics: Sequence[tuple[str, str]],
) -> None:
    """Write what a speaker is good at: a level for each item shown ('' takes it away), and topics.

    Items of other frameworks, which another group may have set, stay.
    """
    wanted = {topic.casefold(): (topic, level) for topic, level in topics}
    with transaction.atomic():
        _locked(speaker, group)
        known = list(Skill.objects.filter(speaker=speaker))
        for item, level in levels.items():
            row = next((one for one in known if one.item_id == item.pk), None)
            _put(
                row or Skill(speaker=speaker, item=item),
                level,
                day_of(group, now),
            )
        for row in known:
            if row.topic and row.topic.casefold() not in wanted:
                row.delete()
        for folded, (topic, level) in wanted.items():
            row = next((one for one in known if one.topic.casefold() == folded), None)
            row = row or Skill(speaker=speaker)
            row.topic = topic
            _put(row, level, day_of(group, now))
        record(actor.user_id, now, "speaker.skills_changed", speaker, group.pk)


def _put(row: Skill, level: str, today: date) -> None:
    if not level:
        if row.pk:
            row.delete()
        return
    before = Skill.objects.filter(pk=row.pk).values_list("level", flat=True).first()
    if before != level:
        row.level, row.since = level, today
    row.save()


def raise_level(
    *, actor: Actor, now: datetime, group: Group, speaker: Speaker, skill: Skill, seen: str
) -> Skill:
    """One rung up from the level that the person had in view; a second tap changes nothing."""
    with transaction.atomic():
        _locked(speaker, group)
        row = Skill.objects.filter(pk=skill.pk, speaker=speaker).first()
        higher = next_level(seen)
        if row is None:
            raise Refused(_("Keahlian ini sudah tidak ada. Tidak ada yang diubah."))
        if higher is None:
            raise Refused(_("Penyaji sudah tingkat tertinggi. Tidak ada yang diubah."))
        if row.level == seen:
            row.level, row.since = higher, day_of(group, now)
            row.save()
            record(actor.user_id, now, "skill.level_raised", speaker, group.pk, skill=row.pk)
    return row


def set_terms(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    speaker: Speaker,
    most: int | None,
    weekdays: Collection[int],
) -> None:
    """Write how often a speaker can be asked in a school year, and on which weekdays."""
    with transaction.atomic():
        _locked(speaker, group)
        SpeakerTerms.objects.update_or_create(
            speaker=speaker, defaults={"most_a_year": most, "weekdays": sorted(weekdays)}
        )
        record(actor.user_id, now, "speaker_terms.changed", speaker, group.pk)


def add_absence(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    speaker: Speaker,
    first: date,
    last: date,
    note: str,
) -> SpeakerAbsence:
    """Write days on which a speaker cannot come; the same days once more change nothing."""
    if last < first:
        raise Refused(_("Hari terakhir harus sesudah hari pertama."), "last_day")
    with transaction.atomic():
        _locked(speaker, group)
        if speaker.away.count() >= MOST_AWAY:
            raise Refused(_("Sudah terlalu banyak catatan berhalangan. Hapus yang lama dahulu."))
        row, made = SpeakerAbsence.objects.get_or_create(
            speaker=speaker, first_day=first, last_day=last, defaults={"note": note}
        )
        if made:
            record(actor.user_id, now, "speaker_absence.added", speaker, group.pk)
    return row


def remove_absence(
    *, actor: Actor, now: datetime, group: Group, speaker: Speaker, away: SpeakerAbsence
) -> None:
    """The speaker can come on those days after all."""
    with transaction.atomic():
        _locked(speaker, group)
        gone, _rows = SpeakerAbsence.objects.filter(pk=away.pk, speaker=speaker).delete()
        if gone:
            record(actor.user_id, now, "speaker_absence.removed", speaker, group.pk)


def share_speaker(*, actor: Actor, now: datetime, group: Group, speaker_id: int) -> Speaker:
    """Take a speaker of another group in the same place into this group's list too."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        here = group.speakers.filter(pk=speaker_id).first()
        if here is not None:
            return here
        speaker = speakers_nearby(group).filter(pk=speaker_id).first()
        if speaker is None:
            raise Refused(_("Narasumber ini tidak ada lagi di kelompok sekitar. Cari sekali lagi."))
        speaker.groups.add(group)
        record(actor.user_id, now, "speaker.shared", speaker, group.pk)
    return speaker


def _locked(speaker: Speaker, group: Group) -> Speaker:
    """Several groups may write about one speaker at once: they wait for each other."""
    found = Speaker.objects.select_for_update().filter(pk=speaker.pk).first()
    if found is None or not found.groups.filter(pk=group.pk).exists():
        raise Refused(_("Narasumber ini sudah tidak ada di daftar kelompok. Muat ulang halaman."))
    return found
