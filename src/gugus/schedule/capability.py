"""What `schedule` adds: the year's schedule in the navigation, and a draft that waits."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.registry import (
    Answers,
    Capability,
    HomePart,
    NavPlace,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import kept
from gugus.platform.foundation.queries import first_of
from gugus.platform.web.links import TaskLink
from gugus.schedule.queries.drafts import drafts_to_decide


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.PLAN_YEAR):
        return {}
    return {"draft": first_of(drafts_to_decide(viewer.group, viewer.year), "pk")}


def _draft(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    draft = answers.get("draft")
    if draft is not None:
        href = reverse("schedule:draft", args=[viewer.group.code, draft])
        yield TaskLink(_("Rancangan jadwal menunggu keputusan"), href)


capability = Capability(
    held=(
        *kept(
            "the hand that wrote it, without a name",
            "schedule.ScheduleRun.made_by",
            "schedule.ScheduleDraft.decided_by",
            "schedule.DraftChange.by",
            "schedule.Displacement.by",
        ),
    ),
    tabs=(
        Tab(
            "schedule:schedule",
            noop("Jadwal"),
            NavPlace.PROGRAMME,
            May.SEE_GROUP,
            40,
            prefixes=("jadwal/",),
            short=noop("Jadwal setahun"),
        ),
        Tab(
            "schedule:settings",
            noop("Aturan jadwal"),
            NavPlace.PROGRAMME,
            May.PLAN_YEAR,
            10,
            under="schedule:schedule",
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(50, _draft),)),
    title=noop("Jadwal"),
    deeds={
        "schedule_draft.adopted": noop("memakai rancangan jadwal"),
        "schedule_draft.adoption_undone": noop("membatalkan pemakaian rancangan jadwal"),
        "schedule_draft.discarded": noop("membuang rancangan jadwal"),
        "schedule_draft.meeting_moved": noop("memindahkan pertemuan dalam rancangan"),
        "schedule_draft.requeued": noop("menyusun ulang rancangan jadwal"),
        "schedule_draft.requested": noop("meminta rancangan jadwal"),
        "schedule_draft.move_undone": noop("membatalkan pemindahan dalam rancangan"),
        "schedule_draft.pin_undone": noop("membatalkan sematan dalam rancangan"),
        "schedule.pinned": noop("menyematkan pertemuan dalam jadwal"),
        "schedule_run.resumed": noop("melanjutkan penyusunan jadwal"),
    },
    samples="gugus.schedule.tests.samples.samples",
)
