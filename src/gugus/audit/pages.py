"""The audit trail in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gugus.audit.forms import TrailForm
from gugus.audit.rules import logins_about
from gugus.people.models import ROLE_LABELS
from gugus.people.registry import capabilities
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.web.pages import ListPart


@dataclass(frozen=True)
class TrailRow:
    """Who did what, and when; `details` name fields and records, never what stood in them."""

    at: datetime
    who: str
    person: int | None
    did: str
    details: str


@dataclass(frozen=True)
class TrailPage:
    """A part of the trail with its filters."""

    form: TrailForm
    rows: tuple[TrailRow, ...]
    total: int
    is_first: bool
    next_url: str
    # Whose entries alone are shown, if one was chosen.
    only: str
    person: int | None
    is_site: bool


def deeds() -> dict[str, str]:
    """Words for every verb that an app declares."""
    return {verb: words for one in capabilities().values() for verb, words in one.deeds.items()}


def private_deeds() -> frozenset[str]:
    """The verbs of people's own affairs."""
    return frozenset[str]().union(*(one.private_deeds for one in capabilities().values()))


def kinds() -> list[tuple[str, str]]:
    """The kinds of deeds by name of their app, in words."""
    found = [(name, one) for name, one in capabilities().items() if one.deeds]
    named = [
        (name.rpartition(".")[2], _(one.title))
        for name, one in found
        if set(one.deeds) - one.private_deeds
    ]
    return sorted(named, key=lambda kind: kind[1])


def verbs_of(kind: str) -> frozenset[str]:
    """The verbs of a kind."""
    for name, one in capabilities().items():
        if name.rpartition(".")[2] == kind:
            return frozenset(one.deeds)
    return frozenset()


def trail_page(
    *,
    form: TrailForm,
    part: ListPart[AuditEntry],
    names: Mapping[int, str],
    only: str,
    person: int | None,
    is_site: bool,
) -> TrailPage:
    """Entries as sentences."""
    words = deeds()
    return TrailPage(
        form=form,
        rows=tuple(_row(entry, words, names) for entry in part.rows),
        total=part.total,
        is_first=part.is_first,
        next_url=part.next_url,
        only=only,
        person=person,
        is_site=is_site,
    )


def _row(entry: AuditEntry, words: Mapping[str, str], names: Mapping[int, str]) -> TrailRow:
    who = names.get(entry.user_id or 0, "")
    did = words.get(entry.verb)
    return TrailRow(
        at=localtime(entry.at),
        who=who or _("Komputer Gugus"),
        person=entry.user_id if who else None,
        did=_(did) if did else entry.verb,
        details=" · ".join(_details(entry, names)),
    )


def _details(entry: AuditEntry, names: Mapping[int, str]) -> list[str]:
    found = []
    role = entry.data.get("role")
    if role in list(Role):
        found.append(str(ROLE_LABELS[Role(role)]))
    proposer = entry.data.get("proposed_by")
    for one in logins_about(entry.data, entry.user_id, entry.object_type, entry.object_id):
        if one == proposer:
            found.append(_("diusulkan %(name)s") % {"name": names.get(one, "–")})
        else:
            found.append(names.get(one, "–"))
    fields = entry.data.get("fields")
    if isinstance(fields, list) and fields:
        found.append(_("isian: %(fields)s") % {"fields": ", ".join(map(str, fields))})
    if entry.object_id is not None:
        found.append(_("catatan %(number)s") % {"number": entry.object_id})
    return found
