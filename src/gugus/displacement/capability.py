"""What `displacement` adds: meetings ahead that lost their day, host or speaker."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink
from gugus.schedule.queries.lost import displaced_meetings, meetings_in_doubt


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.PLAN_YEAR):
        return {}
    return {"in_doubt": count_of(meetings_in_doubt(viewer.group, viewer.today))}


def _read(viewer: Viewer, answers: Answers) -> int:
    return len(displaced_meetings(viewer.group, viewer.today)) if answers.get("in_doubt") else 0


def _lost(viewer: Viewer, n: int) -> Iterator[TaskLink]:
    if n:
        text = ngettext(
            "%(n)s pertemuan kehilangan harinya", "%(n)s pertemuan kehilangan harinya", n
        ) % {"n": n}
        yield TaskLink(text, reverse("displacement:displaced", args=[viewer.group.code]))


capability = Capability(
    tabs=(
        Tab(
            "displacement:displaced",
            noop("Tergusur"),
            NavPlace.PROGRAMME,
            May.SEE_GROUP,
            20,
            prefixes=("jadwal/hilang/",),
            under="schedule:schedule",
        ),
    ),
    home=HomePart(_ask, _read, waiting=(Shown(55, _lost),)),
    demo=(
        DemoPart("displacement", "gugus.config.example.displacement.build", after=("meetings",)),
    ),
    title=noop("Pertemuan tergusur"),
    deeds={
        "meeting.displaced": noop("menggeser pertemuan yang kehilangan harinya"),
    },
    samples="gugus.displacement.tests.samples.samples",
)
