"""What `attendance` adds: one's own card, and what is needed at the door without signal."""

from django.utils.translation import gettext_noop as noop

from gugus.attendance.queries import own_marks
from gugus.people.registry import (
    Capability,
    NavPlace,
    OfflineEntry,
    OfflineOf,
    OwnRecords,
    OwnRows,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import blanked, kept


def _own(viewer: Viewer) -> OwnRows | None:
    return own_marks(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


capability = Capability(
    held=(
        *blanked("attendance.Attendance.teacher", signature="", signed_at=None, note=""),
        *kept(
            "the hand that wrote it, without a name",
            "attendance.Attendance.recorded_by",
            "attendance.RestMark.said_by",
            "attendance.SheetPhoto.made_by",
        ),
    ),
    tabs=(
        Tab(
            "attendance:card",
            noop("Kartu saya"),
            NavPlace.HOME,
            May.REPORT_OWN_STEP,
            20,
            for_teachers=True,
        ),
    ),
    grounds={NavPlace.MEETINGS: ("kartu/",)},
    offline=(
        OfflineEntry(
            "attendance:card", noop("Kartu saya"), May.REPORT_OWN_STEP, order=130, for_teachers=True
        ),
        OfflineEntry(
            "attendance:attendance", noop("Hadir"), May.SEE_ATTENDANCE, OfflineOf.MEETING, 20
        ),
        OfflineEntry(
            "attendance:wall", noop("Kode hadir"), May.RECORD_MEETING, OfflineOf.MEETING_AHEAD, 70
        ),
        OfflineEntry(
            "attendance:scan", noop("Pindai kartu"), May.RECORD_MEETING, OfflineOf.MEETING_AHEAD, 80
        ),
        OfflineEntry(
            "attendance:sheet",
            noop("Ketik nomor lembar"),
            May.RECORD_MEETING,
            OfflineOf.MEETING_AHEAD,
            90,
        ),
        OfflineEntry(
            "attendance:own_sign",
            noop("Tanda tangan hadir"),
            May.REPORT_OWN_STEP,
            OfflineOf.MEETING_AHEAD,
            100,
            for_teachers=True,
        ),
    ),
    own_records=(
        OwnRecords(
            "attendance",
            noop("Kehadiran"),
            10,
            _own,
            ("meeting_day", "meeting_title", "status", "note"),
        ),
    ),
    title=noop("Kehadiran"),
    deeds={
        "attendance.checked_in": noop("mencatat kehadirannya sendiri"),
        "attendance.excused": noop("berhalangan hadir"),
        "attendance.recorded": noop("mencatat kehadiran"),
        "attendance.rest_marked": noop("mencatat kehadiran semua yang belum tercatat"),
        "guest.added": noop("mencatat seorang tamu"),
        "guest.deleted": noop("menghapus seorang tamu"),
        "sheet_photo.added": noop("menyimpan foto lembar hadir"),
    },
    samples="gugus.attendance.tests.samples.samples",
)
