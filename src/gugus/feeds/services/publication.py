"""Remembering which meetings a calendar got, so that they can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from gugus.feeds.models import Feed, PublishedMeeting
from gugus.feeds.rules.publication import Publication, PublishedEvent, PublishedState, publication

_TOLD = frozenset(field.name for field in fields(PublishedEvent))


def publish_meetings(
    *, now: datetime, feed: Feed, present: Sequence[PublishedEvent]
) -> Publication:
    """Note what a calendar gets; return with which sequences, and what is to be taken back.

    A reading that finds nothing new writes nothing and waits for nobody.
    """
    found = publication(now, present, _kept(feed))
    if not found.changed:
        return found
    with transaction.atomic():
        # Two readings at once: the second one compares with what the first one wrote.
        if not Feed.objects.select_for_update().filter(pk=feed.pk, nonce=feed.nonce).exists():
            return found
        found = publication(now, present, _kept(feed))
        _write(feed, found)
    return found


def forget_published(feed: Feed) -> None:
    """A new address begins with nothing handed out."""
    PublishedMeeting.objects.filter(feed=feed).delete()


def _kept(feed: Feed) -> dict[str, PublishedState]:
    return {
        row.uid: PublishedState(
            PublishedEvent(**{name: getattr(row, name) for name in _TOLD}),
            row.sequence_offset,
            row.withdrawn_at,
        )
        for row in PublishedMeeting.objects.filter(feed=feed)
    }


def _write(feed: Feed, found: Publication) -> None:
    PublishedMeeting.objects.filter(feed=feed, uid__in=found.changed - found.kept.keys()).delete()
    rows = list(_rows(feed, (found.kept[uid] for uid in found.changed & found.kept.keys())))
    PublishedMeeting.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["feed", "uid"],
        update_fields=[*(_TOLD - {"uid"}), "sequence_offset", "withdrawn_at"],
    )


def _rows(feed: Feed, kept: Iterable[PublishedState]) -> Iterable[PublishedMeeting]:
    for one in kept:
        yield PublishedMeeting(
            feed=feed,
            sequence_offset=one.sequence_offset,
            withdrawn_at=one.withdrawn_at,
            **vars(one.event),
        )
