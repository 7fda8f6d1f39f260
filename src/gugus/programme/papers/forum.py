"""Berita acara of the forum that spoke about the programme: always in Indonesian."""

from gugus.people.models import CommitteePost
from gugus.people.papers import full_name, letterhead_of, signature_of, signature_of_post
from gugus.people.rules.years import school_year_label
from gugus.platform.documents.paper import (
    Block,
    Column,
    Fields,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import long_date
from gugus.programme.models import Forum, ForumVoice
from gugus.programme.queries.forum import count_schools_present, stand_counts, voice_name


@in_language("id")
def forum_paper(forum: Forum) -> Paper:
    """The session with who was there, how they stood, and room to sign."""
    programme = forum.programme
    group, year = programme.group, school_year_label(programme.school_year)
    return Paper(
        file_stem=f"Berita Acara Forum {group.name} {forum.held_on:%Y-%m-%d}",
        title="BERITA ACARA FORUM",
        subtitle=f"KESEPAKATAN PROGRAM KERJA TAHUN PELAJARAN {year}",
        letterhead=letterhead_of(group),
        blocks=(
            *_opening(forum, year),
            Heading("Hasil pembahasan"),
            Paragraph(forum.note),
            Heading("Sikap yang hadir"),
            Paragraph(_counts(forum)),
            _voices(forum),
            Paragraph(
                "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan "
                "sebagaimana mestinya."
            ),
            _signatures(forum),
        ),
        keywords=("berita acara", "forum", "program kerja", group.name),
        dated=forum.held_on,
    )


def _opening(forum: Forum, year: str) -> tuple[Block, ...]:
    name = full_name(forum.programme.group)
    weekday, _comma, dated = long_date(forum.held_on).partition(", ")
    return (
        Paragraph(
            f"Pada hari {weekday}, {dated}, forum {name} membahas rancangan Program Kerja "
            f"tahun pelajaran {year}.",
            indent=True,
        ),
        Fields((("Tempat", forum.place or "–"), ("Pimpinan forum", forum.chaired_by or "–"))),
    )


def _counts(forum: Forum) -> str:
    found = stand_counts(forum)
    parts = ", ".join(
        f"{found[stand.value]} {str(stand.label).lower()}" for stand in ForumVoice.Stand
    )
    return f"Hadir {found.total()} orang dari {count_schools_present(forum)} sekolah: {parts}."


def _voices(forum: Forum) -> Table:
    columns = (
        Column("No", 8, "center"),
        Column("Nama", 44),
        Column("Sekolah", 40),
        Column("Sikap dan catatan", 46),
        Column("Tanda tangan", 36, "zigzag"),
    )
    rows = tuple(
        (str(number), voice_name(voice), _school(voice), _stand(voice), f"{number}.")
        for number, voice in enumerate(forum.voices.all(), 1)
    )
    return Table(columns, rows, row_mm=9)


def _school(voice: ForumVoice) -> str:
    return voice.school.name if voice.school is not None else "–"


def _stand(voice: ForumVoice) -> str:
    stand = str(voice.get_stand_display())
    return f"{stand}: {voice.note}" if voice.note else stand


def _signatures(forum: Forum) -> Signatures:
    group, posts = forum.programme.group, CommitteePost.Post
    place = group.place.name if group.place is not None else "................"
    dated = f"{place}, {long_date(forum.held_on).partition(', ')[2]}"
    secretary = signature_of_post(group, posts.SECRETARY, forum.held_on)
    chair = signature_of_post(group, posts.CHAIR, forum.held_on, above=dated)
    if forum.chaired_by.strip().casefold() in {"", chair.name.casefold()}:
        return Signatures((secretary, chair))
    led: Signature = Signature("Pimpinan forum", forum.chaired_by, "", dated)
    patron = signature_of(None, office=chair.office)
    known = Signature(chair.office, chair.name, chair.nip, "Mengetahui,")
    return Signatures((secretary, led, known if chair.name else patron))
