"""The cards that teachers show: their codes, and recording whose card was scanned."""

import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance, CardSecret
from gugus.attendance.queries import recorded_rows
from gugus.attendance.rules.cards import card_code
from gugus.attendance.rules.statuses import PRESENT
from gugus.attendance.services.attendance import record_attendance
from gugus.attendance.services.marks import AttendanceMark
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.people.access import Actor
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.errors import Refused


def card_codes(group: Group, teachers: Iterable[Teacher]) -> dict[int, str]:
    """The card's code of each of these teachers; the group's secret is made when first asked for."""
    row, _made = CardSecret.objects.get_or_create(
        group=group, defaults={"secret": secrets.token_hex(32)}
    )
    return {teacher.pk: card_code(row.secret, teacher.pk) for teacher in teachers}


def record_card(
    *, actor: Actor, now: datetime, meeting: Meeting, code: str
) -> tuple[Teacher, bool]:
    """Record the card's teacher; return who it is and whether it was new."""
    called = list(expected(meeting))
    codes = card_codes(meeting.group, called)
    found = [t for t in called if hmac.compare_digest(codes[t.pk], code)] if code.isascii() else []
    if not found:
        raise Refused(
            _("Kartu ini bukan milik guru yang diundang ke pertemuan ini. Cari namanya di daftar."),
            "card",
        )
    (teacher,) = found
    if recorded_rows(meeting).filter(teacher=teacher, status__in=PRESENT).exists():
        return teacher, False
    mark = AttendanceMark(teacher.pk, Attendance.Status.PRESENT, how=Attendance.How.CARD)
    record_attendance(actor=actor, now=now, meeting=meeting, marks=[mark])
    return teacher, True
