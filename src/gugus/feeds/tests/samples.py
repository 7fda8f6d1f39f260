"""Sample objects of `feeds` for the walk through all addresses."""

from django.utils import timezone

from gugus.feeds.access import token_of
from gugus.feeds.services.feeds import create_feed
from gugus.meetings.models import Meeting
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A person's calendar address is made and ended by its owner; the kind names nothing."""
    feed = create_feed(actor=load_actor(world.users[Role.TEACHER]), now=timezone.now(), group=None)
    kind = Sample({"kind": "saya"}, owned=False)
    return {
        "feeds:make": kind,
        "feeds:end": kind,
        "feeds:feed": Sample({"token": token_of(feed)}, owned=False),
        "feeds:meeting_ics": Sample({"pk": sample_meeting(world, Meeting.State.CALLED).pk}),
    }
