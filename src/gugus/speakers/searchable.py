"""What the search finds of `speakers`: the group's resource persons by name and expertise."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import Findable, Searchable
from gugus.platform.web.links import numbered


def _speakers(viewer: Viewer) -> Iterator[Findable]:
    href = numbered("speakers:speaker", viewer.group.code)
    for one in viewer.group.speakers.all():
        note = " · ".join(filter(None, (one.position, one.institution)))
        yield Findable(one.name, href(one.pk), note, text=one.expertise, also=note)


SEARCHABLES = (
    Searchable(
        "narasumber",
        noop("Narasumber"),
        30,
        "speakers:speaker",
        (May.SEE_MEMBERS,),
        rows=_speakers,
    ),
)
