"""What `minutes` adds: minutes that wait to be finished, and their page on the phone."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.meetings.models import Meeting
from gugus.minutes.queries import minutes_waiting
from gugus.minutes.searchable import SEARCHABLES
from gugus.people.registry import (
    Answers,
    Capability,
    HomePart,
    OfflineEntry,
    OfflineOf,
    Questions,
    Shown,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import kept, renamed
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.formats import due_text
from gugus.platform.web.links import TaskLink

_MOST = 5


def _unfinished(viewer: Viewer) -> QuerySet[Meeting]:
    return minutes_waiting(viewer.group, viewer.today, days=0)


def _ask(viewer: Viewer) -> Questions:
    return {"minutes": count_of(_unfinished(viewer))} if viewer.may(May.RECORD_MEETING) else {}


def _read(viewer: Viewer, answers: Answers) -> tuple[Meeting, ...]:
    return tuple(_unfinished(viewer)[:_MOST]) if answers.get("minutes") else ()


def _rows(viewer: Viewer, meetings: tuple[Meeting, ...]) -> Iterator[TaskLink]:
    for meeting in meetings:
        yield TaskLink(
            _("Selesaikan notulen: %(title)s") % {"title": meeting.title},
            reverse("minutes:minutes", args=[viewer.group.code, meeting.pk]),
            due_text(meeting.date, viewer.today),
            late=True,
        )


capability = Capability(
    held=(
        *renamed(
            "minutes.Minutes.meeting__group",
            "chaired_by",
            "taken_by",
            "opening",
            "problems",
            "discussion",
            "decisions",
        ),
        *renamed("minutes.MinutesVariant.minutes__meeting__group", "text"),
        *renamed("minutes.Addendum.minutes__meeting__group", "text"),
        *kept(
            "the hand that wrote it, without a name",
            "minutes.MinutesVariant.written_by",
            "minutes.MinutesVariant.decided_by",
            "minutes.DecisionUpdate.reported_by",
            "minutes.Addendum.made_by",
        ),
    ),
    home=HomePart(_ask, _read, waiting=(Shown(60, _rows),)),
    offline=(
        OfflineEntry("minutes:minutes", noop("Notulen"), May.SEE_MINUTES, OfflineOf.MEETING, 30),
    ),
    title=noop("Notulen"),
    deeds={
        "minutes.addendum_added": noop("menambah adendum notulen"),
        "minutes.approved": noop("mengesahkan notulen"),
        "minutes.conflict_resolved": noop("memilih naskah notulen yang berlaku"),
        "minutes.decision_updated": noop("mencatat tindak lanjut keputusan"),
        "minutes.finished": noop("menyelesaikan notulen"),
        "minutes.reopened": noop("membuka kembali notulen"),
        "minutes.saved": noop("menulis notulen"),
    },
    searchables=SEARCHABLES,
    samples="gugus.minutes.tests.samples.samples",
)
