"""Whose word about a teacher's attendance stands, said to the one whose own word does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance
from gugus.meetings.rules.merge import RECORDER

# As many names as one sentence carries.
_MOST_NAMES = 5


@dataclass(frozen=True)
class RowNames:
    """Names by id: of the teachers in some rows, and of those who wrote them."""

    teachers: dict[int, str]
    writers: dict[int, str]


def own_superseded(row: Attendance) -> str:
    """To the teacher: what stands about them, without the name of who wrote it."""
    if row.stamp_authority == RECORDER or not row.status:
        return _(
            "Yang berlaku: %(status)s, dari pencatat pertemuan. Bila keliru, tanyakan kepada "
            "sekretaris."
        ) % {"status": _status(row)}
    return _("Yang berlaku: %(status)s, dari kabar Anda sendiri yang lebih baru.") % {
        "status": _status(row)
    }


def marks_superseded(rows: Sequence[Attendance], names: RowNames, user_id: int) -> str:
    """To a recorder: what stands in these rows, and who wrote it; nothing when none is lost."""
    if not rows:
        return ""
    said = [_row(row, names, user_id) for row in rows[:_MOST_NAMES]]
    if len(rows) > _MOST_NAMES:
        said.append(_("dan %(n)d guru lain") % {"n": len(rows) - _MOST_NAMES})
    return _("Yang berlaku: %(rows)s.") % {"rows": "; ".join(said)}


def _row(row: Attendance, names: RowNames, user_id: int) -> str:
    mine = row.recorded_by_id == user_id
    return _("%(teacher)s: %(status)s (%(who)s)") % {
        "teacher": names.teachers[row.teacher_id],
        "status": _status(row),
        "who": _("Anda sendiri, lebih baru") if mine else names.writers[row.recorded_by_id],
    }


def _status(row: Attendance) -> str:
    return str(row.get_status_display()).lower() if row.status else _("belum dicatat")
