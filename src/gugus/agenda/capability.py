"""What `agenda` adds: the list of meetings and their first page, the year's meetings in counts."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.agenda.searchable import SEARCHABLES
from gugus.meetings.models import Meeting
from gugus.meetings.queries import meetings_of_year
from gugus.people.registry import (
    Answers,
    Bead,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    OfflineEntry,
    OfflineOf,
    Questions,
    Tab,
    ThreadItem,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of


def _ask(viewer: Viewer) -> Questions:
    live = meetings_of_year(viewer.group, viewer.year)
    return {"planned": count_of(live), "held": count_of(live.filter(state=Meeting.State.HELD))}


def _meetings_item(viewer: Viewer, answers: Answers) -> ThreadItem:
    href = reverse("agenda:list", args=[viewer.group.code])
    if not answers["planned"]:
        return ThreadItem(_("Pertemuan"), "–", _("belum ada"), href, "no")
    note = _("%(held)s dari %(planned)s terlaksana") % answers
    return ThreadItem(_("Pertemuan"), str(answers["held"]), note, href, "")


capability = Capability(
    tabs=(Tab("agenda:list", noop("Mendatang"), NavPlace.MEETINGS, May.SEE_GROUP, 10),),
    grounds={NavPlace.MEETINGS: ("pertemuan/",)},
    home=HomePart(_ask, thread=(Bead(30, _meetings_item),)),
    offline=(
        OfflineEntry("agenda:list", noop("Pertemuan"), May.SEE_GROUP, order=20),
        # A meeting's first page is called by the meeting alone.
        OfflineEntry("agenda:meeting", "", May.SEE_GROUP, OfflineOf.MEETING, 10),
    ),
    demo=(
        DemoPart(
            "meetings",
            "gugus.config.example.agenda.build",
            after=("programme", "schedule_settings"),
        ),
    ),
    title=noop("Undangan"),
    deeds={
        "meeting.called": noop("mengundang ke pertemuan"),
    },
    searchables=SEARCHABLES,
    samples="gugus.agenda.tests.samples.samples",
)
