"""What `steps` adds: one's own steps, those that wait for news, and the year's steps in counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.people.models import Teacher
from gugus.people.registry import (
    Answers,
    Bead,
    Capability,
    HomePart,
    NavPlace,
    OfflineEntry,
    OfflineOf,
    OfflinePage,
    OwnRecords,
    OwnRows,
    PersonPart,
    Questions,
    Shown,
    Tab,
    ThreadItem,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import blanked, deleted, kept
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.formats import due_text
from gugus.platform.web.links import TaskLink
from gugus.steps.access import overdue_steps_for, sees_every_overdue_step, steps_to_read
from gugus.steps.models import Step
from gugus.steps.queries import (
    escalation_of,
    open_steps_of,
    own_reports,
    own_step_records,
    steps_of_year,
    steps_overdue,
)
from gugus.steps.searchable import SEARCHABLES

# So many of one's own steps go along on the phone.
_MOST = 5


@dataclass(frozen=True)
class StepFigures:
    """Steps of the year, and how many of those past their day have reached this person's list."""

    given: int
    reported: int
    overdue: int


def _ask(viewer: Viewer) -> Questions:
    given = steps_of_year(viewer.group, viewer.year)
    questions = {
        "given": count_of(given),
        "reported": count_of(given.exclude(state=Step.State.OPEN)),
    }
    if viewer.may(May.SEE_ATTENDANCE):
        questions["overdue"] = count_of(steps_overdue(viewer.group, viewer.today))
    return questions


def _read(viewer: Viewer, answers: Answers) -> StepFigures:
    overdue = answers.get("overdue", 0)
    if overdue and not sees_every_overdue_step(viewer.actor, viewer.group):
        stages = escalation_of(viewer.group)
        overdue = overdue_steps_for(viewer.actor, viewer.group, viewer.today, stages).count()
    return StepFigures(answers["given"], answers["reported"], overdue)


def _overdue(viewer: Viewer, figures: StepFigures) -> Iterator[TaskLink]:
    if figures.overdue:
        text = ngettext(
            "%(n)s langkah menunggu kabar", "%(n)s langkah menunggu kabar", figures.overdue
        ) % {"n": figures.overdue}
        yield TaskLink(text, reverse("steps:overdue", args=[viewer.group.code]))


def _steps_item(viewer: Viewer, figures: StepFigures) -> ThreadItem:
    href = reverse("agenda:list", args=[viewer.group.code])
    if not figures.given:
        return ThreadItem(_("Langkah di kelas"), "–", _("belum ada"), href, "no")
    note = ngettext("%(n)s dikabarkan", "%(n)s dikabarkan", figures.reported) % {
        "n": figures.reported
    }
    return ThreadItem(_("Langkah di kelas"), str(figures.given), note, href, "")


def _own_steps(viewer: Viewer) -> Iterable[OfflinePage]:
    if viewer.teacher is None or not viewer.may(May.REPORT_OWN_STEP):
        return
    for step in open_steps_of(viewer.teacher)[:_MOST]:
        yield OfflinePage(reverse("steps:step", args=[viewer.group.code, step.pk]), step.what)


def _own_given(viewer: Viewer) -> OwnRows | None:
    return own_step_records(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


def _own_reports(viewer: Viewer) -> OwnRows:
    return own_reports(viewer.group, viewer.actor.user_id)


# The page of a person shows so many of the open ones.
_MOST = 5


def _person(viewer: Viewer, teacher: Teacher) -> Iterator[TaskLink]:
    steps = open_steps_of(teacher).filter(meeting__group=viewer.group)
    for step in steps_to_read(viewer.actor, steps, viewer.group.pk)[:_MOST]:
        yield TaskLink(
            _("Langkah: %(what)s") % {"what": step.what},
            reverse("steps:step", args=[viewer.group.code, step.pk]),
            due_text(step.due_on, viewer.today),
            step.due_on < viewer.today,
        )


capability = Capability(
    person=(PersonPart(20, _person),),
    held=(
        *deleted("steps.StepReport.step__teacher"),
        *blanked("steps.Step.teacher", report="", photo=None, shared=False),
        *kept(
            "the hand that wrote it, without a name",
            "steps.Step.reported_by",
            "steps.StepReport.by",
        ),
    ),
    tabs=(
        Tab(
            "steps:my_steps",
            noop("Langkah"),
            NavPlace.CLASSROOM,
            May.REPORT_OWN_STEP,
            10,
            prefixes=("langkah-saya/", "langkah/"),
            short=noop("Langkah saya"),
            for_teachers=True,
        ),
        Tab(
            "steps:overdue",
            noop("Langkah lewat"),
            NavPlace.CLASSROOM,
            May.SEE_ATTENDANCE,
            10,
            prefixes=("langkah-lewat/",),
            under="steps:my_steps",
            unless=NavPlace.SUPPORT,
        ),
        Tab(
            "steps:overdue",
            noop("Langkah lewat"),
            NavPlace.SUPPORT,
            May.SEE_ATTENDANCE,
            30,
            prefixes=("langkah-lewat/",),
        ),
    ),
    home=HomePart(_ask, _read, waiting=(Shown(70, _overdue),), thread=(Bead(50, _steps_item),)),
    offline=(
        OfflineEntry("steps:my_steps", noop("Langkah saya"), May.REPORT_OWN_STEP, order=30),
        OfflineEntry("steps:steps", noop("Langkah"), May.SEE_MINUTES, OfflineOf.MEETING, 40),
    ),
    offline_records=_own_steps,
    own_records=(
        OwnRecords(
            "steps", noop("Langkah"), 20, _own_given, ("meeting_day", "what", "state", "report")
        ),
        OwnRecords(
            "step_reports",
            noop("Kabar langkah yang ditulis"),
            70,
            _own_reports,
            ("stamp_at", "step_what", "state", "text"),
        ),
    ),
    title=noop("Langkah"),
    deeds={
        "escalation_rules.changed": noop("mengubah aturan langkah lewat"),
        "escalation_rules.reset": noop("mengembalikan aturan langkah lewat"),
        "meeting.steps_changed": noop("mengubah langkah pertemuan"),
        "meeting.steps_given": noop("membagikan langkah pertemuan"),
        "step.added": noop("menambah langkah"),
        "step.chosen": noop("memilih langkah"),
        "step.deleted": noop("menghapus langkah"),
        "step.photo_deleted": noop("menghapus foto langkah"),
        "step.reported": noop("mengabarkan langkah"),
        "step.shared": noop("membagikan kalimat langkah"),
        "step.unshared": noop("menarik kalimat langkah"),
    },
    searchables=SEARCHABLES,
    samples="gugus.steps.tests.samples.samples",
)
