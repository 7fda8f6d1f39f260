"""Opening a school year: its programme, and what the records propose for it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from gugus.opening.queries import opening as records
from gugus.opening.rules import proposals as proposing
from gugus.opening.rules.proposals import ProposedLine
from gugus.opening.services.proposals import ProposalDraft, update_proposals
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.programme.models import Programme
from gugus.programme.services import start_programme


def open_year(*, actor: Actor, now: datetime, group: Group, year: int) -> tuple[Programme, int]:
    """Begin the year's programme, if nobody has, and gather what is proposed for it."""
    with transaction.atomic():
        programme, _new = start_programme(actor=actor, now=now, group=group, year=year)
        return programme, gather_proposals(actor=actor, now=now, programme=programme)


def gather_proposals(*, actor: Actor, now: datetime, programme: Programme) -> int:
    """Compare the records with the programme; return how many proposals are new."""
    with transaction.atomic():
        # Read under the programme's lock: two officers who gather at once see one after the other.
        Programme.objects.select_for_update().get(pk=programme.pk)
        drafts = [_draft(one) for one in _proposed(programme, now)]
        return update_proposals(actor=actor, now=now, programme=programme, drafts=drafts)


def _proposed(programme: Programme, now: datetime) -> Iterator[ProposedLine]:
    today = day_of(programme.group, now)
    frame = records.year_frame(programme, today)
    yield from proposing.from_last_year(records.former_lines(programme), frame)
    yield from proposing.from_needs(records.needs_unserved(programme), frame)
    yield from proposing.from_problems(records.problems_unanswered(programme, now), frame)
    yield from proposing.from_findings(records.field_findings(programme), frame)


def _draft(one: ProposedLine) -> ProposalDraft:
    return ProposalDraft(
        one.source, one.key, one.rank, one.title, dict(one.basis), dict(one.content)
    )
