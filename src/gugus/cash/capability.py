"""What `cash` adds: the cash book in the navigation, and what its keeper writes without signal."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.cash.queries.book import latest_uncorrected
from gugus.people.registry import Capability, NavPlace, OfflineEntry, OfflinePage, Tab, Viewer
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.erasure import kept

# So many entries of the cash book can be put right without signal.
_ENTRIES = 5


def _to_correct(viewer: Viewer) -> Iterable[OfflinePage]:
    if not viewer.may(May.KEEP_CASH):
        return
    for entry in latest_uncorrected(viewer.group, _ENTRIES):
        title = _("Perbaiki %(voucher)s") % {"voucher": entry.voucher}
        yield OfflinePage(reverse("cash:correct", args=[viewer.group.code, entry.pk]), title)


capability = Capability(
    held=(
        *kept(
            "money: the law keeps it",
            "cash.CashEntry.made_by",
            "cash.Receipt.added_by",
            "cash.Receipt.voided_by",
            "cash.MonthClose.closed_by",
            "cash.CloseSignature.signed_by",
        ),
    ),
    tabs=(
        Tab(
            "cash:cash",
            noop("Buku kas"),
            NavPlace.MONEY,
            May.SEE_MONEY,
            20,
            prefixes=("kas/",),
            first_for=(Role.TREASURER,),
        ),
    ),
    offline=(
        OfflineEntry("cash:write", noop("Catat pengeluaran"), May.KEEP_CASH, order=100),
        OfflineEntry("cash:cash", noop("Buku kas"), May.KEEP_CASH, order=110),
    ),
    offline_records=_to_correct,
    title=noop("Buku kas"),
    deeds={
        "cash_entry.corrected": noop("membetulkan catatan kas"),
        "cash_entry.recorded": noop("mencatat kas"),
        "cash_entry.transferred": noop("memindahkan dana antarsumber"),
        "import_draft.reversed": noop("membatalkan impor kas"),
        "receipt.added": noop("menyimpan bukti"),
        "receipt.erased": noop("menghapus gambar bukti"),
        "receipt.restored": noop("mengembalikan bukti"),
        "receipt.voided": noop("membatalkan bukti"),
    },
    samples="gugus.cash.tests.samples.samples",
)
