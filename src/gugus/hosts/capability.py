"""What `hosts` adds: distances and hosts in the navigation, how the example plans."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, DemoPart, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "hosts:distances",
            noop("Jarak dan tuan rumah"),
            "group",
            May.SEE_GROUP,
            MenuSection.PLAN,
            60,
            ("jarak/",),
        ),
    ),
    demo=(
        DemoPart(
            "schedule_settings", "gugus.config.example.hosts.build_settings", after=("people",)
        ),
    ),
    title=noop("Tuan rumah"),
    deeds={
        "distances.changed": noop("mengubah jarak antarsekolah"),
        "distances.cleared": noop("mengosongkan jarak antarsekolah"),
        "host_settings.changed": noop("mengubah aturan tuan rumah"),
    },
    samples="gugus.hosts.tests.samples.samples",
)
