"""What phones may ask of the cash book: the same forms and services as the pages."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from gugus.cash.forms.entries import (
    CashEntryForm,
    CorrectionForm,
    ReceiptPhotoForm,
    ReverseEntryForm,
)
from gugus.cash.models import CashEntry
from gugus.cash.pages.entry import reversed_text, saved_words
from gugus.cash.pages.links import to_day, to_entry
from gugus.cash.queries.book import entry_of
from gugus.cash.rules.entries import VoucherSide
from gugus.cash.services.entries import cautions, correct_entry, write_entry
from gugus.cash.services.receipts import add_receipt
from gugus.people.access import MemberCommand, group_command
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult


@group_command("cash.entry", May.KEEP_CASH)
def entry(command: MemberCommand) -> CommandResult:
    """An entry: body as the form of the page, `side` 'masuk' or 'keluar', perhaps `photo`."""
    side = VoucherSide.IN if command.text("side") == "masuk" else VoucherSide.OUT
    form = CashEntryForm(command.form_data(), _files(command), group=command.group, side=side)
    _checked(form)
    made = write_entry(
        actor=command.actor,
        now=command.now,
        group=command.group,
        what=form.what(),
        # Not the page's: kept on a phone, one page writes many entries.
        sent_id=command.id,
        paper=form.paper(),
    )
    note = " ".join((saved_words(made), *cautions(command.group, made)))
    return CommandResult(note=note, href=to_day(command.group, made.dated))


@group_command("cash.correct", May.KEEP_CASH)
def correct(command: MemberCommand) -> CommandResult:
    """The right entry in place of a wrong one: body `entry`, then as the form of the page.

    Whoever comes second is refused with the voucher of the first: one entry is put right once.
    """
    found = _entry(command)
    side = VoucherSide.IN if found.received else VoucherSide.OUT
    form = CorrectionForm(command.form_data(), group=command.group, side=side)
    _checked(form)
    right = correct_entry(
        actor=command.actor,
        now=command.now,
        entry=found,
        reason=form.cleaned_data["reason"],
        right=form.what(),
        sent_id=command.id,
    )
    note = " ".join((saved_words(right), *cautions(command.group, right)))
    return CommandResult(note=note, href=to_entry(command.group, right))


@group_command("cash.take_back", May.KEEP_CASH)
def reverse(command: MemberCommand) -> CommandResult:
    """An entry taken back without another in its place: body `entry`, `reason`."""
    found = _entry(command)
    form = ReverseEntryForm(command.form_data())
    _checked(form)
    counter = correct_entry(
        actor=command.actor,
        now=command.now,
        entry=found,
        reason=form.cleaned_data["reason"],
        sent_id=command.id,
    )
    return CommandResult(note=reversed_text(found, counter), href=to_entry(command.group, found))


@group_command("cash.photo", May.KEEP_CASH)
def photo(command: MemberCommand) -> CommandResult:
    """A photo of an entry's paper: body `entry`, `photo`."""
    found = _entry(command)
    form = ReceiptPhotoForm(command.form_data(), _files(command))
    _checked(form)
    add_receipt(actor=command.actor, now=command.now, entry=found, paper=form.paper())
    return CommandResult(note=_("Bukti tersimpan."), href=to_entry(command.group, found))


def _entry(command: MemberCommand) -> CashEntry:
    found = entry_of(command.group, command.number("entry"))
    if found is None:
        raise Refused(_("Entri buku kas itu tidak ditemukan di kelompok Anda."))
    return found


def _files(command: MemberCommand) -> MultiValueDict[str, "UploadedFile[Any]"]:
    files = command.files()
    if command.body.get("photo") and "photo" not in files:
        raise Refused(_("Fotonya rusak saat dikirim. Ambil fotonya sekali lagi."), "photo")
    return MultiValueDict({name: list(files.getlist(name)) for name in files})


def _checked(form: Form) -> None:
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), None if field == "__all__" else field)
