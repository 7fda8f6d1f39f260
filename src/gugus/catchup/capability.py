"""What `catchup` adds: missed meetings to read, journals, and their pages on the phone."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.catchup.queries import (
    called_among,
    own_feedback,
    own_journal,
    own_readings,
    uncaught_meetings,
)
from gugus.meetings.models import Meeting
from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    Listed,
    NavPlace,
    OfflineEntry,
    OfflineOf,
    OwnRecords,
    OwnRows,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import blanked, deleted
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import TaskLink

_MOST = 3


def _ask(viewer: Viewer) -> Questions:
    if viewer.teacher_id is None:
        return {}
    return {"missed": count_of(uncaught_meetings(viewer.group, viewer.teacher_id, viewer.today))}


def _read(viewer: Viewer, answers: Answers) -> tuple[Meeting, ...]:
    if not answers["uncaught"] or viewer.teacher is None:
        return ()
    return tuple(called_among(answers["uncaught"], viewer.teacher)[:_MOST])


def _uncaught(viewer: Viewer) -> QuerySet[Meeting]:
    return uncaught_meetings(viewer.group, viewer.teacher_id or 0, viewer.today)


def _rows(viewer: Viewer, meetings: tuple[Meeting, ...]) -> Iterator[TaskLink]:
    for meeting in meetings:
        yield TaskLink(
            _("Anda tidak hadir pada %(title)s. Baca 2 menit") % {"title": meeting.title},
            reverse("catchup:packet", args=[viewer.group.code, meeting.pk]),
            short_date(meeting.date),
        )


def _own_readings(viewer: Viewer) -> OwnRows | None:
    return own_readings(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


def _own_feedback(viewer: Viewer) -> OwnRows | None:
    return own_feedback(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


def _own_journal(viewer: Viewer) -> OwnRows | None:
    return own_journal(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


capability = Capability(
    held=(
        *deleted("catchup.Reflection.teacher"),
        *blanked("catchup.Feedback.teacher", sentence=""),
        *blanked("catchup.PacketReading.teacher", answer=""),
    ),
    tabs=(
        Tab(
            "catchup:journal",
            noop("Jurnal"),
            NavPlace.CLASSROOM,
            May.REFLECT,
            40,
            prefixes=("jurnal/",),
            short=noop("Jurnal saya"),
        ),
        Tab(
            "catchup:shared_journals",
            noop("Catatan yang dibagikan"),
            NavPlace.CLASSROOM,
            May.SEE_SHARED_JOURNALS,
            10,
            prefixes=("catatan-guru/",),
            under="catchup:journal",
        ),
    ),
    home=HomePart(
        _ask, _read, {"uncaught": Listed("missed", _uncaught)}, waiting=(Shown(20, _rows),)
    ),
    offline=(
        OfflineEntry("catchup:journal", noop("Jurnal refleksi"), May.REFLECT, order=40),
        OfflineEntry("catchup:journal_new", noop("Tulis catatan"), May.REFLECT, order=50),
        OfflineEntry(
            "catchup:packet", noop("Bahan susulan"), May.SEE_MINUTES, OfflineOf.MEETING, 50
        ),
        OfflineEntry("catchup:feedback", noop("Umpan balik"), May.REFLECT, OfflineOf.MEETING, 60),
    ),
    own_records=(
        OwnRecords(
            "packet_readings",
            noop("Susulan yang dibaca"),
            30,
            _own_readings,
            ("meeting_day", "meeting_title", "answer"),
        ),
        OwnRecords(
            "feedback",
            noop("Umpan balik yang diberikan"),
            40,
            _own_feedback,
            ("meeting_day", "meeting_title", "useful", "clear", "usable", "time", "sentence"),
        ),
        OwnRecords(
            "journal",
            noop("Jurnal refleksi"),
            50,
            _own_journal,
            ("written_at", "learnt", "applied", "obstacle", "next_step"),
        ),
    ),
    demo=(DemoPart("catchup", "gugus.config.example.catchup.build", after=("meetings",)),),
    title=noop("Susulan dan umpan balik"),
    deeds={
        "catch_up_packet.answered": noop("menjawab bahan susulan"),
        "catch_up_packet.opened": noop("membuka bahan susulan"),
        "catch_up_packet.question_changed": noop("mengubah pertanyaan bahan susulan"),
        "feedback.given": noop("memberi umpan balik"),
        "reflection.deleted": noop("menghapus catatan jurnalnya"),
        "reflection.shared": noop("membagikan catatan jurnalnya"),
        "reflection.unshared": noop("menarik catatan jurnalnya"),
        "reflection.written": noop("menulis jurnalnya"),
    },
    private_deeds=frozenset(
        {
            "catch_up_packet.answered",
            "catch_up_packet.opened",
            "feedback.given",
            "reflection.deleted",
            "reflection.shared",
            "reflection.unshared",
            "reflection.written",
        }
    ),
    samples="gugus.catchup.tests.samples.samples",
)
