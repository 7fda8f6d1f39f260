"""PDFs from strangers: what may be kept of them, and what is refused."""

import base64
import time
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from gugus.platform.documents import pdf_cleaner as pdfs
from gugus.platform.documents.pdf_cleaner import MAX_PDF_PAGES, PdfError, clean_pdf, plain_jp2

SECRET = b"SECRETPLACE"


def picture() -> bytes:
    """A JPEG with notes about its making."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", exif=exif, comment=SECRET)
    return out.getvalue()


def with_picture(raw: bytes, coded: Any = Name.DCTDecode, **more: Any) -> Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    stream = pdf.make_stream(raw)
    for key, value in {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": 60,
        "Height": 40,
        "ColorSpace": Name.DeviceRGB,
        "BitsPerComponent": 8,
        "Filter": coded,
        **more,
    }.items():
        stream[f"/{key}"] = value
    page = pdf.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(Im0=stream))
    page.Contents = pdf.make_stream(b"q 100 0 0 100 20 20 cm /Im0 Do Q")
    return pdf


def saved(pdf: Pdf, **options: Any) -> bytes:
    out = BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def unpacked(pdf: Pdf) -> bytes:
    """All of a file in plain sight."""
    return saved(
        pdf,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


def kept(content: bytes) -> Pdf:
    return pikepdf.open(BytesIO(clean_pdf(content).content))


def refusal(content: bytes) -> str:
    with pytest.raises(PdfError) as said:
        clean_pdf(content)
    return said.value.reason


def test_pages_are_kept_and_notes_of_the_camera_are_not() -> None:
    given = saved(with_picture(picture()))
    assert SECRET in given
    new = kept(given)
    raw = new.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert SECRET not in raw
    assert Image.open(BytesIO(raw)).size == (60, 40)


@pytest.mark.parametrize("outer", ["/FlateDecode", "/ASCII85Decode"])
def test_a_picture_coded_twice_is_cleaned_too(outer: str) -> None:
    packed = zlib.compress(picture()) if "Flate" in outer else base64.a85encode(picture()) + b"~>"
    new = kept(saved(with_picture(packed, Array([Name(outer), Name.DCTDecode]))))
    assert SECRET not in new.pages[0].Resources.XObject.Im0.read_raw_bytes()


def test_what_acts_carries_or_tells_stays_behind() -> None:
    pdf = with_picture(picture(), PieceInfo=Dictionary(Place=SECRET.decode()))
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    pdf.attachments["virus.exe"] = b"MZ"
    with pdf.open_metadata() as notes:
        notes["dc:creator"] = [SECRET.decode()]
    pdf.docinfo["/Author"] = SECRET.decode()
    page = pdf.pages[0]
    page.AA = Dictionary(O=script)
    links = [
        Dictionary(S=Name.URI, URI="https://contoh.invalid/"),
        Dictionary(S=Name.Launch, F="cmd.exe"),
    ]
    page.Annots = Array(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link) for link in links
    )
    content = clean_pdf(saved(pdf)).content
    new = pikepdf.open(BytesIO(content))
    assert set(new.Root.keys()) == {"/Type", "/Pages"}
    assert "/Info" not in new.trailer
    assert not {"/AA", "/Annots"} & set(new.pages[0].keys())
    plain = unpacked(new)
    for trace in (SECRET, b"alert", b"contoh.invalid", b"cmd.exe", b"virus", b"/EF"):
        assert trace not in plain


def test_what_a_filled_in_form_says_stays_readable() -> None:
    pdf = with_picture(picture())
    form = pdf.make_stream(b"BT /F1 12 Tf (Rp 250.000) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 80, 20])
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T="jumlah",
        V="Rp 250.000",
        F=4,
        Rect=[10, 10, 90, 30],
        AP=Dictionary(N=form),
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots, XFA=pdf.make_stream(b"<xdp/>"))
    new = kept(saved(pdf))
    plain = unpacked(new)
    assert b"(Rp 250.000) Tj" in plain
    assert b"xdp" not in plain
    pdf.Root.NeedsRendering = True
    assert refusal(saved(pdf)) == "form"


def test_the_same_file_a_second_later_is_kept_as_the_same_bytes() -> None:
    given = saved(with_picture(picture()))
    first = clean_pdf(given)
    # The library asks the true clock, in whole seconds.
    time.sleep(1)
    assert clean_pdf(given) == first


def test_files_that_are_not_kept() -> None:
    one = with_picture(picture())
    assert refusal(b"") == "size"
    assert refusal(b"%PDF-1.7" + b" " * 5 * 1024 * 1024) == "size"
    assert refusal(b"<html>") == "broken"
    assert refusal(b"%PDF-1.7 nothing") == "broken"
    assert refusal(saved(one, encryption=pikepdf.Encryption(owner="a", user="b"))) == "locked"
    # Opens without a word, but is locked all the same.
    assert refusal(saved(one, encryption=pikepdf.Encryption(owner="a", user=""))) == "locked"
    assert refusal(saved(with_picture(b"no jpeg"))) == "unclean"
    assert refusal(saved(with_picture(picture(), Array([Name.LZWDecode, Name.DCTDecode])))) == (
        "unclean"
    )
    assert refusal(saved(with_picture(b"x", Array([]), Subtype=Name.PS))) == "unclean"
    many = pikepdf.new()
    for _page in range(MAX_PDF_PAGES + 1):
        many.add_blank_page()
    assert refusal(saved(many)) == "pages"


def test_a_bomb_behind_a_picture_is_refused() -> None:
    bomb = zlib.compress(b"\0" * 60_000_000)
    twice = with_picture(bomb, Array([Name.FlateDecode, Name.DCTDecode]))
    assert refusal(saved(twice)) == "unclean"


def test_boxes_of_notes_leave_a_jpeg_2000() -> None:
    def box(kind: bytes, content: bytes) -> bytes:
        return (8 + len(content)).to_bytes(4, "big") + kind + content

    picture = box(b"jP  ", b"\r\n\x87\n") + box(b"jp2c", b"points")
    assert plain_jp2(box(b"uuid", SECRET) + picture + box(b"xml ", SECRET)) == picture
    assert plain_jp2(b"\xff\x4f\xff\x51bare") == b"\xff\x4f\xff\x51bare"


def with_numbers_packed(filler: bytes, coded: bytes = b"/FlateDecode") -> bytes:
    """A file whose page has its resources in a packed part of the given size."""
    packed = zlib.compress(b"6 0 <<>>" + filler, 9)
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources 6 0 R>>endobj\n",
        b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter%s/Length %d>>stream\n%s\nendstream endobj\n"
        % (coded, len(packed), packed),
    ]
    body, places = b"%PDF-1.5\n", []
    for one in objects:
        places.append(len(body))
        body += one
    rows = [(0, 0), *((1, at) for at in places[:3]), (0, 0), (1, places[3]), (2, 5), (1, len(body))]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + b"\0" for kind, at in rows)
    form = (
        b"7 0 obj<</Type/XRef/Size 8/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n"
    )
    return body + form % (len(table), table) + b"startxref\n%d\n%%%%EOF" % len(body)


def test_a_small_file_that_becomes_a_huge_one_is_refused(monkeypatch: Any) -> None:
    assert clean_pdf(with_numbers_packed(b"")).kind == "application/pdf"
    monkeypatch.setattr(pdfs, "_MOST_INFLATED", 1024 * 1024)
    assert refusal(with_numbers_packed(b" " * 2 * 1024 * 1024)) == "size"


@pytest.mark.parametrize(
    "coded", [b"/LZWDecode ", b"/L#5aW ", b" %x\n[/LZWDecode]", b" 1 0 R", b"%a\n[ 9 0 R]"]
)
def test_a_coding_that_swells_without_bound_is_refused(coded: bytes) -> None:
    assert refusal(with_numbers_packed(b"", coded)) == "unclean"


def test_what_was_coded_twice_is_not_inflated_to_be_kept() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    twice = pdf.make_stream(zlib.compress(zlib.compress(b"\0" * 30_000_000, 9), 9))
    twice["/Filter"] = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].Contents = twice
    raw = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(clean_pdf(raw).content) < 5000


def test_thousands_of_remarks_are_refused_before_they_are_drawn() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Square, F=4))
    pdf.pages[0].Annots = Array([note] * 1001)
    assert refusal(saved(pdf)) == "unclean"
