"""What phones may ask of the cash book: the same forms and services as the pages."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from gugus.people.access import MemberCommand, group_command
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import Applied
from gugus.treasury.forms.cash import EntryForm, PhotoForm
from gugus.treasury.pages.cash_entry import cautions, saved_words
from gugus.treasury.pages.cash_links import to_entry, to_month
from gugus.treasury.queries.cash import entry_of
from gugus.treasury.rules.cash import Side
from gugus.treasury.services.cash import write_entry
from gugus.treasury.services.receipts import add_receipt


@group_command("cash.entry", May.KEEP_CASH)
def entry(command: MemberCommand) -> Applied:
    """An entry: body as the form of the page, `side` 'masuk' or 'keluar', perhaps `photo`."""
    side = Side.IN if command.text("side") == "masuk" else Side.OUT
    form = EntryForm(command.form_data(), _files(command), group=command.group, side=side)
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
    return Applied(note=note, href=to_month(command.group, made.dated))


@group_command("cash.photo", May.KEEP_CASH)
def photo(command: MemberCommand) -> Applied:
    """A photo of an entry's paper: body `entry`, `photo`."""
    found = entry_of(command.group, command.number("entry"))
    if found is None:
        raise Refused(_("Entri buku kas itu tidak ditemukan di kelompok Anda."))
    form = PhotoForm(command.form_data(), _files(command))
    _checked(form)
    add_receipt(actor=command.actor, now=command.now, entry=found, paper=form.paper())
    return Applied(note=_("Bukti tersimpan."), href=to_entry(command.group, found))


def _files(command: MemberCommand) -> MultiValueDict[str, "UploadedFile[Any]"]:
    files = command.files()
    if command.body.get("photo") and "photo" not in files:
        raise Refused(_("Fotonya rusak saat dikirim. Ambil fotonya sekali lagi."), "photo")
    return MultiValueDict({name: list(files.getlist(name)) for name in files})


def _checked(form: Form) -> None:
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), None if field == "__all__" else field)
