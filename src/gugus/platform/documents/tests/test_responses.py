from dataclasses import replace

import pytest
from django.http import Http404

from gugus.platform.documents.responses import paper_response
from tests.support.sample_papers import sheet


def test_a_pdf_may_be_looked_at_and_a_docx_is_saved() -> None:
    pdf = paper_response(sheet(1), "pdf", inline=True)
    word = paper_response(sheet(1), "docx", inline=True)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("inline; ")
    assert word["Content-Type"].endswith("wordprocessingml.document")
    assert word.content.startswith(b"PK")
    assert word["Content-Disposition"].startswith("attachment; ")
    assert {pdf["X-Content-Type-Options"], word["X-Content-Type-Options"]} == {"nosniff"}


@pytest.mark.parametrize("kind", ["exe", "PDF", "", "pdf/../docx"])
def test_other_kinds_lead_nowhere(kind: str) -> None:
    with pytest.raises(Http404):
        paper_response(sheet(1), kind)


@pytest.mark.parametrize(
    ("stem", "plain", "full"),
    [
        ("Daftar isi", "daftar-isi", "Daftar%20isi"),
        ('a"; filename="x.exe\r\nSet-Cookie: a=b', None, None),
        ("../../etc/passwd", "etcpasswd", "..-..-etc-passwd"),
        ("محضر", "dokumen", "%D9%85%D8%AD%D8%B6%D8%B1"),
        ("\ud800\x00", "dokumen", "dokumen"),
        ("x" * 500, "x" * 80, "x" * 80),
    ],
)
def test_a_file_name_stays_inside_its_quotes(
    stem: str, plain: str | None, full: str | None
) -> None:
    said = paper_response(replace(sheet(1), file_stem=stem), "pdf")["Content-Disposition"]
    assert said.isascii()
    assert said.count('"') == 2
    assert "\r" not in said
    assert "\n" not in said
    if plain is not None:
        assert f'filename="{plain}.pdf"' in said
        assert f"filename*=UTF-8''{full}.pdf" in said
