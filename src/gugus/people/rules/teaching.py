"""What a teacher teaches: a class level, a subject, or (in TK and RA) a group of children."""

HEAD_TITLES = ("kepala sekolah", "kepala madrasah", "kepala tk", "kepala ra")

_LEVELS = {
    "sd": range(1, 7),
    "mi": range(1, 7),
    "sdlb": range(1, 7),
    "smp": range(7, 10),
    "mts": range(7, 10),
    "tk": range(0),
    "ra": range(0),
}
ALL_LEVELS = range(1, 10)

# Children's groups of TK and RA have letters, not numbers: they are kept as the subject.
CHILDREN_GROUPS = ("Kelompok A", "Kelompok B")
SUBJECTS = (
    "Pendidikan Agama Islam",
    "Pendidikan Agama Kristen",
    "Pendidikan Agama Katolik",
    "Pendidikan Agama Hindu",
    "Pendidikan Agama Buddha",
    "PJOK",
    "Bahasa Inggris",
    "Seni Budaya",
    "Bahasa Daerah",
)


def levels_of(kind: str) -> range:
    """The class levels that a kind of school has (none in TK and RA)."""
    return _LEVELS.get(kind, ALL_LEVELS)


def subjects_of(kind: str) -> tuple[str, ...]:
    """Subjects to suggest at a kind of school."""
    return CHILDREN_GROUPS if kind in ("tk", "ra") else SUBJECTS


def is_head(staff_kind: str, additional_duty: str) -> bool:
    """A head may teach no class; 'Kepala Perpustakaan' is another duty."""
    return any(text.casefold().startswith(HEAD_TITLES) for text in (staff_kind, additional_duty))
