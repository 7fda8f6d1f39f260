"""Two persons for a role that sees ratings: one proposes, another approves or declines.

Nobody holds the whole temporary password that comes of it: the proposer is shown one half, the approver
the other. So no single officer can be the head or the supervisor under another name.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gugus.accounts.models import OfficeProposal
from gugus.accounts.services.officers import (
    Agreement,
    GrantedOffice,
    Office,
    OfficeCandidate,
    grant_office,
    holds_by_two,
    is_oneself,
    office_in_group,
    refuse_bad_candidate,
    runs_site,
)
from gugus.accounts.services.passwords import refuse_bad_reset, renew_password
from gugus.people.access import Actor, load_actor
from gugus.people.clock import day_here
from gugus.people.models import Group, School
from gugus.people.rules.offices import needs_two
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.seals import UnsealError, seal, unseal
from gugus.platform.foundation.services import record, temporary_word
from gugus.second_factor.services.codes import drop_second_factor

OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class MadeProposal:
    """A proposal and the half of the password that its proposer hands over."""

    proposal: OfficeProposal
    half: str


def propose_office(
    *,
    actor: Actor,
    group: Group | None,
    role: Role,
    somebody: OfficeCandidate,
    now: datetime,
    school: School | None = None,
) -> MadeProposal:
    """Ask a second person for a role that takes two to give."""
    if not needs_two(role) or not _may_propose(actor, group):
        raise Refused(_("Peran ini tidak dapat diberikan di sini."), "role")
    office = office_in_group(group, role, school) if group else Office(role)
    by_site = runs_site(actor)
    refuse_bad_candidate(actor, office, somebody, day_here(now), by_site=by_site)
    if somebody.teacher is None and not somebody.name.strip():
        raise Refused(_("Pilih guru, atau tulis nama orangnya."), "name")
    return _made(
        actor,
        now,
        OfficeProposal(
            kind=OfficeProposal.Kind.ROLE,
            group=group,
            role=role,
            school=office.school,
            teacher=somebody.teacher,
            name=somebody.name.strip(),
            username=somebody.username.strip(),
        ),
    )


def propose_reset(
    *,
    actor: Actor,
    group: Group | None,
    user: User,
    now: datetime,
    kind: OfficeProposal.Kind = OfficeProposal.Kind.PASSWORD,
) -> MadeProposal:
    """Ask a second person for a new password, or for a lost phone to be forgotten."""
    refuse_bad_reset(actor, group, user, now)
    with transaction.atomic():
        # One that nobody decided in time makes room.
        waiting = OfficeProposal.objects.filter(
            kind=kind, user=user, state=OfficeProposal.State.WAITING
        )
        waiting.filter(open_until__lt=day_here(now)).update(state=OfficeProposal.State.TAKEN_BACK)
        try:
            return _made(actor, now, OfficeProposal(kind=kind, group=group, user=user))
        except IntegrityError as error:
            raise Refused(
                _("Usul yang sama untuk orang ini sudah ada dan menunggu persetujuan.")
            ) from error


def approve_proposal(
    *, actor: Actor | None, proposal: OfficeProposal, now: datetime
) -> GrantedOffice:
    """Agree, and carry it out; without an actor it is whoever sits at the computer.

    What comes back holds the second half of the password.
    """
    with transaction.atomic():
        row = _locked(proposal, now)
        if actor is not None and not may_decide(actor, row):
            raise Refused(_not_yours())
        proposer = load_actor(row.proposed_by)
        if not _may_propose(proposer, row.group):
            raise Refused(_("Yang mengusulkan tidak lagi menjadi pengurus. Ajukan usul baru."))
        first, second = _half_of(row), temporary_word(2)
        by_site = runs_site(actor) or runs_site(proposer)
        agreement = Agreement(row.pk, proposer.user_id, f"{first}-{second}", by_site)
        granted = _carried_out(actor, row, agreement, now)
        _close(row, OfficeProposal.State.APPROVED, actor, now)
    return GrantedOffice(granted.user, second if granted.password else None)


def decline_proposal(*, actor: Actor, proposal: OfficeProposal, now: datetime) -> None:
    """Say no, or take one's own proposal back."""
    with transaction.atomic():
        row = _locked(proposal, now)
        own = row.proposed_by_id == actor.user_id
        if not own and not may_decide(actor, row):
            raise Refused(_not_yours())
        state = OfficeProposal.State.TAKEN_BACK if own else OfficeProposal.State.DECLINED
        _close(row, state, actor, now)
        record(
            actor.user_id,
            now,
            "office_proposal.taken_back" if own else "office_proposal.declined",
            row,
            row.group_id,
        )


def forget_second_factor(*, actor: Actor, group: Group | None, user: User, now: datetime) -> None:
    """Forget the lost phone of an officer whose role one person may give."""
    refuse_bad_reset(actor, group, user, now)
    if holds_by_two(user.pk, day_here(now)):
        raise Refused(_("Kode kedua orang ini perlu dihapus oleh dua pengurus."))
    group_id = group.pk if group else None
    drop_second_factor(user_id=user.pk, by=actor.user_id, now=now, group_id=group_id)


def may_decide(actor: Actor, proposal: OfficeProposal) -> bool:
    """May this person decide it: another than who proposed, and than whom it is about?"""
    about = candidate_of(proposal)
    if actor.user_id in (proposal.proposed_by_id, proposal.user_id) or is_oneself(actor, about):
        return False
    return _may_propose(actor, proposal.group)


def candidate_of(proposal: OfficeProposal) -> OfficeCandidate:
    """Whom a proposal is about."""
    name = proposal.name or (proposal.user.name if proposal.user else "")
    return OfficeCandidate(proposal.teacher, name, proposal.username)


def _may_propose(actor: Actor, group: Group | None) -> bool:
    if group is None:
        return actor.may_anywhere(May.ADMINISTER_SITE)
    return actor.may(May.MANAGE_OFFICERS, group.pk)


def _made(actor: Actor, now: datetime, row: OfficeProposal) -> MadeProposal:
    half, today = temporary_word(2), day_here(now)
    row.proposed_by_id, row.proposed_on = actor.user_id, today
    row.open_until = today + OPEN_FOR
    with transaction.atomic():
        row.save()
        row.sealed_half = seal(half.encode(), master=settings.SECRET_KEY, about=_place_of(row))
        row.save(update_fields=["sealed_half"])
        record(
            actor.user_id,
            now,
            "office_proposal.made",
            row,
            row.group_id,
            kind=row.kind,
            role=row.role,
        )
    return MadeProposal(row, half)


def _carried_out(
    actor: Actor | None, row: OfficeProposal, agreement: Agreement, now: datetime
) -> GrantedOffice:
    if row.user is not None and row.kind == OfficeProposal.Kind.SECOND_FACTOR:
        drop_second_factor(
            user_id=row.user.pk,
            by=actor.user_id if actor else None,
            now=now,
            group_id=row.group_id,
            proposal=row.pk,
            proposed_by=row.proposed_by_id,
        )
        return GrantedOffice(row.user, None)
    if row.user is not None:
        word = renew_password(
            actor=actor, group=row.group, user=row.user, now=now, agreement=agreement
        )
        return GrantedOffice(row.user, word)
    role = Role(row.role)
    office = office_in_group(row.group, role, row.school) if row.group else Office(role)
    return grant_office(
        actor=actor, office=office, somebody=candidate_of(row), now=now, agreement=agreement
    )


def _locked(proposal: OfficeProposal, now: datetime) -> OfficeProposal:
    row = OfficeProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != OfficeProposal.State.WAITING:
        raise Refused(_("Usul ini sudah diputuskan."))
    if is_over(row, day_here(now)):
        raise Refused(_("Usul ini sudah lewat waktunya. Ajukan usul baru."))
    return row


def is_over(proposal: OfficeProposal, today: date) -> bool:
    """Did the time pass in which it could be approved?"""
    return proposal.open_until < today


def _close(
    row: OfficeProposal, state: OfficeProposal.State, actor: Actor | None, now: datetime
) -> None:
    row.state, row.decided_at, row.sealed_half = state, now, ""
    row.decided_by_id = actor.user_id if actor else None
    row.save(update_fields=["state", "decided_at", "decided_by", "sealed_half"])


def _half_of(row: OfficeProposal) -> str:
    try:
        return unseal(row.sealed_half, master=settings.SECRET_KEY, about=_place_of(row)).decode()
    except UnsealError as error:
        # Restored on a computer with another secret key.
        raise Refused(
            _("Usul ini dibuat di komputer lain dan tidak dapat diteruskan. Ajukan usul baru.")
        ) from error


def _place_of(row: OfficeProposal) -> str:
    return f"office proposal {row.pk}"


def _not_yours() -> str:
    return _(
        "Usul ini harus disetujui orang lain: bukan yang mengusulkan, bukan pula orang yang "
        "akan menerimanya."
    )
