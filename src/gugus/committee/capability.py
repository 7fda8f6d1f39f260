"""What `committee` adds: pages beside those of members, and samples of posts."""

from gugus.people.registry import Capability

capability = Capability(samples="gugus.committee.tests.samples.samples")
