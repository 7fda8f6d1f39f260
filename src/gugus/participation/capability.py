"""What `participation` adds: its page in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "participation:participation",
            noop("Keikutsertaan"),
            "people",
            May.SEE_GROUP,
            MenuSection.GROUP,
            10,
            ("keikutsertaan/",),
        ),
    ),
    samples="gugus.participation.tests.samples.samples",
)
