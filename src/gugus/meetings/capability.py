"""What `meetings` adds: addresses and samples; the list and the first page stand in `agenda`."""

from gugus.people.registry import Capability

capability = Capability(
    under_more=("aturan-pertemuan/",),
    samples="gugus.meetings.tests.samples.samples",
)
