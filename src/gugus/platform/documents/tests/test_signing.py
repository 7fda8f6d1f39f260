"""Signatures of PDFs, checked by pyHanko's validator; and secrets at rest."""

import subprocess
import sys
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pytest
from asn1crypto import pem, x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from gugus.platform.documents.paper import Heading, Letterhead, Paper
from gugus.platform.documents.render import to_pdf
from gugus.platform.documents.signing import (
    SigningKeyPair,
    fingerprint,
    new_signing_key_pair,
    sign_pdf,
)
from gugus.platform.foundation.seals import UnsealError, seal, unseal

PAPER = Paper("uji", "UJI", Letterhead((), "Lembaga"), (Heading("Satu"),), dated=date(2026, 11, 21))


@cache
def key() -> SigningKeyPair:
    return new_signing_key_pair("Lembaga Rekaan I", datetime.now(UTC))


@cache
def signed() -> bytes:
    return sign_pdf(to_pdf(PAPER), key(), reason="Pengesahan", place="Ciawi")


def holds(pdf: bytes, certificate: str = "") -> bool:
    """Is the file's one signature by this certificate, whole, and over all of it?"""
    _kind, _headers, der = pem.unarmor((certificate or key().certificate).encode())
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(der)])
    try:
        (found,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return bool(validate_pdf_signature(found, trusted).bottom_line)
    except Exception:
        return False


def test_a_signed_paper_is_valid_and_pades() -> None:
    assert holds(signed())
    (found,) = PdfFileReader(BytesIO(signed())).embedded_signatures
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found.sig_object["/Reason"] == "Pengesahan"


def test_another_groups_certificate_does_not_vouch_for_it() -> None:
    assert not holds(signed(), new_signing_key_pair("Lembaga Lain", datetime.now(UTC)).certificate)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_one_altered_byte_fails(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(signed()) - 1))
    (found,) = PdfFileReader(BytesIO(signed())).embedded_signatures
    before, size, after, _rest = found.byte_range
    hole = range(before + size, after)
    altered = bytearray(signed())
    altered[at] ^= 1
    # The hole holds the signature itself, padded with zeros: what is not padding counts too.
    if at not in hole or signed()[at : hole.stop].strip(b"0>"):
        assert not holds(bytes(altered))


def test_a_later_addition_shows() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed()))
    writer.root["/Lang"] = TextStringObject("en")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    assert not holds(out.getvalue())


def test_a_secret_opens_only_where_it_belongs() -> None:
    sealed = seal(b"rahasia", master="kunci", about="group:1:paper")
    assert b"rahasia" not in sealed.encode()
    assert unseal(sealed, master="kunci", about="group:1:paper") == b"rahasia"
    for master, about in (("lain", "group:1:paper"), ("kunci", "group:2:paper")):
        with pytest.raises(UnsealError):
            unseal(sealed, master=master, about=about)
    for broken in ("rahasia", "v1:", "v1:abc", "v1:****", sealed[:-8], sealed[:-2] + "AA"):
        with pytest.raises(UnsealError):
            unseal(broken, master="kunci", about="group:1:paper")


def test_the_same_secret_is_never_sealed_alike() -> None:
    assert seal(b"x", master="k", about="a") != seal(b"x", master="k", about="a")


def test_a_fingerprint_is_read_in_groups_of_four() -> None:
    groups = fingerprint(key().certificate).split(" ")
    assert len(groups) == 16
    assert {len(group) for group in groups} == {4}


def test_a_key_is_not_shown() -> None:
    assert "private" not in repr(key())


def test_signing_does_without_the_library_that_nobody_keeps() -> None:
    """Only reading the system's list of authorities needs oscrypto, which sleeps since 2022."""
    code = (
        "import sys; from gugus.platform.documents.signing import pades;"
        "sys.exit(any(name.split('.')[0] == 'oscrypto' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
