"""The supervisor's findings."""

from collections.abc import Iterable
from dataclasses import dataclass

from gugus.opening.models import Finding
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.programme.queries import need_name


@dataclass(frozen=True)
class FindingRow:
    """One finding; its writer may take it back, or put it back."""

    finding: Finding
    need: str
    is_own: bool


@dataclass(frozen=True)
class FindingsPage:
    """The screen `opening:findings`."""

    may_write: bool
    rows: tuple[FindingRow, ...]
    withdrawn: tuple[FindingRow, ...]


def findings_page(
    actor: Actor, group: Group, found: Iterable[Finding], withdrawn: Iterable[Finding]
) -> FindingsPage:
    """The findings that stand, and what this person took back."""
    writes = actor.may(May.WRITE_FINDINGS, group.pk)
    return FindingsPage(
        may_write=writes,
        rows=tuple(_row(actor, one, writes=writes) for one in found),
        withdrawn=tuple(_row(actor, one, writes=writes) for one in withdrawn),
    )


def _row(actor: Actor, finding: Finding, *, writes: bool) -> FindingRow:
    need = need_name(finding.item) if finding.item is not None else ""
    return FindingRow(finding, need, writes and finding.written_by_id == actor.user_id)
