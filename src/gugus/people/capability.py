"""What `people` adds: its pages in the navigation, the example's group, samples."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, DemoPart, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "people:members",
            noop("Anggota dan sekolah"),
            "people",
            May.SEE_MEMBERS,
            MenuSection.GROUP,
            40,
            ("anggota/",),
        ),
        MenuEntry(
            "people:group",
            noop("Kelompok dan kop surat"),
            "group",
            May.EDIT_GROUP,
            MenuSection.GROUP,
            80,
            ("kelompok/",),
        ),
    ),
    demo=(DemoPart("people", "gugus.config.example.people.build"),),
    samples="gugus.people.tests.samples.samples",
)
