"""The supervisor's findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gugus.opening.models import Finding
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.programme.queries import need_name


@dataclass(frozen=True)
class FindingRow:
    """One finding; with an address to take it back, or to put it back, for its writer."""

    found_on: date
    text: str
    need: str
    by: str
    withdraw_href: str
    restore_href: str


@dataclass(frozen=True)
class FindingsPage:
    """The screen `opening:findings`."""

    write_href: str
    rows: tuple[FindingRow, ...]
    withdrawn: tuple[FindingRow, ...]


def findings_page(
    actor: Actor, group: Group, found: Iterable[Finding], withdrawn: Iterable[Finding]
) -> FindingsPage:
    """The findings that stand, and what this person took back."""
    writes = actor.may(May.WRITE_FINDINGS, group.pk)
    return FindingsPage(
        write_href=reverse("opening:finding_write", args=[group.code]) if writes else "",
        rows=tuple(_row(actor, group, one) for one in found),
        withdrawn=tuple(_row(actor, group, one) for one in withdrawn),
    )


def _row(actor: Actor, group: Group, finding: Finding) -> FindingRow:
    own = finding.written_by_id == actor.user_id and actor.may(May.WRITE_FINDINGS, group.pk)
    at = [group.code, finding.pk]
    gone = finding.withdrawn_at is not None
    return FindingRow(
        found_on=finding.found_on,
        text=finding.text,
        need=need_name(finding.item) if finding.item is not None else "",
        by=finding.written_by.name,
        withdraw_href=reverse("opening:finding_withdraw", args=at) if own and not gone else "",
        restore_href=reverse("opening:finding_restore", args=at) if own and gone else "",
    )
