"""The letter after a leak, to those concerned or to the agency: always in Indonesian."""

from django.utils import formats

from gugus.meetings.papers import chair, place_and_date
from gugus.meetings.rules.times import local_time
from gugus.people.papers import full_name, letterhead_of
from gugus.platform.documents.paper import (
    Addressee,
    Fields,
    Items,
    Paper,
    Paragraph,
    Signatures,
)
from gugus.platform.foundation.languages import in_language
from gugus.privacy.models import Breach
from gugus.privacy.rules import BreachRules


@in_language("id")
def breach_letter(breach: Breach, rules: BreachRules, *, agency: bool) -> Paper:
    """What leaked, when and how, and what is done about it."""
    group, known = breach.group, local_time(breach.known_at, breach.group.time_zone)
    to = rules.agency if agency else ("Bapak/Ibu yang datanya terdampak", f"({breach.whose})")
    return Paper(
        file_stem=f"Pemberitahuan kebocoran data {known:%Y-%m-%d} {'lembaga' if agency else 'orang'}",
        title="",
        letterhead=letterhead_of(group),
        blocks=(
            Addressee(
                number="........................",
                enclosures="–",
                subject="Pemberitahuan kegagalan pelindungan data pribadi",
                place_and_date=place_and_date(group, None),
                to=to,
            ),
            Paragraph("Dengan hormat,"),
            Paragraph(
                f"Menurut {rules.source}, bersama ini {full_name(group)} memberitahukan secara tertulis "
                "bahwa pelindungan data pribadi yang kami kelola gagal, dengan keterangan berikut.",
                indent=True,
            ),
            Fields(
                (
                    ("Diketahui", formats.date_format(known, "l, j F Y, H.i")),
                    ("Yang terjadi", breach.what),
                    ("Data yang terungkap", breach.which_data),
                    ("Data milik", breach.whose),
                    ("Penanganan", breach.done),
                    ("Keterangan lanjut", breach.contact),
                ),
            ),
            *_advice(agency=agency),
            Paragraph("Atas kejadian ini kami memohon maaf.", indent=True),
            Signatures((chair(group, known.date()),)),
        ),
        keywords=("pelindungan data pribadi", group.name),
        dated=known.date(),
    )


def _advice(*, agency: bool) -> tuple[Paragraph | Items, ...]:
    if agency:
        return ()
    return (
        Paragraph("Yang dapat Bapak/Ibu lakukan sekarang:"),
        Items(
            (
                "Mintalah tautan dan PIN baru kepada sekretaris; yang lama tidak berlaku lagi.",
                "Waspadai pesan atau telepon yang mengaku dari kelompok dan meminta uang atau kode.",
                "Mintalah salinan, perbaikan, atau penghapusan data Anda bila perlu.",
            )
        ),
    )
