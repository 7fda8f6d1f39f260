"""The year's thread on the home page: seven counts, each linked to its list."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.home.queries.dashboard import Dashboard


@dataclass(frozen=True)
class ThreadItem:
    """One link of the thread: `state` is done, hole (needs attention) or none yet."""

    title: str
    count: str
    note: str
    href: str
    state: str


def thread_items(desk: Dashboard) -> tuple[ThreadItem, ...]:
    """The group's thread in counts, from need to effect."""
    return (
        _need_bead(desk),
        _line_bead(desk),
        _meeting_bead(desk),
        ThreadItem(_("Produk"), "–", _("belum dicatat di versi ini"), "", "no"),
        _step_bead(desk),
        _again_bead(desk),
        ThreadItem(_("Temuan"), "–", _("belum dicatat di versi ini"), "", "no"),
    )


def _need_bead(desk: Dashboard) -> ThreadItem:
    if desk.coverage is None:
        href = reverse("competence:needs", args=[desk.group.code])
        return ThreadItem(_("Kebutuhan"), "–", _("belum diukur atau belum ada program"), href, "no")
    href = reverse("programme:coverage", args=[desk.group.code])
    without = desk.coverage.low_without_line
    note = (
        ngettext("%(n)s tanpa program", "%(n)s tanpa program", without) % {"n": without}
        if without
        else _("semua punya program")
    )
    return ThreadItem(
        _("Kebutuhan di bawah baku"), str(desk.coverage.low), note, href, "hole" if without else ""
    )


def _line_bead(desk: Dashboard) -> ThreadItem:
    href = reverse("programme:programme", args=[desk.group.code])
    if desk.coverage is None or not desk.coverage.lines:
        return ThreadItem(_("Program"), "–", _("belum ada"), href, "no")
    unnamed = desk.coverage.lines_without_need
    text = ngettext("%(n)s tanpa kebutuhan", "%(n)s tanpa kebutuhan", unnamed) % {"n": unnamed}
    return ThreadItem(_("Program"), str(desk.coverage.lines), text if unnamed else "", href, "")


def _meeting_bead(desk: Dashboard) -> ThreadItem:
    href = reverse("agenda:list", args=[desk.group.code])
    if not desk.meetings.planned:
        return ThreadItem(_("Pertemuan"), "–", _("belum ada"), href, "no")
    note = _("%(held)s dari %(planned)s terlaksana") % {
        "held": desk.meetings.held,
        "planned": desk.meetings.planned,
    }
    return ThreadItem(_("Pertemuan"), str(desk.meetings.held), note, href, "")


def _step_bead(desk: Dashboard) -> ThreadItem:
    href = reverse("agenda:list", args=[desk.group.code])
    counts = desk.step_counts
    if not counts.given:
        return ThreadItem(_("Langkah di kelas"), "–", _("belum ada"), href, "no")
    note = ngettext("%(n)s dilaporkan", "%(n)s dilaporkan", counts.reported) % {
        "n": counts.reported
    }
    return ThreadItem(_("Langkah di kelas"), str(counts.given), note, href, "")


def _again_bead(desk: Dashboard) -> ThreadItem:
    href = reverse("competence:needs", args=[desk.group.code])
    again = desk.remeasurements
    running = ngettext("%(n)s sedang berjalan", "%(n)s sedang berjalan", again.running)
    note = running % {"n": again.running} if again.running else ""
    if not again.closed:
        return ThreadItem(_("Ukur ulang"), "–", note or _("belum"), href, "no")
    return ThreadItem(_("Ukur ulang"), str(again.closed), note, href, "")
