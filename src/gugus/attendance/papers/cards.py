"""The cards of a group's teachers, to print, cut out and distribute."""

from collections.abc import Iterable, Mapping

from gugus.attendance.rules.cards import QR_PREFIX, spaced
from gugus.meetings import papers as meeting_words
from gugus.people.models import Group, Teacher
from gugus.people.papers import full_name, letterhead_of
from gugus.platform.documents.paper import Card, Cards, Paper, Paragraph
from gugus.platform.foundation.languages import in_language


@in_language("id")
def cards(group: Group, teachers: Iterable[Teacher], codes: Mapping[int, str]) -> Paper:
    """One card for each teacher, by school and name."""
    made = tuple(
        Card(
            teacher.name,
            (teacher.school.name, group.name),
            QR_PREFIX + codes[teacher.pk],
            spaced(codes[teacher.pk]),
        )
        for teacher in meeting_words.by_school(teachers)
    )
    return Paper(
        file_stem=f"Kartu hadir {group.name}",
        title="KARTU HADIR",
        subtitle=full_name(group),
        letterhead=letterhead_of(group),
        blocks=(
            Paragraph("Gunting di garis putus-putus. Tunjukkan kartu kepada pencatat saat datang."),
            Cards(made),
        ),
        keywords=("kartu hadir", group.name),
    )
