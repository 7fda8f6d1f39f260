"""What `district` adds: addresses of a region's schedules."""

from gugus.people.registry import Capability

capability = Capability(samples="gugus.district.tests.samples.samples")
