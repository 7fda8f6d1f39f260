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


def thread_items(dashboard: Dashboard) -> tuple[ThreadItem, ...]:
    """The group's thread in counts, from need to effect."""
    return (
        _need_item(dashboard),
        _line_item(dashboard),
        _meeting_item(dashboard),
        ThreadItem(_("Produk"), "–", _("belum dicatat di versi ini"), "", "no"),
        _step_item(dashboard),
        _remeasurement_item(dashboard),
        ThreadItem(_("Temuan"), "–", _("belum dicatat di versi ini"), "", "no"),
    )


def _need_item(dashboard: Dashboard) -> ThreadItem:
    if dashboard.coverage is None:
        href = reverse("competence:needs", args=[dashboard.group.code])
        return ThreadItem(_("Kebutuhan"), "–", _("belum diukur atau belum ada program"), href, "no")
    href = reverse("programme:coverage", args=[dashboard.group.code])
    without = dashboard.coverage.low_without_line
    note = (
        ngettext("%(n)s tanpa program", "%(n)s tanpa program", without) % {"n": without}
        if without
        else _("semua punya program")
    )
    return ThreadItem(
        _("Kebutuhan di bawah baku"),
        str(dashboard.coverage.low),
        note,
        href,
        "hole" if without else "",
    )


def _line_item(dashboard: Dashboard) -> ThreadItem:
    href = reverse("programme:programme", args=[dashboard.group.code])
    if dashboard.coverage is None or not dashboard.coverage.lines:
        return ThreadItem(_("Program"), "–", _("belum ada"), href, "no")
    unnamed = dashboard.coverage.lines_without_need
    text = ngettext("%(n)s tanpa kebutuhan", "%(n)s tanpa kebutuhan", unnamed) % {"n": unnamed}
    return ThreadItem(
        _("Program"), str(dashboard.coverage.lines), text if unnamed else "", href, ""
    )


def _meeting_item(dashboard: Dashboard) -> ThreadItem:
    href = reverse("agenda:list", args=[dashboard.group.code])
    if not dashboard.meetings.planned:
        return ThreadItem(_("Pertemuan"), "–", _("belum ada"), href, "no")
    note = _("%(held)s dari %(planned)s terlaksana") % {
        "held": dashboard.meetings.held,
        "planned": dashboard.meetings.planned,
    }
    return ThreadItem(_("Pertemuan"), str(dashboard.meetings.held), note, href, "")


def _step_item(dashboard: Dashboard) -> ThreadItem:
    href = reverse("agenda:list", args=[dashboard.group.code])
    counts = dashboard.step_counts
    if not counts.given:
        return ThreadItem(_("Langkah di kelas"), "–", _("belum ada"), href, "no")
    note = ngettext("%(n)s dilaporkan", "%(n)s dilaporkan", counts.reported) % {
        "n": counts.reported
    }
    return ThreadItem(_("Langkah di kelas"), str(counts.given), note, href, "")


def _remeasurement_item(dashboard: Dashboard) -> ThreadItem:
    href = reverse("competence:needs", args=[dashboard.group.code])
    again = dashboard.remeasurements
    running = ngettext("%(n)s sedang berjalan", "%(n)s sedang berjalan", again.running)
    note = running % {"n": again.running} if again.running else ""
    if not again.closed:
        return ThreadItem(_("Ukur ulang"), "–", note or _("belum"), href, "no")
    return ThreadItem(_("Ukur ulang"), str(again.closed), note, href, "")
