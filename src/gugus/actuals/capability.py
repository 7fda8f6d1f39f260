"""What `actuals` adds: money in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "actuals:report",
            noop("Ringkasan"),
            NavPlace.MONEY,
            May.SEE_GROUP,
            10,
            prefixes=("laporan-keuangan/",),
        ),
        Tab(
            "actuals:actual",
            noop("LPJ"),
            NavPlace.MONEY,
            May.SEE_MONEY,
            50,
            prefixes=("anggaran/realisasi/",),
        ),
    ),
    samples="gugus.actuals.tests.samples.samples",
)
