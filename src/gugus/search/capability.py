"""What `search` adds: its page."""

from gugus.people.registry import Capability

capability = Capability(under_more=("cari/",))
