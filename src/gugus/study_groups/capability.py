"""What `study_groups` adds: pages beside those of members, and samples of study groups."""

from gugus.people.registry import Capability

capability = Capability(samples="gugus.study_groups.tests.samples.samples")
