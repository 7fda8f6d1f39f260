"""What a person changed last in a draft, what came of it, and the button that takes it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.calendar.models import PlanSettings
from gugus.meetings.pages.parts import with_part
from gugus.meetings.rules.parts import LinePart
from gugus.platform.web.formats import decimal, short_date
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft
from gugus.schedule.queries.names import DraftNames
from gugus.schedule.services.adoption import SOLVED
from gugus.timetable.rules.assignment import Assignment, from_columns


@dataclass(frozen=True)
class UndoRow:
    """One change that can be taken back; `is_urgent`: the draft is worse for it, or impossible."""

    key: int
    text: str
    worse: str
    promise: str
    submit: str
    is_urgent: bool
    is_main: bool


def undo_rows(
    draft: ScheduleDraft,
    rows: Sequence[DraftMeeting],
    changes: Iterable[DraftChange],
    names: DraftNames,
) -> Iterable[UndoRow]:
    """The last move always; the last pin only where the draft is not possible with it."""
    is_bad = draft.status not in SOLVED
    by_part = {(row.line_id, row.part): row for row in rows}
    for change in changes:
        row = by_part.get((change.line_id, change.part))
        if change.kind == DraftChange.Kind.MOVE:
            worse = " ".join(_worse(draft, change.before["draft"]))
            yield UndoRow(
                key=change.pk,
                text=_moved(change, row, names),
                worse=worse,
                promise=_(
                    "Seluruh rancangan kembali seperti sebelum pemindahan itu; sematan lain tetap."
                ),
                submit=_("Batalkan pemindahan terakhir"),
                is_urgent=bool(worse) or is_bad,
                is_main=is_bad,
            )
        elif is_bad:
            yield UndoRow(
                key=change.pk,
                text=_("Sematan terakhir: “%(what)s”.") % {"what": _named(change, row)},
                worse="",
                promise=_("Sematan itu dilepas, lalu jadwal disusun ulang; yang lain tetap."),
                submit=_("Batalkan sematan terakhir"),
                is_urgent=True,
                is_main=False,
            )


def _named(change: DraftChange, row: DraftMeeting | None) -> str:
    line = change.line
    times = max(line.times, row.part if row is not None else 0)
    return with_part(line.title, LinePart(change.part, times))


def _moved(change: DraftChange, row: DraftMeeting | None, names: DraftNames) -> str:
    """'Pemindahan terakhir: “PTK, bagian 2 dari 2”, 5 Agu 2026 di SDN 1 menjadi …'."""
    what = {"what": _named(change, row)}
    key = (change.line_id, change.part)
    was = next((r for r in change.before["rows"] if (r["line_id"], r["part"]) == key), None)
    if row is None or was is None:
        return _("Pemindahan terakhir: “%(what)s”.") % what
    old, new = _differences(from_columns(was), row.assignment, names)
    if not old:
        return _("Pemindahan terakhir: “%(what)s”.") % what
    return _("Pemindahan terakhir: “%(what)s”, dari %(old)s ke %(new)s.") % {
        **what,
        "old": ", ".join(old),
        "new": ", ".join(new),
    }


def _differences(
    was: Assignment, now: Assignment, names: DraftNames
) -> tuple[list[str], list[str]]:
    """What of the meeting is other than it was, in words: before and now."""
    changed = was.changes_to(now)
    return [_value(was, name, names) for name in changed], [
        _value(now, name, names) for name in changed
    ]


def _value(one: Assignment, name: str, names: DraftNames) -> str:
    if name == "day":
        return short_date(one.day)
    if name == "host":
        return names.schools.get(one.host or 0, "–")
    return names.speakers.get(one.speaker or 0, "–")


def _worse(draft: ScheduleDraft, before: Mapping[str, Any]) -> Iterable[str]:
    """In what the draft is worse since; nothing where it is as good."""
    if before["status"] not in SOLVED:
        return
    if draft.status == ScheduleDraft.Status.IMPOSSIBLE:
        yield _("Sejak itu tidak ada susunan yang memenuhi semua aturan.")
        return
    if draft.status not in SOLVED:
        yield _("Sejak itu belum ditemukan susunan yang memenuhi semua aturan.")
        return
    yield from _longer(draft, before)
    if draft.moved > before["moved"]:
        n = draft.moved - before["moved"]
        yield ngettext(
            "%(n)d pertemuan lagi di kalender ikut berpindah.",
            "%(n)d pertemuan lagi di kalender ikut berpindah.",
            n,
        ) % {"n": n}
    if (
        draft.status == ScheduleDraft.Status.FEASIBLE
        and before["status"] == ScheduleDraft.Status.OPTIMAL
    ):
        yield _("Sejak itu susunannya belum terbukti terbaik.")


def _longer(draft: ScheduleDraft, before: Mapping[str, Any]) -> Iterable[str]:
    """Ways that grew, of what the group's objective makes small."""
    if draft.objective != PlanSettings.Objective.TOTAL:
        more = (draft.worst_km or 0.0) - (before["worst_km"] or 0.0)
        if more >= 0.05:
            words = {"km": decimal(more, 1)}
            yield _("Sejak itu guru yang paling jauh berjalan %(km)s km lebih jauh.") % words
    if draft.objective != PlanSettings.Objective.WORST:
        more = (draft.total_km or 0.0) - (before["total_km"] or 0.0)
        if more >= 0.05:
            words = {"km": decimal(more, 1)}
            yield _("Sejak itu perjalanan semua guru %(km)s km lebih jauh.") % words


def undo_message(change: DraftChange, *, solving: bool) -> str:
    """What taking a change back did."""
    words = {"what": _named(change, None)}
    if solving:
        return _("“%(what)s” kembali seperti semula; yang lain disusun ulang.") % words
    if change.kind == DraftChange.Kind.PIN:
        return _("Sematan “%(what)s” kembali seperti semula.") % words
    return _("Pemindahan “%(what)s” dibatalkan. Rancangan kembali seperti sebelumnya.") % words
