"""Lines that the records propose: gathered, accepted, refused, and taken up again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.competence.models import Item
from gugus.opening.models import LineProposal
from gugus.people.access import Actor
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Line, Programme
from gugus.programme.services.lines import LineContent, add_line
from gugus.programme.services.programmes import locked_programme

_STATES = LineProposal.State
# Sources whose content a person has already weighed, or that was measured: good enough to take
# as it is. A problem or a finding wants somebody's own words first.
ACCEPTABLE_UNCHANGED = (LineProposal.Source.NEED, LineProposal.Source.LAST_YEAR)


@dataclass(frozen=True)
class ProposalDraft:
    """A line that the records propose, with its reason in figures."""

    source: str
    key: str
    rank: int
    title: str
    basis: dict[str, Any]
    content: dict[str, Any]


@dataclass(frozen=True)
class AcceptanceResult:
    """What became of several proposals at once."""

    accepted: int
    # Titles with the reason why they were not taken.
    left: tuple[tuple[str, str], ...]


def update_proposals(
    *, actor: Actor, now: datetime, programme: Programme, drafts: Sequence[ProposalDraft]
) -> int:
    """Put down what the records propose today; return how many were not there before.

    What a person has decided stays decided. What still waits gets today's figures, and goes when
    the records no longer propose it.
    """
    with transaction.atomic():
        programme = locked_programme(programme)
        known = {row.key: row for row in LineProposal.objects.filter(programme=programme)}
        fresh = [draft for draft in drafts if draft.key not in known]
        LineProposal.objects.bulk_create(
            LineProposal(programme=programme, **_values(draft), key=draft.key) for draft in fresh
        )
        found = {draft.key: draft for draft in drafts}
        for row in known.values():
            if row.state == _STATES.OPEN:
                _renew(row, found.get(row.key))
        record(
            actor.user_id, now, "proposals.gathered", programme, programme.group_id, new=len(fresh)
        )
    return len(fresh)


def _values(draft: ProposalDraft) -> dict[str, Any]:
    names = ("source", "rank", "title", "basis", "content")
    # What still waits gets today's figures in place of its sentence of before.
    return {name: getattr(draft, name) for name in names} | {"reason": ""}


def _renew(row: LineProposal, draft: ProposalDraft | None) -> None:
    if draft is None:
        row.delete()
        return
    for name, value in _values(draft).items():
        setattr(row, name, value)
    row.save()


def accept_proposal(
    *, actor: Actor, now: datetime, proposal: LineProposal, content: LineContent
) -> Line:
    """Make a line of it, as a person has worded it; the proposal keeps which line came of it."""
    with transaction.atomic():
        programme = locked_programme(proposal.programme)
        proposal = _open(proposal)
        line = add_line(actor=actor, now=now, programme=programme, content=content)
        proposal.line = line
        _decide(proposal, actor, now, _STATES.ACCEPTED, "")
        record(
            actor.user_id,
            now,
            "proposal.accepted",
            proposal,
            programme.group_id,
            line=proposal.line_id,
        )
    return line


def accept_unchanged(
    *, actor: Actor, now: datetime, programme: Programme, chosen: Collection[int]
) -> AcceptanceResult:
    """Take several as they are; one that cannot be taken is left and does not stop the others."""
    left: list[tuple[str, str]] = []
    accepted = 0
    rows = LineProposal.objects.filter(
        programme=programme, pk__in=chosen, source__in=ACCEPTABLE_UNCHANGED
    )
    for row in rows.select_related("programme__group"):
        try:
            accept_proposal(actor=actor, now=now, proposal=row, content=proposed_content(row))
        except Refused as refusal:
            left.append((row.title, refusal.message))
        else:
            accepted += 1
    return AcceptanceResult(accepted, tuple(left))


def refuse_proposals(
    *, actor: Actor, now: datetime, programme: Programme, chosen: Collection[int], note: str
) -> int:
    """Refuse these for this year, with a reason; proposals decided in the meantime stay."""
    if not note.strip():
        raise Refused(_("Tulis alasannya dengan singkat. Belum ada usulan yang ditolak."), "note")
    with transaction.atomic():
        programme = locked_programme(programme)
        rows = LineProposal.objects.select_for_update().filter(
            programme=programme, pk__in=chosen, state=_STATES.OPEN
        )
        for row in rows:
            _decide(row, actor, now, _STATES.REFUSED, note.strip())
            record(
                actor.user_id, now, "proposal.declined", row, programme.group_id, line=row.line_id
            )
        return len(rows)


def reconsider_proposal(*, actor: Actor, now: datetime, proposal: LineProposal) -> LineProposal:
    """Take a refusal back; an accepted one waits again only when its line is gone."""
    with transaction.atomic():
        programme = locked_programme(proposal.programme)
        proposal = LineProposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.state == _STATES.ACCEPTED and proposal.line_id is not None:
            raise Refused(_("Usulan ini sudah menjadi program. Ubah atau hapus programnya."))
        if proposal.state != _STATES.OPEN:
            proposal.state, proposal.note = _STATES.OPEN, ""
            proposal.decided_at = proposal.decided_by = None
            proposal.save()
            record(
                actor.user_id,
                now,
                "proposal.reconsidered",
                proposal,
                programme.group_id,
                line=proposal.line_id,
            )
    return proposal


def proposed_content(proposal: LineProposal) -> LineContent:
    """The proposed line; what it named and is no longer there is left out."""
    data = dict(proposal.content)
    group = proposal.programme.group
    needs = Item.objects.filter(pk__in=data.pop("need_ids", []))
    values = {name: data[name] for name in LineContent.__dataclass_fields__ if name in data}
    values |= {
        "need_ids": frozenset(needs.values_list("pk", flat=True)),
        "study_group": group.study_groups.filter(pk=data.get("study_group") or 0).first(),
        "speaker": group.speakers.filter(pk=data.get("speaker") or 0).first(),
        "months": tuple(data.get("months", ())),
        "after": None,
    }
    return LineContent(**values)


def _open(proposal: LineProposal) -> LineProposal:
    row = LineProposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if row is None or row.state != _STATES.OPEN:
        raise Refused(
            _(
                "Usulan ini sudah diputuskan atau tidak berlaku lagi. Tidak ada yang ditambahkan; "
                "kembali ke halaman pembukaan untuk melihatnya."
            )
        )
    return row


def _decide(row: LineProposal, actor: Actor, now: datetime, state: str, note: str) -> None:
    row.state, row.note = _STATES(state), note
    row.decided_at, row.decided_by_id = now, actor.user_id
    row.save()
