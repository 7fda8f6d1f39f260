"""Who signs papers of money: the treasurer, the chair, and the supervisor who knows of it."""

from datetime import date

from gugus.people.models import CommitteePost, Group
from gugus.people.papers import signature_of_post
from gugus.platform.documents.paper import Signatures
from gugus.platform.web.formats import long_date

_POSTS = CommitteePost.Post


def money_signatures(group: Group, on: date, *, dated: date | None = None) -> Signatures:
    """Chair and treasurer of a day, and the supervisor; without `dated` the day is left open."""
    place = group.place.name if group.place is not None else "................"
    written = (
        long_date(dated).partition(", ")[2] if dated is not None else "............................"
    )
    return Signatures(
        (
            signature_of_post(group, _POSTS.CHAIR, on, above="Menyetujui,"),
            signature_of_post(group, _POSTS.TREASURER, on, above=f"{place}, {written}"),
            signature_of_post(group, _POSTS.PATRON, on, above="Mengetahui,"),
        )
    )
