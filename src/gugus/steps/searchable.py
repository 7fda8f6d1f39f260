"""What the search finds of `steps`: what somebody was to do, and what everybody was.

What came of a step is no part of it: its sentence is for few.
"""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import (
    Findable,
    IndexedTable,
    IndexedTexts,
    Searchable,
)
from gugus.platform.web.formats import short_date
from gugus.steps.access import steps_to_read
from gugus.steps.models import Step, StepOffer
from gugus.steps.queries import steps_of_group


def _chosen() -> QuerySet[Step]:
    """Steps of one teacher alone; those that everybody got are found by their offer."""
    return Step.objects.filter(offer=None).select_related("meeting")


def _step_texts(one: Step) -> IndexedTexts:
    return IndexedTexts(one.meeting.group_id, one.what, "", one.due_on)


def _visible_steps(viewer: Viewer) -> QuerySet[Step]:
    rows = steps_of_group(viewer.group).filter(offer=None)
    return steps_to_read(viewer.actor, rows, viewer.group.pk)


def _show_step(viewer: Viewer, one: Step) -> Findable:
    own = one.teacher_id == viewer.actor.teacher_id
    who = _("Anda") if own else one.teacher.name
    note = f"{who} · {one.meeting.title}, {short_date(one.meeting.date)}"
    return Findable(one.what, reverse("steps:step", args=[viewer.group.code, one.pk]), note)


def _offers() -> QuerySet[StepOffer]:
    return StepOffer.objects.select_related("meeting")


def _offer_texts(one: StepOffer) -> IndexedTexts:
    return IndexedTexts(one.meeting.group_id, one.what, "", one.meeting.date)


def _visible_offers(viewer: Viewer) -> QuerySet[StepOffer]:
    """All for those who record; for others what they got themselves."""
    rows = _offers().filter(meeting__group=viewer.group.pk)
    if viewer.may(May.RECORD_MEETING):
        return rows
    own = Step.objects.filter(offer=OuterRef("pk"), teacher=viewer.actor.teacher_id or 0)
    return rows.filter(Exists(own))


def _show_offer(viewer: Viewer, one: StepOffer) -> Findable:
    note = f"{one.meeting.title}, {short_date(one.meeting.date)}"
    href = reverse("steps:steps", args=[viewer.group.code, one.meeting_id])
    return Findable(one.what, href, note)


SEARCHABLES = (
    Searchable(
        "langkah",
        noop("Langkah"),
        80,
        "steps:step",
        (May.REPORT_OWN_STEP, May.REPORT_ANY_STEP, May.SEE_ATTENDANCE),
        tables=(IndexedTable("steps.Step", ("what",), unless="offer"),),
        records=_chosen,
        texts=_step_texts,
        visible=_visible_steps,
        show=_show_step,
    ),
    Searchable(
        "langkah_bersama",
        noop("Langkah bersama"),
        85,
        "steps:steps",
        (May.SEE_MINUTES,),
        tables=(IndexedTable("steps.StepOffer", ("what",)),),
        records=_offers,
        texts=_offer_texts,
        visible=_visible_offers,
        show=_show_offer,
    ),
)
