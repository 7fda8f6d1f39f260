"""What apps declare to be found."""

from collections.abc import Mapping

from gugus.people.registry import Viewer, capabilities
from gugus.platform.foundation.searchable import Searchable


def searchables() -> Mapping[str, Searchable]:
    """Every kind of records, in the order in which the page groups them."""
    found = (one for app in capabilities().values() for one in app.searchables)
    return {one.kind: one for one in sorted(found, key=lambda one: one.order)}


def searchables_for(viewer: Viewer) -> tuple[Searchable, ...]:
    """The kinds whose pages this person may open."""
    return tuple(
        one for one in searchables().values() if any(viewer.may(what) for what in one.anyof)
    )
