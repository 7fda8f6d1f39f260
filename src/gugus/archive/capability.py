"""What `archive` adds: closing a year, among the pages of money."""

from django.utils.translation import gettext_noop as noop

from gugus.archive.searchable import SEARCHABLES
from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "archive:years",
            noop("Tutup tahun"),
            NavPlace.MONEY,
            May.COUNTERSIGN_CASH,
            10,
            prefixes=("tutup-tahun/",),
            under="actuals:actual",
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
