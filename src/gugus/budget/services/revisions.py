"""Revisions of an agreed budget: begun as a working copy, handed in, decided, put in force."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import approved_rows, budget_rows_of, limit_of, open_revision
from gugus.budget.rules.revisions import (
    BudgetRevisionFault,
    budget_revision_fault,
    budget_row_changes,
    budget_shift,
    overspent_rows,
)
from gugus.budget.services.budget import locked_budget, write_item
from gugus.cash.queries.book import spent_by_item
from gugus.funds.models import Budget, BudgetItem
from gugus.funds.rules.budget_rows import BudgetRow, rows_from_json, rows_to_json
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Line

State = BudgetRevision.State


@dataclass(frozen=True)
class RevisionSubmission:
    """What a person says when handing a revision in; `knows` of rows cut below what was spent."""

    dated: date
    reason: str
    knows: bool = False


@dataclass(frozen=True)
class RevisionDecision:
    """Yes or no to a revision: whose word it is, and the office's letter it rests on."""

    approves: bool
    dated: date
    name: str = ""
    letter: str = ""
    note: str = ""


def begin_revision(*, actor: Actor, now: datetime, budget: Budget) -> BudgetRevision:
    """Copy the rows to work on; a second request gets the existing copy."""
    with transaction.atomic():
        budget = locked_budget(budget)
        if budget.state != Budget.State.AGREED:
            raise Refused(_("Anggaran ini belum disepakati: barisnya dapat langsung diubah."))
        known = open_revision(budget)
        if known is not None and known.state == State.PENDING:
            raise Refused(_pending_words(known))
        if known is not None:
            return known
        rows = rows_to_json(budget_rows_of(budget))
        made = BudgetRevision.objects.create(
            budget=budget, before=rows, after=rows, made_at=now, made_by_id=actor.user_id
        )
        record(
            actor.user_id, now, "budget_revision.started", budget, budget.group_id, revision=made.pk
        )
    return made


def discard_revision(*, actor: Actor, now: datetime, revision: BudgetRevision) -> None:
    """Throw the working copy away; the budget stays as it is."""
    with transaction.atomic():
        budget, revision = _locked(revision)
        if revision.state != State.DRAFT:
            raise Refused(_("Revisi ini sudah diajukan. Tidak ada yang dibuang."))
        record(
            actor.user_id,
            now,
            "budget_revision.discarded",
            budget,
            budget.group_id,
            revision=revision.pk,
        )
        revision.delete()


def submit_revision(
    *, actor: Actor, now: datetime, revision: BudgetRevision, said: RevisionSubmission
) -> BudgetRevision:
    """Give the revision its number: in force at once when it is small, else it waits."""
    with transaction.atomic():
        budget, revision = _locked(revision)
        if revision.state != State.DRAFT:
            raise Refused(_("Revisi ini sudah diajukan. Tidak ada yang diubah."))
        before, after = budget_rows_of(budget), rows_from_json(revision.after)
        _check_hand_in(budget, before, after, said, now)
        since = budget_shift(approved_rows(budget), after)
        revision.before = rows_to_json(before)
        revision.number = budget.revisions.exclude(state=State.DRAFT).count() + 1
        revision.dated, revision.reason = said.dated, said.reason
        revision.share, revision.share_since = budget_shift(before, after).share, since.share
        revision.limit_percent = limit_of(budget)
        revision.needs_approval = since.passes(revision.limit_percent)
        revision.made_at, revision.made_by_id = now, actor.user_id
        if revision.needs_approval:
            revision.state = State.PENDING
        else:
            _put_in_force(budget, revision, now)
        revision.save()
        record(
            actor.user_id,
            now,
            "budget_revision.submitted",
            budget,
            budget.group_id,
            revision=revision.pk,
        )
    return revision


def withdraw_revision(*, actor: Actor, now: datetime, revision: BudgetRevision) -> None:
    """Take a waiting revision back; it keeps its number, the budget stays as it is."""
    with transaction.atomic():
        budget, revision = _locked(revision)
        _check_pending(revision)
        revision.state = State.WITHDRAWN
        revision.save(update_fields=["state"])
        record(
            actor.user_id,
            now,
            "budget_revision.withdrawn",
            budget,
            budget.group_id,
            revision=revision.pk,
        )


def decide_revision(
    *, actor: Actor, now: datetime, revision: BudgetRevision, decision: RevisionDecision
) -> BudgetRevision:
    """A supervisor's decision, or an office's by letter; approved rows are in force at once."""
    with transaction.atomic():
        budget, revision = _locked(revision)
        _check_pending(revision)
        _check_decision(actor, budget, revision, decision, now)
        revision.decided_on = decision.dated
        revision.decided_by_name = decision.name or actor.name
        revision.decided_letter, revision.decided_note = decision.letter, decision.note
        revision.decided_by_id = actor.user_id
        if decision.approves:
            _put_in_force(budget, revision, now)
        else:
            revision.state = State.REFUSED
        revision.save()
        record(
            actor.user_id,
            now,
            "budget_revision.decided",
            budget,
            budget.group_id,
            revision=revision.pk,
        )
    return revision


def may_decide_alone(actor: Actor, revision: BudgetRevision) -> bool:
    """A supervisor decides in the own name; not about what that same person handed in."""
    roles = actor.roles_in(revision.budget.group_id)
    return Role.SUPERVISOR in roles and actor.user_id != revision.made_by_id


def _locked(revision: BudgetRevision) -> tuple[Budget, BudgetRevision]:
    budget = locked_budget(revision.budget)
    found = BudgetRevision.objects.filter(pk=revision.pk).first()
    if found is None:
        raise Refused(_("Revisi ini sudah dibuang dari halaman lain. Tidak ada yang diubah."))
    found.budget = budget
    return budget, found


def _check_hand_in(
    budget: Budget,
    before: tuple[BudgetRow, ...],
    after: tuple[BudgetRow, ...],
    said: RevisionSubmission,
    now: datetime,
) -> None:
    fault = budget_revision_fault(before, after)
    if fault is BudgetRevisionFault.NOTHING:
        raise Refused(_("Revisi ini belum mengubah apa pun. Ubah dulu barisnya."))
    if fault is BudgetRevisionFault.EMPTY:
        raise Refused(_("Revisi ini mengosongkan seluruh anggaran. Sisakan paling sedikit satu."))
    if said.dated > day_of(budget.group, now):
        raise Refused(_("Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."), "dated")
    if budget.agreed_on is not None and said.dated < budget.agreed_on:
        raise Refused(_("Revisi tidak dapat mendahului kesepakatan anggaran."), "dated")
    if overspent_rows(budget_row_changes(before, after), spent_by_item(budget)) and not said.knows:
        raise Refused(
            _(
                "Ada baris yang anggarannya menjadi lebih kecil dari yang sudah dibelanjakan. "
                "Belum diajukan. Periksa barisnya, atau nyatakan bahwa Anda mengetahuinya."
            ),
            "knows",
        )


def _check_decision(
    actor: Actor,
    budget: Budget,
    revision: BudgetRevision,
    decision: RevisionDecision,
    now: datetime,
) -> None:
    if decision.dated > day_of(budget.group, now):
        raise Refused(_("Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."), "dated")
    if not decision.approves and not decision.note:
        raise Refused(_("Tulis alasannya, supaya pengurus tahu apa yang perlu diperbaiki."), "note")
    if may_decide_alone(actor, revision):
        return
    for name, value in (("letter", decision.letter), ("name", decision.name)):
        if not value:
            raise Refused(
                _(
                    "Keputusan ini milik pengawas atau dinas. Isi nomor surat, tanggal, dan nama "
                    "pejabat yang memutuskannya."
                ),
                name,
            )


def _check_pending(revision: BudgetRevision) -> None:
    if revision.state != State.PENDING:
        raise Refused(
            _("Revisi ini tidak lagi menunggu persetujuan. Tidak ada yang diubah: muat ulang.")
        )


def _put_in_force(budget: Budget, revision: BudgetRevision, now: datetime) -> None:
    """Write the rows; the revision keeps them with the numbers that new ones now have."""
    lines = set(
        Line.objects.filter(programme__group_id=budget.group_id).values_list("pk", flat=True)
    )
    items = {item.pk: item for item in budget.items.filter(removed_at=None)}
    kept = []
    for row in rows_from_json(revision.after):
        item = items.pop(row.stored, None) if row.stored is not None else None
        item = item or BudgetItem(budget=budget)
        # The line may have left the programme since.
        placed = row if row.line in lines else replace(row, line=None)
        write_item(item, placed)
        kept.append(replace(placed, key=str(item.pk)))
    for gone in items.values():
        gone.removed_at = now
        gone.save(update_fields=["removed_at"])
    revision.after = rows_to_json(kept)
    revision.state = State.IN_FORCE


def _pending_words(revision: BudgetRevision) -> str:
    return _(
        "Revisi %(number)s masih menunggu persetujuan. Tunggu keputusannya, atau tarik dulu."
    ) % {"number": revision.number}
