"""What kind of event a title speaks of, as a first guess that a person can change."""

import json
import re
from functools import cache
from pathlib import Path

from gugus.cores.words.fold import folded

_NATIONAL_DAYS = Path(__file__).parents[1] / "data" / "national_days.json"
# Words that take a day off back, or speak of the days around it: nothing of it is free.
_NO_DAY_OFF = re.compile(
    r"\b(bukan|tidak|tdk|tak|non|belum|tanpa)\s+((hari|termasuk|ada|jadi|di)\s+)*(libur|cuti)"
    r"|\blibur\w*\s+(di)?batal|\bbatal\w*\s+libur"
    r"|\btetap\s+(masuk|belajar|sekolah|kbm|bertemu|efektif)|\bmasuk\s+(seperti\s+)?biasa"
    r"|\b(setelah|sesudah|pasca|usai|habis|menjelang|jelang|sebelum|persiapan)\s+(hari\s+)?libur"
)
# What is done for a feast, on whatever day: no feast itself.
_DONE_FOR_A_FEAST = re.compile(
    r"\b(peringatan|memperingati|perayaan|merayakan|upacara|lomba|persiapan|panitia|rapat|"
    r"menyambut|penyambutan|menjelang|jelang|pawai|karnaval|bazar|pentas|kegiatan|pesantren|"
    r"halal|halalbihalal|buka puasa|santunan|latihan|gladi|seminar|ibadah|pesta)\b"
)
_GUESSES = (
    ("joint_leave", r"cuti bersama"),
    ("school_event", r"\brapor|\braport"),
    ("exam", r"ujian|asesmen|assesmen|assessment|penilaian(?! kinerja)|ulangan|"
             r"\b(ats|aas|sts|sas|asts|asat|psaj|asaj|psas|psat|psts|pts|uts|uas|anbk|aspd|tka)\b"),
    ("school_break", r"libur|jeda|ramadh?an|puasa"),
    ("district", r"dinas|kecamatan|kabupaten|korwil|uptd|pgri|\bhut\b|upacara|rapat koordinasi"),
    ("school_event", r"sekolah|kelas|wali murid|pramuka|kemah|mpls|perpisahan|lomba"),
)  # fmt: skip
# These are words as well ("pas", "asas"): only in capitals do they name an exam.
_EXAMS_IN_CAPITALS = re.compile(r"\b(PAS|PAT|SAT|ASAS)\b")


def guess_event_kind(title: str) -> str:
    """The kind of an event by the words of its title; 'other' when none speaks.

    >>> guess_event_kind("Asesmen Sumatif Akhir Semester"), guess_event_kind("Rapat")
    ('exam', 'other')
    >>> guess_event_kind("Hari Raya Natal"), guess_event_kind("Hari Pahlawan (bukan libur)")
    ('holiday', 'other')
    """
    plain = folded(title)
    if _NO_DAY_OFF.search(plain):
        return "other"
    if "cuti bersama" not in plain and _is_national_day(plain):
        return "holiday"
    if _EXAMS_IN_CAPITALS.search(title) and "rapor" not in plain:
        return "exam"
    return next((kind for kind, words in _GUESSES if re.search(words, plain)), "other")


def _is_national_day(plain: str) -> bool:
    """A national holiday by its name; what is done for one counts only where it says that it is off."""
    named = _names().search(plain) is not None
    return named and ("libur" in plain or not _DONE_FOR_A_FEAST.search(plain))


@cache
def _names() -> re.Pattern[str]:
    table = json.loads(_NATIONAL_DAYS.read_text(encoding="utf-8"))
    names = sorted({name for day in table["days"] for name in day["also"]}, key=len, reverse=True)
    # A new school year is no new year.
    return re.compile(rf"\b({'|'.join(names)})\b(?! (pelajaran|ajaran|sekolah))")
