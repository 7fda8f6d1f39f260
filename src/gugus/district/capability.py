"""What `district` adds: addresses of a region's schedules."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability

capability = Capability(
    title=noop("Jadwal wilayah"),
    deeds={
        "schedule_run.started": noop("memulai penyusunan jadwal wilayah"),
    },
    samples="gugus.district.tests.samples.samples",
)
