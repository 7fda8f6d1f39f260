"""Private addresses of calendars: what they are made of, and whom they still let read.

The address holds the row's number and 160 bits that only this installation can make of the row's
chance number: the database alone (a stolen backup) reveals no address, and none can be guessed, so
no rate limit is needed.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from gugus.feeds.models import Feed
from gugus.people.access import Actor, load_actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import parse_id

_PROOF = 40


def token_of(feed: Feed) -> str:
    """What stands in the address of this row as it is now."""
    return f"{feed.pk}-{_proof(feed.pk, feed.nonce)}"


def feed_of_token(token: str) -> Feed | None:
    """The row whose present address this is; None for every other text."""
    number, _dash, proof = token.partition("-")
    pk = parse_id(number)
    feed = Feed.objects.select_related("user", "group").filter(pk=pk).first() if pk else None
    # Computed for a missing row too, so that the response time reveals nothing.
    expected = _proof(feed.pk, feed.nonce) if feed else _proof(0, "")
    right = constant_time_compare(proof, expected)
    return feed if feed is not None and right else None


def reader_of(feed: Feed) -> Actor | None:
    """The person with the roles of today; None when they may no longer read what it was made for."""
    if not feed.user.is_active:
        return None
    actor = load_actor(feed.user)
    if feed.group_id is not None and not actor.may(May.SEE_GROUP, feed.group_id):
        return None
    return actor


def _proof(pk: int, nonce: str) -> str:
    mac = salted_hmac("gugus.planning.feed", f"{pk}:{nonce}", algorithm="sha256")
    return mac.hexdigest()[:_PROOF]
