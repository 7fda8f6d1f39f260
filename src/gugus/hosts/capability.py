"""What `hosts` adds: distances and hosts in the navigation, how the example plans."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, DemoPart, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "hosts:distances",
            noop("Jarak dan tuan rumah"),
            NavPlace.PROGRAMME,
            May.SEE_GROUP,
            30,
            prefixes=("jarak/",),
            under="schedule:schedule",
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
