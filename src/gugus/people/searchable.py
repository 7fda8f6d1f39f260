"""What the search finds of `people`: teachers and schools of the group."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.models import Teacher
from gugus.people.queries import memberships_of, roster_of
from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import Findable, Searchable
from gugus.platform.web.links import numbered


def _teachers(viewer: Viewer) -> Iterator[Findable]:
    """Those whose page this person may open: who left only for whoever keeps the roster."""
    href = numbered("people:teacher", viewer.group.code)
    with_left = viewer.may(May.EDIT_MEMBERS)
    for one in roster_of(viewer.group, with_left=with_left):
        note = f"{_teaches(one)} · {one.school.name}"
        yield Findable(one.name, href(one.pk), note, also=note)


def _teaches(teacher: Teacher) -> str:
    if teacher.class_level is not None:
        return _("Kelas %(n)s") % {"n": teacher.class_level}
    return teacher.subject or teacher.additional_duty or _("Guru")


def _schools(viewer: Viewer) -> Iterator[Findable]:
    href = numbered("people:school", viewer.group.code)
    for row in memberships_of(viewer.group):
        place = row.school.place.full_name if row.school.place else ""
        note = f"NPSN {row.school.npsn}" + (f" · {place}" if place else "")
        yield Findable(row.school.name, href(row.school_id), note, also=note)


SEARCHABLES = (
    Searchable(
        "guru", noop("Guru"), 10, "people:teacher", (May.SEE_MEMBERS,), rows=_teachers
    ),
    Searchable(
        "sekolah", noop("Sekolah"), 20, "people:school", (May.SEE_MEMBERS,), rows=_schools
    ),
)  # fmt: skip
