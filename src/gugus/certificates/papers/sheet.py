"""Certificates as PDF: one document for a whole run, or for one person; two pages each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gugus.platform.documents.paper import Letterhead, Signature
from gugus.platform.documents.render.pdf import compile_pdf
from gugus.platform.documents.render.qr import qr_svg
from gugus.platform.documents.render.text import as_json, printable_parts

_TEMPLATE = Path(__file__).resolve().parent.parent / "documents" / "certificates.typ"


@dataclass(frozen=True)
class CertificateSheet:
    """What stands on one certificate, ready to be set; `address` is what its QR leads to.

    `topics` are rows of `columns` (number, day, topic, minutes, JP); `sum` is the label and the
    two totals below the last two columns.
    """

    letterhead: Letterhead
    title: str
    number: str
    given_to: str
    holder: str
    identity: str
    as_role: str
    activity: str
    sentence: str
    signatures: tuple[Signature, Signature]
    address: str
    check: str
    qr_alt: str
    back_title: str
    back_head: str
    columns: tuple[str, str, str, str, str]
    topics: tuple[tuple[str, str, str, str, str], ...]
    sum: tuple[str, str, str]
    note: str


def to_certificates_pdf(
    sheets: Sequence[CertificateSheet], *, title: str, author: str, dated: date
) -> bytes:
    """All sheets in one document, by PDF/UA-1 and PDF/A-2a."""
    document = {
        "title": title,
        "author": author,
        "keywords": [title],
        "language": "id",
        "dated": as_json(dated),
        "sheets": [_sheet(printable_parts(sheet)) for sheet in sheets],
    }
    return compile_pdf(_TEMPLATE, {"certificates": json.dumps(document)}, ["ua-1", "a-2a"])


def _sheet(sheet: CertificateSheet) -> dict[str, Any]:
    drawn: dict[str, Any] = as_json(sheet)
    return {**drawn, "qr": qr_svg(sheet.address)}
