"""What `district` adds: addresses of a region's schedules."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "district:regions",
            noop("Jadwal wilayah"),
            NavPlace.REGION,
            May.ADMINISTER_SITE,
            30,
            prefixes=("/jadwal-wilayah/",),
        ),
    ),
    title=noop("Jadwal wilayah"),
    deeds={
        "schedule_run.started": noop("memulai penyusunan jadwal wilayah"),
    },
    samples="gugus.district.tests.samples.samples",
)
