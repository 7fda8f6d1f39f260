"""How good a draft is, in words: its status, its ways, what it left behind, what it saves."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.calendar.models import PlanSettings
from gugus.people.models import Group
from gugus.platform.web.formats import decimal
from gugus.schedule.models import DraftMeeting, ScheduleDraft
from gugus.timetable.rules.facts import ScheduleFacts
from gugus.timetable.rules.parts_ahead import unschedulable_count


def status_text(draft: ScheduleDraft, rows: Sequence[DraftMeeting]) -> str:
    """How good the draft is, in a sentence."""
    if draft.state == ScheduleDraft.State.FAILED:
        return _("Penyusunan gagal. Kalender tidak berubah; susun lagi.")
    bound = any(row.was_date or row.pin_date or row.pin_host or row.pin_speaker for row in rows)
    texts = {
        ScheduleDraft.Status.OPTIMAL: (
            _(
                "Dengan perubahan sesedikit mungkin, tidak ada susunan lain yang lebih baik "
                "menurut aturan kelompok."
            )
            if bound
            else _("Tidak ada susunan lain yang lebih baik menurut aturan kelompok.")
        ),
        ScheduleDraft.Status.FEASIBLE: _(
            "Semua aturan terpenuhi; paling jauh %(gap)s %% dari yang terbaik."
        )
        % {"gap": decimal(100 * (draft.gap or 0), 1)},
        ScheduleDraft.Status.IMPOSSIBLE: _(
            "Aturan di bawah ini tidak dapat dipenuhi bersama. "
            "Ubah salah satunya, lalu susun lagi. Kalender tidak berubah."
        ),
        ScheduleDraft.Status.UNKNOWN: _(
            "Belum ditemukan susunan dalam waktu yang tersedia. Kalender tidak berubah; "
            "susun lagi, atau longgarkan salah satu aturan."
        ),
    }
    return texts.get(ScheduleDraft.Status(draft.status), "") if draft.status else ""


def unschedulable_in_words(group: Group, facts: ScheduleFacts) -> Iterable[tuple[str, str]]:
    """Meetings that are not scheduled any more, by line, and where the line is."""
    for one in facts.groups:
        for line in one.lines:
            if count := unschedulable_count(one, line):
                yield left_words(group, line.key, line.title, count)


def left_words(group: Group, line: int, title: str, count: int) -> tuple[str, str]:
    """'“Pelatihan”: 2 pertemuan', and where the line is."""
    words = _("“%(line)s”: %(count)s pertemuan") % {"line": title, "count": count}
    return words, reverse("programme:line", args=[group.code, line])


def clash_title(draft: ScheduleDraft) -> str:
    """What the clash is called: the smallest only where that is proven."""
    if draft.clash_is_smallest:
        return _("Kumpulan terkecil aturan yang berbenturan")
    return _("Yang membuat jadwal tidak mungkin")


def figures_of(draft: ScheduleDraft) -> tuple[tuple[str, str], ...]:
    """Ways, and what they rest on."""
    if draft.total_km is None or draft.distance_basis == "none":
        return ((_("Perjalanan"), _("belum dihitung, jarak antarsekolah belum diketahui")),)
    rows = [
        (_("Tujuan"), draft.get_objective_display()),
        (
            _("Perjalanan semua guru"),
            _("%(km)s km, sekali jalan") % {"km": decimal(draft.total_km, 1)},
        ),
    ]
    if draft.worst_km is not None:
        text = _("%(km)s km, sekali jalan") % {"km": decimal(draft.worst_km, 1)}
        rows.append((_("Perjalanan guru terjauh"), text))
    basis = {
        "typed": _("jarak yang diketik kelompok"),
        "coordinates": _("garis lurus antarkoordinat sekolah"),
        "mixed": _("sebagian diketik, sebagian garis lurus antarkoordinat"),
    }
    rows.append((_("Dasar jarak"), basis.get(draft.distance_basis, "–")))
    return tuple(rows)


def comparison_with_rotation(draft: ScheduleDraft) -> str:
    """The draft beside a plain rotation; where nothing is saved nothing is claimed."""
    if draft.each_hosts_once:
        return _(
            "Setiap sekolah menjadi tuan rumah tepat sekali. Urutan apa pun sama jauhnya, "
            "jadi tidak ada perjalanan yang dihemat."
        )
    of_all = draft.objective == PlanSettings.Objective.TOTAL
    now = draft.total_km if of_all else draft.worst_km
    if draft.rotation_km is None or now is None or draft.distance_basis == "none":
        return ""
    values = {
        "whose": _("perjalanan semua guru") if of_all else _("perjalanan guru yang paling jauh"),
        "plain": decimal(draft.rotation_km, 1),
        "km": decimal(abs(draft.rotation_km - now), 1),
    }
    if abs(draft.rotation_km - now) < 0.05:
        return (
            _("Dengan giliran biasa berurutan %(whose)s sama saja; tidak ada yang dihemat.")
            % values
        )
    if draft.rotation_km < now:
        return (
            _(
                "Dengan giliran biasa berurutan %(whose)s %(km)s km lebih pendek, tetapi tidak "
                "semua yang diminta dari jadwal ini terpenuhi."
            )
            % values
        )
    return (
        _(
            "Dengan giliran biasa berurutan %(whose)s %(plain)s km; susunan ini %(km)s km lebih pendek."
        )
        % values
    )
