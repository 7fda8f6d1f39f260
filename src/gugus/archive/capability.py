"""What `archive` adds: closing a year, among the pages of money."""

from django.utils.translation import gettext_noop as noop

from gugus.archive.searchable import SEARCHABLES
from gugus.people.registry import Capability, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "archive:years",
            noop("Tutup tahun"),
            "lines",
            May.COUNTERSIGN_CASH,
            MenuSection.MONEY,
            90,
            ("tutup-tahun/",),
        ),
    ),
    title=noop("Tutup tahun"),
    deeds={
        "year.closed": noop("menutup tahun"),
        "year.reopened": noop("membuka kembali tahun"),
    },
    searchables=SEARCHABLES,
    samples="gugus.archive.tests.samples.samples",
)
