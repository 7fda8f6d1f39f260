"""Teachers are asked which weekday suits; they say so; an officer decides and says why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.models import DayPoll, DayVote
from gugus.calendar.queries.polls import takes_answers
from gugus.calendar.services.settings import change_plan_settings
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def open_poll(
    *, actor: Actor, now: datetime, group: Group, weekdays: Sequence[int], closes_on: date | None
) -> DayPoll:
    """Ask the group's teachers; one question at a time."""
    if closes_on is not None and closes_on < day_of(group, now):
        raise Refused(_("Hari terakhir menjawab sudah lewat. Pilih hari ini atau sesudahnya."),
                      "closes_on")  # fmt: skip
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        if DayPoll.objects.filter(group=group, closed_at=None).exists():
            raise Refused(_("Masih ada pertanyaan hari yang terbuka. Tutup dulu yang itu."))
        poll = DayPoll.objects.create(
            group=group,
            weekdays=sorted(set(weekdays)),
            opened_at=now,
            opened_by_id=actor.user_id,
            closes_on=closes_on,
        )
        record(actor.user_id, now, "day_poll.opened", poll, group.pk)
    return poll


def answer_poll(
    *,
    actor: Actor,
    now: datetime,
    poll: DayPoll,
    teacher: Teacher,
    words: Mapping[int, str],
    at: datetime,
) -> list[DayVote]:
    """Write a teacher's words, by the teacher or by an officer for them; the later word stands.

    Returns the words of others, or later ones, that stand in place of these.

    `at` is when it was said: what a phone kept for days does not undo what was said since.
    """
    with transaction.atomic():
        row = DayPoll.objects.select_for_update().get(pk=poll.pk)
        # An answer that was given in time and arrived late still counts until somebody closed.
        said_on = day_of(poll.group, min(at, now))
        if not takes_answers(row, said_on):
            raise Refused(_("Pertanyaan hari ini sudah ditutup; jawaban tidak berubah."))
        if not teachers_of(poll.group).filter(pk=teacher.pk).exists():
            raise Refused(_("Guru ini tidak tercatat di kelompok."), "teacher")
        stand = {vote.weekday: vote for vote in row.votes.filter(teacher=teacher)}
        for weekday in row.weekdays:
            if weekday in words:
                _say(row, teacher, weekday, words[weekday], at, actor, stand.get(weekday))
        record(actor.user_id, now, "day_poll.answered", row, row.group_id, teacher=teacher.pk)
    return [vote for vote in stand.values() if vote.at > at and vote.weekday in words]


def close_poll(
    *,
    actor: Actor,
    now: datetime,
    poll: DayPoll,
    chosen: int | None,
    reason: str,
) -> DayPoll:
    """End the question; a weekday that was chosen becomes the group's, with the reason kept."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=poll.group_id)
        row = DayPoll.objects.select_for_update().get(pk=poll.pk)
        if row.closed_at is not None:
            raise Refused(
                _("Pertanyaan ini sudah ditutup oleh pengurus lain; tidak ada yang berubah.")
            )
        row.closed_at, row.chosen, row.reason = now, chosen, reason
        row.save(update_fields=["closed_at", "chosen", "reason"])
        if chosen is not None:
            change_plan_settings(
                actor=actor, now=now, group=poll.group, changes={"weekday": chosen}
            )
        record(actor.user_id, now, "day_poll.closed", row, row.group_id, chosen=chosen)
    return row


def _say(
    poll: DayPoll,
    teacher: Teacher,
    weekday: int,
    word: str,
    at: datetime,
    actor: Actor,
    stands: DayVote | None,
) -> None:
    if stands is None:
        DayVote.objects.create(
            poll=poll, teacher=teacher, weekday=weekday, word=word, at=at, by_id=actor.user_id
        )
    elif stands.at <= at:
        stands.word, stands.at, stands.by_id = word, at, actor.user_id
        stands.save(update_fields=["word", "at", "by"])
