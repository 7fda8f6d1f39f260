"""Reads of the audit trail: who did what, without what is a person's own affair."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from gugus.audit.rules import logins_about
from gugus.people.models import Group
from gugus.platform.foundation.models import AuditEntry, User


@dataclass(frozen=True)
class TrailFilter:
    """Which entries are asked for; what is None or empty does not narrow."""

    day: date | None = None
    person: int | None = None
    verbs: Collection[str] = ()


def trail_of(
    group: Group | None, asked: TrailFilter, private: Iterable[str]
) -> QuerySet[AuditEntry]:
    """A group's entries, or (None) those of the whole installation, the latest first."""
    rows = AuditEntry.objects.exclude(verb__in=list(private)).order_by("-id")
    if group is not None:
        rows = rows.filter(group_id=group.pk)
    if asked.day is not None:
        start = timezone.make_aware(datetime.combine(asked.day, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    if asked.person is not None:
        rows = rows.filter(user_id=asked.person)
    if asked.verbs:
        rows = rows.filter(verb__in=list(asked.verbs))
    return rows


def names_in(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """The names of all persons whom these entries name by number."""
    ids: set[int] = set()
    for entry in entries:
        about = logins_about(entry.data, entry.user_id, entry.object_type, entry.object_id)
        ids |= {one for one in (entry.user_id, *about) if one is not None}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def person_named(user_id: int | None, group: Group | None) -> str:
    """The name of the person whose entries alone are shown; '' for everybody's.

    A group learns no name of somebody who did nothing there.
    """
    if user_id is None:
        return ""
    done = AuditEntry.objects.filter(user_id=user_id)
    if group is not None and not done.filter(group_id=group.pk).exists():
        return ""
    return User.objects.filter(pk=user_id).values_list("name", flat=True).first() or ""
