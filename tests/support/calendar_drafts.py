"""A calendar handed in, as a secretary does it."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from gugus.calendar.interchange import IMPORTER
from gugus.people.rules.roles import Role
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import NewImport, preview_import
from tests.support.world import World

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def at(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.group.code, *parts])


def drafted(world: World, source: str | bytes, school: Any = None) -> ImportDraft:
    pasted = isinstance(source, str)
    what = NewImport(
        group_id=world.group.pk,
        data=source.encode() if isinstance(source, str) else source,
        file_name="" if pasted else "kalender.ics",
        subject={"school": school.pk if school else None, "year": 2026, "pasted": pasted},
    )
    who = world.users[Role.SECRETARY].pk
    return preview_import(IMPORTER, actor_id=who, now=NOW, what=what)
