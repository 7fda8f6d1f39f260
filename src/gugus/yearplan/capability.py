"""What `yearplan` adds: prota and prosem in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "yearplan:prota",
            noop("Prota dan prosem"),
            NavPlace.PROGRAMME,
            May.SEE_GROUP,
            50,
            prefixes=("prota/",),
            short=noop("Prota dan prosem"),
        ),
        Tab(
            "yearplan:minimum",
            noop("Pertemuan setahun"),
            NavPlace.PROGRAMME,
            May.SEE_GROUP,
            10,
            prefixes=("prota/minimum/",),
            under="yearplan:prota",
        ),
    ),
    samples="gugus.yearplan.tests.samples.samples",
)
