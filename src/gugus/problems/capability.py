"""What `problems` adds: problems from class in the navigation, on the phone, and those that wait."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    MenuEntry,
    MenuSection,
    OfflineEntry,
    Questions,
    Shown,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink
from gugus.problems.queries import problems_waiting


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.RECORD_MEETING):
        return {}
    return {"waiting": count_of(problems_waiting(viewer.group))}


def _waiting(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    n = answers.get("waiting")
    if n:
        text = ngettext(
            "%(n)s masalah kelas menunggu jalan keluar",
            "%(n)s masalah kelas menunggu jalan keluar",
            n,
        ) % {"n": n}
        yield TaskLink(text, reverse("problems:problems", args=[viewer.group.code]))


capability = Capability(
    menu=(
        MenuEntry(
            "problems:problems",
            noop("Masalah kelas"),
            "chart",
            May.RAISE_PROBLEM,
            MenuSection.GROUP,
            20,
            ("masalah/",),
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(80, _waiting),)),
    offline=(
        OfflineEntry("problems:problems", noop("Masalah kelas"), May.RAISE_PROBLEM, order=60),
        OfflineEntry("problems:raise", noop("Ajukan masalah"), May.RAISE_PROBLEM, order=70),
    ),
    demo=(DemoPart("problems", "gugus.config.example.problems.build", after=("meetings",)),),
    samples="gugus.problems.tests.samples.samples",
)
