"""Giving out letter numbers; keeping what people attach."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.platform.documents.media_cleaner import (
    CleanedFile,
    PictureError,
    clean_picture,
    clean_recording,
)
from gugus.platform.documents.models import Attachment, KeptPaper, Letter, LetterSeries
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.paper_json import paper_to_json
from gugus.platform.documents.pdf_cleaner import MAX_PDF_BYTES, MAX_PDF_PAGES, PdfError, clean_pdf
from gugus.platform.documents.rules import (
    MAX_FORMAT,
    PLACEHOLDERS,
    NumberFormatFault,
    format_letter_number,
    number_format_fault,
)
from gugus.platform.foundation.errors import Refused


def issue_letter(
    *,
    series_key: str,
    number_format: str,
    values: Mapping[str, str | int],
    subject: str,
    dated: date,
    user_id: int,
    now: datetime,
) -> Letter:
    """Give a letter the next number of its series, for ever.

    Runs in the caller's transaction and holds the series until that ends: the next caller
    waits, and a rollback gives the number back. So there is neither gap nor double.
    """
    check_number_format(number_format)
    with transaction.atomic():
        LetterSeries.objects.get_or_create(key=series_key)
        series = LetterSeries.objects.select_for_update().get(key=series_key)
        series.last_number += 1
        series.save(update_fields=["last_number"])
        kode = str(values.get("kode", ""))
        return Letter.objects.create(
            series=series,
            number=series.last_number,
            text=format_letter_number(number_format, series.last_number, kode, dated),
            subject=subject[:200],
            dated=dated,
            issued_at=now,
            issued_by_id=user_id,
        )


def check_number_format(pattern: str, field: str = "letter_number_format") -> None:
    """Refuse, with the reason, a pattern for letter numbers that cannot be used."""
    fault = number_format_fault(pattern)
    if fault is not None:
        raise Refused(_sentence(fault), field)


def _sentence(fault: NumberFormatFault) -> str:
    known = ", ".join(PLACEHOLDERS)
    return {
        NumberFormatFault.TOO_LONG: _("Pola nomor surat paling panjang %(max)s huruf."),
        NumberFormatFault.UNKNOWN: _("Di antara kurung kurawal hanya boleh: %(known)s."),
        NumberFormatFault.SIGN: _(
            "Selain isian, pola nomor surat hanya boleh berisi huruf, angka, spasi, dan "
            "tanda / . , : ( ) & _ -"
        ),
        NumberFormatFault.TWICE: _("Setiap isian hanya boleh dipakai satu kali."),
        NumberFormatFault.NO_NUMBER: _("Pola nomor surat harus memuat {nomor} atau {nomor:03}."),
        NumberFormatFault.NO_YEAR: _(
            "Pola nomor surat harus memuat {tahun}, sebab nomor mulai lagi dari 1 setiap tahun."
        ),
    }[fault] % {"max": MAX_FORMAT, "known": known}


def store_photo(*, content: bytes, user_id: int, now: datetime) -> Attachment:
    """Keep a photo, made small and without the place it was taken at."""
    try:
        return _keep(clean_picture(content), user_id, now)
    except PictureError as error:
        raise Refused(
            _("Foto tidak terbaca. Pakai foto JPG atau PNG dari kamera, paling besar 15 MB."),
            "photo",
        ) from error


def store_recording(*, content: bytes, user_id: int, now: datetime) -> Attachment:
    """Keep a voice recording."""
    try:
        return _keep(clean_recording(content), user_id, now)
    except PictureError as error:
        raise Refused(
            _("Rekaman suara tidak terbaca atau terlalu panjang (paling lama satu menit)."),
            "voice",
        ) from error


def store_pdf(*, content: bytes, user_id: int, now: datetime) -> Attachment:
    """Keep a PDF's pages, without scripts, attached files, links and notes about its making."""
    try:
        return _keep(clean_pdf(content), user_id, now)
    except PdfError as error:
        raise Refused(_pdf_words(error.reason), "file") from error


def _pdf_words(reason: str) -> str:
    words = {
        "size": _("Berkas PDF terlalu besar. Paling besar %(mb)d MB."),
        "locked": _("Berkas PDF ini dikunci dengan kata sandi. Simpan salinannya tanpa kunci."),
        "pages": _("Berkas PDF ini lebih dari %(pages)d halaman. Lampirkan halaman buktinya saja."),
        "form": _("Berkas PDF ini berupa formulir yang tidak dapat disimpan. Cetak dulu ke PDF."),
        "unclean": _(
            "Di dalam berkas PDF ini ada bagian yang tidak dapat dibersihkan. Foto saja buktinya."
        ),
        "broken": _("Berkas PDF ini tidak terbaca. Coba simpan ulang, atau foto saja buktinya."),
    }
    return words[reason] % {"mb": MAX_PDF_BYTES // 1024**2, "pages": MAX_PDF_PAGES}


def _keep(clean: CleanedFile, user_id: int, now: datetime) -> Attachment:
    return Attachment.objects.create(
        kind=clean.kind,
        content=clean.content,
        size=len(clean.content),
        sha256=sha256(clean.content).hexdigest(),
        made_at=now,
        made_by_id=user_id,
    )


def keep_paper(*, key: str, paper: Paper, now: datetime) -> KeptPaper:
    """Keep a closed paper; one kept under this name before stands no more, and stays as a row."""
    with transaction.atomic():
        withdraw_paper(key=key, now=now)
        return KeptPaper.objects.create(key=key, paper=paper_to_json(paper), kept_at=now)


def withdraw_paper(*, key: str, now: datetime) -> None:
    """What the paper is about was opened again: from now on it is made of the records."""
    KeptPaper.objects.filter(key=key, withdrawn_at=None).update(withdrawn_at=now)
