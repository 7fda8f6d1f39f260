"""Posts are given, corrected and ended; past terms are kept."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import CommitteePost, Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

# One person at a time: a new term ends the one before.
SINGLE = frozenset(
    {CommitteePost.Post.CHAIR, CommitteePost.Post.SECRETARY, CommitteePost.Post.TREASURER}
)
# The same person in the same post from the same day is the same term, sent twice.
_ONE_TERM = ("post", "teacher", "person_name", "term_start")


def give_post(
    *, actor: Actor, now: datetime, group: Group, values: Mapping[str, Any]
) -> CommitteePost:
    """Begin a term; the earlier holder of a post for one person ends the day before."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        if values["post"] in SINGLE:
            _end_before(actor, now, group, values["post"], values["term_start"])
        elif group.posts.filter(**{name: values[name] for name in _ONE_TERM}).exists():
            raise Refused(_("Orang ini sudah memegang jabatan itu sejak tanggal itu."))
        post = CommitteePost.objects.create(group=group, **values)
        record(actor.user_id, now, "post.given", post, post.group_id)
    return post


def change_post(
    *, actor: Actor, now: datetime, post: CommitteePost, changes: Mapping[str, Any]
) -> CommitteePost:
    """Correct what was recorded about a term."""
    with transaction.atomic():
        row = CommitteePost.objects.select_for_update().get(pk=post.pk)
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))
            record(actor.user_id, now, "post.changed", row, row.group_id, fields=sorted(changes))
    return row


def end_post(*, actor: Actor, now: datetime, post: CommitteePost, day: date) -> CommitteePost:
    """End a term; the row stays as history."""
    with transaction.atomic():
        row = CommitteePost.objects.select_for_update().get(pk=post.pk)
        row.term_end = day
        row.save(update_fields=["term_end"])
        record(actor.user_id, now, "post.ended", row, row.group_id)
    return row


def _end_before(actor: Actor, now: datetime, group: Group, post: str, start: date) -> None:
    rows = CommitteePost.objects.filter(group=group, post=post, term_end=None)
    for row in rows.select_for_update():
        if row.term_start >= start:
            raise Refused(
                _(
                    "Masa jabatan yang sekarang mulai pada hari itu atau sesudahnya. Periksa tanggal."
                ),
                "term_start",
            )
        row.term_end = start - timedelta(days=1)
        row.save(update_fields=["term_end"])
        record(actor.user_id, now, "post.ended", row, row.group_id)
