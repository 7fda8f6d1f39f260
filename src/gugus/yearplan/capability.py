"""What `yearplan` adds: prota and prosem in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "yearplan:prota",
            noop("Prota dan prosem"),
            "lines",
            May.SEE_GROUP,
            MenuSection.PLAN,
            20,
            ("prota/",),
        ),
    ),
    samples="gugus.yearplan.tests.samples.samples",
)
