"""What `actuals` adds: money in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "actuals:report",
            noop("Keuangan"),
            "lines",
            May.SEE_GROUP,
            MenuSection.MONEY,
            10,
            ("laporan-keuangan/", "anggaran/"),
        ),
    ),
    samples="gugus.actuals.tests.samples.samples",
)
