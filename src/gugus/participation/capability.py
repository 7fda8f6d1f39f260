"""What `participation` adds: its page in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "participation:participation",
            noop("Keikutsertaan"),
            NavPlace.MEETINGS,
            May.SEE_GROUP,
            40,
            prefixes=("keikutsertaan/",),
        ),
    ),
    samples="gugus.participation.tests.samples.samples",
)
