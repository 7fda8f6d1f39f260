"""What `meetings` adds: addresses and samples; the list and the first page stand in `agenda`."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import kept

capability = Capability(
    tabs=(
        Tab(
            "meetings:rules",
            noop("Aturan pertemuan"),
            NavPlace.MEETINGS,
            May.EDIT_GROUP,
            10,
            under="participation:participation",
        ),
    ),
    held=(
        *kept("counts of closed meetings", "meetings.CalledTeacher.teacher"),
        *kept("the hand that wrote it, without a name", "meetings.MeetingMove.moved_by"),
    ),
    title=noop("Pertemuan"),
    deeds={
        "meeting_rules.changed": noop("mengubah aturan pertemuan"),
        "meeting.cancelled": noop("membatalkan pertemuan"),
        "meeting.changed": noop("mengubah pertemuan"),
        "meeting.deleted": noop("menghapus pertemuan"),
        "meeting.planned": noop("merencanakan pertemuan"),
        "meeting.rescheduled": noop("memindahkan hari pertemuan"),
        "meeting.restored": noop("mengembalikan pertemuan"),
    },
    samples="gugus.meetings.tests.samples.samples",
)
