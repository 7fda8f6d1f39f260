"""What `participation` adds: its page in the navigation."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.models import Teacher
from gugus.people.registry import Capability, NavPlace, PersonPart, Tab, Viewer
from gugus.people.rules.roles import May
from gugus.platform.web.links import TaskLink


def _person(viewer: Viewer, teacher: Teacher) -> Iterator[TaskLink]:
    if viewer.sees(May.SEE_ATTENDANCE, teacher):
        href = reverse("participation:teacher", args=[viewer.group.code, teacher.pk])
        yield TaskLink(_("Kehadiran dan jam"), href)


capability = Capability(
    person=(PersonPart(10, _person),),
    tabs=(
        Tab(
            "participation:participation",
            noop("Keikutsertaan"),
            NavPlace.MEETINGS,
            May.SEE_GROUP,
            40,
            prefixes=("keikutsertaan/",),
        ),
    ),
    samples="gugus.participation.tests.samples.samples",
)
