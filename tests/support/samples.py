"""One sample object for every address with parts, so that tests can walk all addresses.

An app's samples stand in its `tests/samples.py`, which its `capability.py` names. A new address with
parts beyond the group's code needs one line there; `tests/architecture/test_access_walk.py` fails and
says so until it has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone
from django.utils.module_loading import import_string

from gugus.meetings.models import Meeting
from gugus.people.registry import capabilities
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.models import User
from gugus.platform.interchange.models import ImportDraft
from tests.support.world import World

EVERYBODY = frozenset(Role)
# The day of the one entry in the cash book, whatever day it is.
SAMPLED = date(2026, 9, 1)


@dataclass(frozen=True)
class Sample:
    """The parts of one address that lead to an object of the world's `group`.

    `keeps_out` are roles that the view's guard lets in but this object's own rule does not
    (404). `owned` is False when the parts name nothing of a group (a file format, a framework).
    """

    parts: Mapping[str, object]
    keeps_out: frozenset[Role] = frozenset()
    owned: bool = True


def samples(world: World) -> dict[str, Sample]:
    """Make the objects and name, for every address, the parts that lead to them.

    The lowest floor comes first: an app may look up what those below it have made.
    """
    found: dict[str, Sample] = {}
    for one in capabilities().values():
        if one.samples:
            found |= import_string(one.samples)(world)
    return found


def sample_meeting(world: World, state: Meeting.State) -> Meeting:
    """A meeting of today."""
    return Meeting.objects.create(
        group=world.group,
        title="Diskusi rutin",
        state=state,
        date=timezone.localdate(),
        starts_at=time(13),
        ends_at=time(15),
        host=world.schools[0],
    )


def sample_attachment(user: User, kind: str) -> Attachment:
    """A file as a record keeps it."""
    return Attachment.objects.create(
        kind=kind, content=b"x", size=1, sha256="0" * 64, made_at=timezone.now(), made_by=user
    )


def sample_import(
    world: World, kind: str, role: Role, subject: Mapping[str, object] | None = None
) -> ImportDraft:
    """A file that was read, without rows."""
    return ImportDraft.objects.create(
        kind=kind,
        group_id=world.group.pk,
        subject=subject or {},
        made_by=world.users[role],
        made_at=timezone.now(),
        file_name="contoh.xlsx",
        state=ImportDraft.State.READY,
        notes={"cancelled": [], "letters": {}},
    )
