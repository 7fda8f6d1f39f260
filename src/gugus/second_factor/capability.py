"""What the second factor adds: pages of its own, reached from the account and from the officers."""

from gugus.people.registry import Capability

capability = Capability()
