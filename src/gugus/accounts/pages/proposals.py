"""What waits for a second officer, and the halves of the password that comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.accounts.models import OfficeProposal
from gugus.accounts.services.officers import GrantedOffice
from gugus.accounts.services.proposals import MadeProposal, candidate_of, may_decide
from gugus.people.access import Actor
from gugus.people.models import ROLE_LABELS
from gugus.people.rules.roles import Role
from gugus.platform.web.formats import long_date
from gugus.platform.web.pages import ConfirmPage


@dataclass(frozen=True)
class OfficeProposalRow:
    """One proposal; what may be done with it by the person who looks."""

    what: str
    where: str
    proposed_by: str
    proposed_on: date
    open_until: date
    approve: str
    decline: str
    own: bool


@dataclass(frozen=True)
class PasswordHalfPage:
    """Half of a temporary password, this once; `username` is known when it is the second."""

    title: str
    lead: str
    username: str
    half: str
    which: str
    door: str
    back: str


def proposal_rows(
    actor: Actor, proposals: Iterable[OfficeProposal], code: str = ""
) -> tuple[OfficeProposalRow, ...]:
    """Proposals as a list; with a group's code they are decided there, else on the site's pages."""
    return tuple(_row(actor, one, code) for one in proposals)


def _row(actor: Actor, one: OfficeProposal, code: str) -> OfficeProposalRow:
    own = one.proposed_by_id == actor.user_id
    decides = may_decide(actor, one)
    return OfficeProposalRow(
        what=proposal_in_words(one),
        where=place_in_words(one),
        proposed_by=one.proposed_by.name,
        proposed_on=one.proposed_on,
        open_until=one.open_until,
        approve=_address(one, code, "approve") if decides else "",
        decline=_address(one, code, "decline") if decides or own else "",
        own=own,
    )


def _address(one: OfficeProposal, code: str, what: str) -> str:
    if code:
        return reverse(f"accounts:proposal_{what}", args=[code, one.pk])
    return reverse(f"accounts:site_proposal_{what}", args=[one.pk])


def proposal_in_words(one: OfficeProposal) -> str:
    """'Kepala sekolah: Bu Contoh', 'Kata sandi baru: Pak Contoh'."""
    about = candidate_of(one)
    name = about.teacher.name if about.teacher else about.name
    if one.kind == OfficeProposal.Kind.ROLE:
        return f"{ROLE_LABELS[Role(one.role)]}: {name}"
    if one.kind == OfficeProposal.Kind.SECOND_FACTOR:
        return _("Hapus kode kedua: %(name)s") % {"name": name}
    return _("Kata sandi baru: %(name)s") % {"name": name}


def place_in_words(one: OfficeProposal) -> str:
    """Where the office is or would be held."""
    return str(one.school or one.group or _("seluruh aplikasi"))


def approval_page(one: OfficeProposal, back: str) -> ConfirmPage:
    """The question before a proposal is approved."""
    asked = _("Diusulkan oleh %(name)s pada %(day)s.") % {
        "name": one.proposed_by.name,
        "day": long_date(one.proposed_on),
    }
    return ConfirmPage(
        _("Setujui %(what)s?") % {"what": proposal_in_words(one)},
        (f"{place_in_words(one)}. {asked}", _consequence(one)),
        _("Ya, setujui"),
        back,
        _("Kembali"),
        warning=_(
            "Tanyakan dahulu kepada orangnya sendiri. Kalau ia tidak memintanya, tolak usul ini."
        ),
        warns=False,
    )


def _consequence(one: OfficeProposal) -> str:
    if one.kind == OfficeProposal.Kind.PASSWORD:
        return _("Kata sandi lama langsung mati dan ia keluar dari semua perangkat.")
    if one.kind == OfficeProposal.Kind.SECOND_FACTOR:
        return _("Ia lalu masuk dengan kata sandi saja, sampai memasang kode kedua di HP baru.")
    return _("Peran ini melihat penilaian guru atau mengangkat pengurus.")


def decline_page(one: OfficeProposal, actor: Actor, back: str) -> ConfirmPage:
    """The question before a proposal is declined or taken back."""
    if one.proposed_by_id == actor.user_id:
        title, submit = _("Tarik kembali usul Anda?"), _("Ya, tarik kembali")
    else:
        title, submit = _("Tolak usul ini?"), _("Ya, tolak")
    return ConfirmPage(title, (proposal_in_words(one),), submit, back, _("Kembali"))


def second_factor_page(name: str, back: str, *, by_two: bool) -> ConfirmPage:
    """The question before a lost phone is forgotten, or proposed to be."""
    lines = [_("Pakai ini hanya bila HP-nya hilang dan kode cadangannya juga tidak ada.")]
    if by_two:
        lines.append(_("Karena perannya, pengurus lain harus menyetujuinya."))
    return ConfirmPage(
        _("Hapus kode kedua %(name)s?") % {"name": name},
        tuple(lines),
        _("Ya, usulkan") if by_two else _("Ya, hapus"),
        back,
        _("Kembali"),
    )


def first_half_page(made: MadeProposal, door: str, back: str) -> PasswordHalfPage:
    """What the proposer writes down."""
    return PasswordHalfPage(
        title=_("Usul dikirim: %(what)s") % {"what": proposal_in_words(made.proposal)},
        lead=_(
            "Usul ini menunggu persetujuan pengurus lain sampai %(day)s. Catat setengah kata sandi "
            "di bawah dan berikan langsung kepada orangnya; setengah lagi diberikan oleh yang "
            "menyetujui. Begitu tidak ada seorang pun yang mengetahui seluruhnya."
        )
        % {"day": long_date(made.proposal.open_until)},
        username="",
        half=made.half,
        which=_("Setengah pertama"),
        door=door,
        back=back,
    )


def second_half_page(given: GrantedOffice, door: str, back: str) -> PasswordHalfPage:
    """What the approver writes down."""
    return PasswordHalfPage(
        title=_("Disetujui: %(name)s") % {"name": given.user.name},
        lead=_(
            "Berikan setengah kata sandi ini langsung kepada orangnya. Ia menulis setengah "
            "pertama dari yang mengusulkan, tanda hubung, lalu setengah ini."
        ),
        username=given.user.username,
        half=given.password or "",
        which=_("Setengah kedua"),
        door=door,
        back=back,
    )
