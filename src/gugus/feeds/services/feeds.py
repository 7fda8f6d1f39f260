"""Making, renewing and ending the private addresses of calendars."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from gugus.feeds.models import Feed
from gugus.feeds.services.publication import forget_published
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import record

# How exactly the page tells when the address was read last; every reading would be a write.
READ_STEP = timedelta(hours=1)


def create_feed(*, actor: Actor, now: datetime, group: Group | None) -> Feed:
    """Give the person a new address, of their own meetings or of a group's; the former one stops
    working."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.user_id)
        values = {
            "nonce": secrets.token_hex(16),
            "made_at": now,
            "last_read_at": None,
            "digest": "",
            "changed_at": None,
        }
        feed, _made = Feed.objects.update_or_create(
            user_id=actor.user_id, group=group, defaults=values
        )
        forget_published(feed)
        _record(actor, now, "feed.created", feed, group)
    return feed


def delete_feed(*, actor: Actor, now: datetime, group: Group | None) -> None:
    """Take the person's address away; without one nothing happens."""
    with transaction.atomic():
        feed = Feed.objects.select_for_update().filter(user=actor.user_id, group=group).first()
        if feed is not None:
            _record(actor, now, "feed.deleted", feed, group)
            feed.delete()


def record_feed_read(*, now: datetime, feed: Feed, digest: str) -> datetime:
    """Remember that a calendar read, and when what it gets last changed; return the latter."""
    changes: dict[str, object] = {}
    if feed.digest != digest or feed.changed_at is None:
        feed.digest, feed.changed_at = digest, now
        changes = {"digest": digest, "changed_at": now}
    if feed.last_read_at is None or feed.last_read_at < now - READ_STEP:
        feed.last_read_at = changes["last_read_at"] = now
    if changes:
        # An address that was renewed meanwhile is another one.
        Feed.objects.filter(pk=feed.pk, nonce=feed.nonce).update(**changes)
    return feed.changed_at


def _record(actor: Actor, now: datetime, verb: str, feed: Feed, group: Group | None) -> None:
    group_id = group.pk if group else None
    record(actor.user_id, now, verb, feed, group_id)
