"""What `certificates` adds: its page in the navigation, an issued run in the example."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, DemoPart, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "certificates:certificates",
            noop("Sertifikat"),
            "group",
            May.SEE_GROUP,
            MenuSection.GROUP,
            30,
            ("sertifikat/",),
        ),
    ),
    demo=(
        DemoPart("certificates", "gugus.config.example.certificates.build", after=("meetings",)),
    ),
    samples="gugus.certificates.tests.samples.samples",
)
