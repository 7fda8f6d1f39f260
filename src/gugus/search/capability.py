"""What `search` adds: its page, at the top of every page of a group."""

from gugus.people.registry import Capability, NavPlace

capability = Capability(grounds={NavPlace.HOME: ("cari/",)}, search_page="search:search")
