"""Everything about one person as one file: records, pictures, recordings, keys, sign-ins."""

import json
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder

from gugus.accounts.queries import own_data_document
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.people.registry import Viewer, own_records_of
from gugus.platform.foundation.models import User
from gugus.privacy.queries.held import media_of
from gugus.privacy.queries.requests import consents_of

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


class PersonViewer(Viewer):
    """The person in a group that they may have left: their own records stay theirs to read."""

    @cached_property
    def teacher(self) -> Teacher | None:
        """The person's row, whether it still stands on the roster or not."""
        return Teacher.objects.select_related("school").filter(pk=self.teacher_id or 0).first()

    @cached_property
    def teacher_id(self) -> int | None:
        """The teacher whom the login belongs to."""
        found = Teacher.objects.filter(user_id=self.actor.user_id).first()
        return found.pk if found else None


def everything_about(
    user: User, teacher: Teacher | None, groups: list[Group], now: datetime
) -> bytes:
    """A ZIP: `data-saya.json`, and each picture and recording under its number."""
    day = day_of(groups[0], now) if groups else now.date()
    document: dict[str, Any] = own_data_document(user, teacher, day)
    actor = Actor(user.pk, user.name, teacher.pk if teacher else None, ())
    document["groups"] = {
        group.name: {
            kind.name: list(rows) for kind, rows in own_records_of(PersonViewer(actor, group, now))
        }
        for group in groups
    }
    if teacher is not None:
        document["consents"] = list(
            consents_of(teacher).values(
                "use", "text", "text_since", "given_at", "how", "withdrawn_at"
            )
        )
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as zipped:
        for one in media_of(teacher) if teacher is not None else ():
            ending = _ENDINGS.get(one.kind, one.kind.rpartition("/")[2])
            zipped.writestr(f"foto-dan-suara/{one.pk}.{ending}", bytes(one.content))
        text = json.dumps(
            document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, default=str
        )
        zipped.writestr("data-saya.json", text)
    return packed.getvalue()
