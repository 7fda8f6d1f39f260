"""A clash in words: which rules cannot all hold, and what a person could change."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.models import Group
from gugus.platform.web.formats import short_date
from gugus.schedule.models import ScheduleDraft
from gugus.schedule.queries.names import DraftNames

Row = dict[str, Any]


@dataclass(frozen=True)
class ClashRow:
    """One rule of a clash, what would let it go, and where that is done."""

    rule: str
    remedy: str
    links: tuple[tuple[str, str], ...] = ()


class _Names(DraftNames):
    """What the ids of a clash are called, together with their parts."""

    def parts(self, row: Row) -> str:
        """'“PTK” bagian 1, 2; “Diskusi rutin”'."""
        numbers: dict[int, list[int]] = defaultdict(list)
        for line, part in row["parts"]:
            numbers[line].append(part)
        return "; ".join(self._line(line, parts) for line, parts in numbers.items())

    def _line(self, line: int, parts: list[int]) -> str:
        title = f"“{self.lines.get(line, '–')}”"
        named = sorted(part for part in parts if part)
        if not named or len(named) > 4:
            return title
        numbers = ", ".join(map(str, named))
        return _("%(line)s bagian %(parts)s") % {"line": title, "parts": numbers}

    def school(self, row: Row) -> str:
        return self.schools.get(row["school"] or 0, _("sekolah itu"))

    def speaker(self, row: Row) -> str:
        return self.speakers.get(row["speaker"] or 0, _("narasumber itu"))


def clash_in_words(group: Group, draft: ScheduleDraft, known: DraftNames) -> tuple[ClashRow, ...]:
    """The draft's clash, one rule a row."""
    names = _Names(known.lines, known.schools, known.speakers)
    rows = [row for row in _together(draft.clash) if row["rule"] in _WORDS]
    return tuple(
        replace(_WORDS[row["rule"]](row, names), links=tuple(_links(group, row, names)))
        for row in rows
    )


def _links(group: Group, row: Row, names: _Names) -> Iterable[tuple[str, str]]:
    """Where a person changes what the rule says; a pin is let go in the draft itself."""
    rule = row["rule"]
    if rule in _PLACES:
        title, where = _PLACES[rule]
        yield _(title), reverse(where, args=[group.code])
    elif row["speaker"] in names.speakers and rule.startswith("speaker_"):
        where = reverse("speakers:speaker", args=[group.code, row["speaker"]])
        yield names.speakers[row["speaker"]], where
    elif not rule.startswith("pin_"):
        for line in dict.fromkeys(line for line, _part in row["parts"]):
            if line in names.lines:
                where = reverse("programme:line", args=[group.code, line])
                yield names.lines[line], where


def _together(rows: Iterable[Row]) -> list[Row]:
    """Gaps between meetings one after the other are one thing to read, and to change."""
    rows = list(rows)
    orders = [row for row in rows if row["rule"] == "order"]
    others = [row for row in rows if row["rule"] != "order"]
    if not orders:
        return others
    parts = [part for row in orders for part in row["parts"]]
    return [
        *others,
        {**orders[0], "parts": [list(part) for part in dict.fromkeys(map(tuple, parts))]},
    ]


def _slot(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Hari yang boleh dipakai: %(parts)s.") % {"parts": names.parts(row)},
        _("Tambah bulan program itu, atau lepaskan hari yang terhalang."),
    )


def _host(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Tuan rumah yang boleh: %(parts)s.") % {"parts": names.parts(row)},
        _("Izinkan lebih banyak sekolah menjadi tuan rumah."),
    )


def _speaker(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Narasumber yang mampu: %(parts)s.") % {"parts": names.parts(row)},
        _("Pilih narasumber lain untuk program itu, atau kosongkan."),
    )


def _pin_slot(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Hari yang Anda sematkan: %(parts)s.") % {"parts": names.parts(row)},
        _("Lepas sematan harinya."),
    )


def _pin_host(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Tuan rumah yang Anda sematkan: %(parts)s.") % {"parts": names.parts(row)},
        _("Lepas sematan tuan rumahnya."),
    )


def _pin_speaker(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Narasumber yang Anda sematkan: %(parts)s.") % {"parts": names.parts(row)},
        _("Lepas sematan narasumbernya."),
    )


def _school_open(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("%(school)s tidak dapat menjadi tuan rumah pada hari yang terhalang: %(parts)s.")
        % {"school": names.school(row), "parts": names.parts(row)},
        _("Periksa hari terhalang sekolah itu di kalender."),
    )


def _speaker_free(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("%(speaker)s hanya dapat datang pada hari luangnya: %(parts)s.")
        % {"speaker": names.speaker(row), "parts": names.parts(row)},
        _("Tanyakan hari lain kepadanya, pilih narasumber lain, atau tambah bulan program itu."),
    )


def _speaker_load(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("%(speaker)s tidak diminta lebih sering daripada batasnya: %(parts)s.")
        % {"speaker": names.speaker(row), "parts": names.parts(row)},
        _("Naikkan batasnya bila ia setuju, atau bagi dengan narasumber lain."),
    )


def _one_at_a_time(row: Row, names: _Names) -> ClashRow:
    who = names.speaker(row) if row["speaker"] else _("Guru yang sama")
    return ClashRow(
        _("%(who)s tidak dipanggil dua kali pada satu hari: %(parts)s.")
        % {"who": who, "parts": names.parts(row)},
        _("Kurangi pertemuan dalam bulan-bulan itu, atau tambah bulannya."),
    )


def _order(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("Urutan dan jarak minggu: %(parts)s.") % {"parts": names.parts(row)},
        _("Perkecil jarak antarpertemuan, atau ubah program mana yang harus selesai dulu."),
    )


def _turns(_row: Row, _names: _Names) -> ClashRow:
    return ClashRow(
        _("Giliran tuan rumah dibagi adil."),
        _("Longgarkan selisih giliran di aturan jadwal."),
    )


def _twice(_row: Row, _names: _Names) -> ClashRow:
    return ClashRow(
        _("Tidak ada sekolah yang menjadi tuan rumah dua kali berturut-turut."),
        _("Bolehkan berturut-turut di aturan jadwal."),
    )


def _no_day(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _("%(parts)s: tidak ada satu pun hari belajar bebas dalam bulannya.")
        % {"parts": names.parts(row)},
        _("Ubah bulan program itu, atau periksa hari terhalang di kalender."),
    )


def _few_days(row: Row, names: _Names) -> ClashRow:
    return ClashRow(
        _(
            "%(parts)s: masih %(wanted)s pertemuan, tetapi hari dan jaraknya hanya cukup untuk %(days)s."
        )
        % {"parts": names.parts(row), "wanted": row["wanted"], "days": row["days"]},
        _("Kurangi pertemuannya, perkecil jarak minggunya, atau tambah bulannya."),
    )


def _full_year(row: Row, _names: _Names) -> ClashRow:
    return ClashRow(
        _("Semua program bersama butuh %(wanted)s pertemuan, hari belajar bebas tinggal %(days)s.")
        % {"wanted": row["wanted"], "days": row["days"]},
        _("Kurangi pertemuan program yang paling dapat ditunda."),
    )


def _crowded(row: Row, names: _Names) -> ClashRow:
    first, last = (date.fromisoformat(text) for text in row["between"])
    return ClashRow(
        _(
            "Dari %(first)s sampai %(last)s tinggal %(days)s hari belajar, sedangkan %(wanted)s "
            "pertemuan semua guru harus masuk di dalamnya: %(parts)s."
        )
        % {
            "first": short_date(first),
            "last": short_date(last),
            "days": row["days"],
            "wanted": row["wanted"],
            "parts": names.parts(row),
        },
        _("Kurangi pertemuan program yang paling dapat ditunda, atau tambah bulannya."),
    )


# Rules that are changed in one place for all lines.
_PLACES = {
    "host": (noop("Jarak dan tuan rumah"), "hosts:distances"),
    "school_open": (noop("Kalender"), "calendar:calendar"),
    "turns": (noop("Aturan jadwal"), "schedule:settings"),
    "twice_running": (noop("Aturan jadwal"), "schedule:settings"),
    "full_year": (noop("Program"), "programme:programme"),
}
_WORDS: dict[str, Callable[[Row, _Names], ClashRow]] = {
    "slot": _slot,
    "host": _host,
    "speaker": _speaker,
    "pin_slot": _pin_slot,
    "pin_host": _pin_host,
    "pin_speaker": _pin_speaker,
    "school_open": _school_open,
    "speaker_free": _speaker_free,
    "speaker_load": _speaker_load,
    "one_at_a_time": _one_at_a_time,
    "order": _order,
    "turns": _turns,
    "twice_running": _twice,
    "no_day": _no_day,
    "few_days": _few_days,
    "full_year": _full_year,
    "crowded": _crowded,
}
