"""The code on the wall: its secret, and checking in with a code."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance, WallCode
from gugus.attendance.rules.wall_codes import WallCodeFault, seen_now, step_of_link, wall_code_fault
from gugus.attendance.services.attendance import check_in, check_in_window_of, check_time
from gugus.attendance.services.marks import WriteOrigin
from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import FailedAttempt
from gugus.platform.foundation.services import begin_attempt, reset_attempts

# What took longer than this to arrive waited on a phone without signal.
_TRANSIT_TIME = timedelta(minutes=2)


def wall_secret(meeting: Meeting) -> str:
    """The secret behind a meeting's code, made when it is first shown."""
    row, _made = WallCode.objects.get_or_create(
        meeting=meeting, defaults={"secret": secrets.token_hex(32)}
    )
    return row.secret


def check_in_by_code(
    *,
    actor: Actor,
    now: datetime,
    meeting: Meeting,
    teacher: Teacher,
    code: str,
    made: WriteOrigin | None = None,
    seen: bool = False,
) -> bool:
    """A teacher sends what the wall shows: the link of its picture, or its digits.

    `seen` says that this person's browser opened a good link a short while ago. False when a
    recorder's mark counts instead.
    """
    made = made or WriteOrigin(now)
    check_time(meeting, made.at)
    if not seen:
        _check(meeting, teacher, code, made.at, now)
    return check_in(
        actor=actor,
        now=now,
        meeting=meeting,
        teacher=teacher,
        made=made,
        how=Attendance.How.CODE,
    )


def _check(meeting: Meeting, teacher: Teacher, code: str, tapped: datetime, now: datetime) -> None:
    """Refuse a code that the wall did not show then; guesses are slowed."""
    account = f"wall:{meeting.pk}:{teacher.pk}"
    begin_attempt(account=account, now=now)
    wall = WallCode.objects.filter(meeting=meeting).first()
    kept = now - tapped > _TRANSIT_TIME
    fault = WallCodeFault.WRONG
    if wall is not None:
        found = wall_code_fault(
            wall.secret, meeting.pk, code, tapped, check_in_window_of(meeting), kept=kept
        )
        if found is None:
            reset_attempts(account=account)
            return
        fault = found
    raise FailedAttempt(_fault_message(fault), "code", account)


def _fault_message(fault: WallCodeFault) -> str:
    return {
        WallCodeFault.WRONG: _(
            "Kode tidak cocok. Lihat lagi kode di dinding: gantinya setiap 30 detik."
        ),
        WallCodeFault.OLD: _(
            "Kode ini sudah lama berganti. Pindai lagi kode yang tampil sekarang."
        ),
        WallCodeFault.CLOSED: _(
            "Kode ini bukan dari waktu pertemuan. Minta sekretaris mencatat Anda."
        ),
    }[fault]


def expired_code_message() -> str:
    """What a person is told who opened a link that is not on the wall any more, or never was."""
    return _fault_message(WallCodeFault.OLD)


def is_on_the_wall(meeting: int, link: str, now: datetime) -> bool:
    """Is this the link that a meeting's wall shows at this moment, or showed a moment ago?"""
    wall = WallCode.objects.filter(meeting_id=meeting).first()
    step = step_of_link(wall.secret, meeting, link) if wall is not None else None
    return step is not None and seen_now(step, now)
