"""What all apps hold about one person, as they declared it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from gugus.people.models import Teacher
from gugus.people.registry import capabilities
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.erasure import Erasing, Held, deleted, kept
from gugus.platform.foundation.models import User

# What stands below the rooms and declares nothing itself.
BELOW = (
    *deleted("foundation.PersonalKey.user", "sync.CommandRecord.user"),
    *kept(
        "a trail of ids, without personal values",
        "foundation.AuditEntry.user",
        "foundation.PersonalKey.issued_by",
    ),
    *kept(
        "the hand that wrote it, without a name",
        "jobs.Job.made_by",
        "documents.Letter.issued_by",
        "documents.Attachment.made_by",
        "interchange.ImportDraft.made_by",
    ),
)


@dataclass(frozen=True)
class HeldRows:
    """The rows that one declared field finds for a person."""

    held: Held
    model: type[Model]
    rows: QuerySet[Any]

    @property
    def media(self) -> tuple[str, ...]:
        """The fields by which these rows hold pictures and recordings that would go."""
        names = (
            one.name
            for one in self.model._meta.concrete_fields
            if isinstance(one, ForeignKey) and one.related_model is Attachment
        )
        if self.held.erasing is Erasing.DELETE:
            return tuple(names)
        return tuple(name for name in names if name in self.held.values)

    def texts(self) -> set[str]:
        """What these rows tell of the person in texts that would be emptied."""
        found: set[str] = set()
        for name, value in self.held.values.items():
            if value == "" and self.held.erasing is Erasing.BLANK:
                found |= set(self.rows.values_list(name, flat=True))
        return found

    def attachments(self) -> set[int]:
        """Their ids."""
        found: set[int] = set()
        for name in self.media:
            found |= set(self.rows.exclude(**{name: None}).values_list(f"{name}_id", flat=True))
        return found


def all_held() -> Iterator[Held]:
    """What every app declares."""
    yield from BELOW
    for one in capabilities().values():
        yield from one.held


def target_of(held: Held) -> tuple[type[Model], str, type[Model]]:
    """The model of a declared field, the path in it, and what the path leads to."""
    label, _dot, path = held.field.rpartition(".")
    model: type[Model] = apps.get_model(label)
    end: Any = model
    for step in path.split("__"):
        end = end._meta.get_field(step).related_model
    return model, path, end


def held_about(teacher: Teacher) -> Iterator[HeldRows]:
    """All rows about a person, by declared field; texts that name people are not among them."""
    for held in all_held():
        if held.erasing is Erasing.RENAME:
            continue
        model, path, leads_to = target_of(held)
        person = teacher.user_id if leads_to is User else teacher.pk
        if person is not None:
            yield HeldRows(held, model, model._default_manager.filter(**{path: person}))


def media_of(teacher: Teacher) -> QuerySet[Attachment]:
    """The pictures and recordings that a teacher handed in."""
    ids = set[int]().union(*(one.attachments() for one in held_about(teacher)))
    return Attachment.objects.filter(pk__in=ids).order_by("pk")
