"""What kind of event a title speaks of, as a first guess that a person can change."""

import re

_GUESSES = (
    ("joint_leave", r"cuti bersama"),
    ("exam", r"ujian|asesmen|assesmen|assessment|penilaian|ulangan|anbk|tka\b|\bas[at]s\b|\bp[ta]s\b"),
    ("school_break", r"libur|jeda|ramadh?an|puasa"),
    ("district", r"dinas|kecamatan|kabupaten|korwil|uptd|pgri|\bhut\b|upacara|rapat koordinasi"),
    ("school_event", r"sekolah|rapor|raport|kelas|wali murid|pramuka|kemah|mpls|perpisahan|lomba"),
)  # fmt: skip


def guess_event_kind(title: str) -> str:
    """The kind of an event by the words of its title; 'other' when none speaks.

    >>> guess_kind("Asesmen Sumatif Akhir Semester"), guess_kind("Rapat")
    ('exam', 'other')
    """
    plain = title.casefold()
    return next((kind for kind, words in _GUESSES if re.search(words, plain)), "other")
