"""Remembering which meetings a calendar got, so that they can be taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from gugus.feeds.models import Feed, HandedOut
from gugus.feeds.rules.publication import Handing, Kept, Told, handing


def hand_out(*, now: datetime, feed: Feed, present: Sequence[Told]) -> Handing:
    """Note what a calendar gets; return with which sequences, and what is to be taken back.

    A reading that finds nothing new writes nothing and waits for nobody.
    """
    found = handing(now, present, _kept(feed))
    if not found.changed:
        return found
    with transaction.atomic():
        # Two readings at once: the second one compares with what the first one wrote.
        if not Feed.objects.select_for_update().filter(pk=feed.pk, nonce=feed.nonce).exists():
            return found
        found = handing(now, present, _kept(feed))
        _write(feed, found)
    return found


def forget(feed: Feed) -> None:
    """A new address begins with nothing handed out."""
    HandedOut.objects.filter(feed=feed).delete()


def _kept(feed: Feed) -> dict[str, Kept]:
    return {
        row.uid: Kept(
            Told(row.uid, row.summary, row.starts, row.ends, row.made_at, row.sequence),
            row.lift,
            row.gone_at,
        )
        for row in HandedOut.objects.filter(feed=feed)
    }


def _write(feed: Feed, found: Handing) -> None:
    HandedOut.objects.filter(feed=feed, uid__in=found.changed - found.kept.keys()).delete()
    rows = list(_rows(feed, (found.kept[uid] for uid in found.changed & found.kept.keys())))
    HandedOut.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["feed", "uid"],
        update_fields=["summary", "starts", "ends", "sequence", "lift", "gone_at"],
    )


def _rows(feed: Feed, kept: Iterable[Kept]) -> Iterable[HandedOut]:
    for one in kept:
        yield HandedOut(feed=feed, lift=one.lift, gone_at=one.gone_at, **vars(one.told))
