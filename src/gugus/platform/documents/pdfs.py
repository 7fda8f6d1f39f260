"""PDFs that people attach: hostile until they have been taken apart and put together anew."""

import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf

from gugus.platform.documents.pictures import Clean

LARGEST_PDF = 5 * 1024 * 1024
MOST_PAGES = 20
_MOST_OBJECTS = 20_000
_MOST_UNPACKED = 4 * LARGEST_PDF
# All that a page needs to be looked at and printed; what else hangs on it stays behind.
_PAGE_KEYS = frozenset(
    f"/{name}"
    for name in [
        "Type",
        "Parent",
        "Resources",
        "Contents",
        "MediaBox",
        "CropBox",
        "BleedBox",
        "TrimBox",
        "ArtBox",
        "Rotate",
        "Group",
        "UserUnit",
    ]
)
# What pictures, fonts and drawings may carry besides themselves: where and with what they were
# made, files, links to other files.
_STREAM_EXTRAS = ("/Metadata", "/PieceInfo", "/AF", "/OPI", "/Ref", "/Measure", "/PtData")
# A stream whose bytes lie in another file, or that is a program.
_OUTSIDE = ("/F", "/FFilter", "/FDecodeParms", "/PS")
_ACTS = frozenset(
    f"/{name}"
    for name in [
        "JavaScript",
        "Launch",
        "URI",
        "SubmitForm",
        "ResetForm",
        "ImportData",
        "GoToR",
        "GoToE",
        "Rendition",
        "Movie",
        "Sound",
        "Trans",
        "GoTo3DView",
        "RichMediaExecute",
        "Named",
        "SetOCGState",
        "Thread",
        "Hide",
    ]
)
# Segments of a JPEG that say how to read it: JFIF, colour profile, Adobe's colour order.
_JPEG_KEPT = (0xE0, 0xE2, 0xEE)
_JP2_DROPPED = (b"uuid", b"xml ", b"uinf", b"asoc")


class PdfError(ValueError):
    """The bytes cannot be kept; `reason` says why.

    Reasons: size, broken, locked, pages, form (drawn by the reading program), unclean.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def clean_pdf(content: bytes) -> Clean:
    """Keep a PDF's pages and nothing else, as a new file.

    Scripts, actions, links, attached files, forms and notes about maker and place stay behind;
    what filled-in fields and remarks show is drawn into the page first. Raises `PdfError`.
    """
    if not 0 < len(content) <= LARGEST_PDF:
        raise PdfError("size")
    if b"%PDF-" not in content[:1024]:
        raise PdfError("broken")
    try:
        with pikepdf.open(BytesIO(content)) as given:
            made = _rewritten(given)
        _look_again(made)
    except pikepdf.PasswordError as error:
        raise PdfError("locked") from error
    except PdfError:
        raise
    # The parser raises whatever broken bytes make it stumble over.
    except Exception as error:
        raise PdfError("broken") from error
    if len(made) > LARGEST_PDF:
        raise PdfError("size")
    return Clean("application/pdf", made)


def _rewritten(given: pikepdf.Pdf) -> bytes:
    if given.is_encrypted:
        raise PdfError("locked")
    if not 0 < len(given.pages) <= MOST_PAGES:
        raise PdfError("pages")
    if len(given.objects) > _MOST_OBJECTS:
        raise PdfError("size")
    _draw_fields(given)
    for page in given.pages:
        for key in set(page.obj.keys()) - _PAGE_KEYS:
            del page.obj[key]
    # Pages alone go into a file of its own: whatever hung on the old one's root stays behind.
    with pikepdf.new() as new:
        new.pages.extend(given.pages)
        for one in _streams(new):
            _strip(one)
        out = BytesIO()
        new.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _draw_fields(given: pikepdf.Pdf) -> None:
    """What a filled-in field or a remark shows becomes part of its page."""
    form = given.Root.get("/AcroForm")
    if given.Root.get("/NeedsRendering", False):
        raise PdfError("form")
    if form is not None:
        if "/XFA" in form:
            del form["/XFA"]
        given.generate_appearance_streams()
    given.flatten_annotations("screen")


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Stream))


def _strip(stream: Any) -> None:
    if any(key in stream for key in _OUTSIDE) or stream.get("/Subtype") == "/PS":
        raise PdfError("unclean")
    for key in _STREAM_EXTRAS:
        if key in stream:
            del stream[key]
    names = _codings(stream)
    if names and names[-1] in _PLAIN:
        raw = _unwrapped(stream.read_raw_bytes(), names[:-1])
        stream.write(_PLAIN[names[-1]](raw), filter=pikepdf.Name(names[-1]))


def _codings(stream: Any) -> list[str]:
    coded = stream.get("/Filter")
    if coded is None:
        return []
    return [str(name) for name in coded] if isinstance(coded, pikepdf.Array) else [str(coded)]


def _unwrapped(raw: bytes, outer: list[str]) -> bytes:
    """A picture that was coded twice: its notes hide behind the outer coding."""
    for name in outer:
        if name == "/FlateDecode":
            unpacking = zlib.decompressobj()
            raw = unpacking.decompress(raw, _MOST_UNPACKED)
            if unpacking.unconsumed_tail:
                raise PdfError("unclean")
        elif name == "/ASCII85Decode":
            raw = a85decode(raw.strip().removesuffix(b"~>"))
        else:
            raise PdfError("unclean")
    return raw


def plain_jpeg(content: bytes) -> bytes:
    """A JPEG without notes (EXIF with its place, XMP, comments, preview), its picture untouched."""
    if content[:2] != b"\xff\xd8":
        raise PdfError("unclean")
    out, at = [b"\xff\xd8"], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            return b"".join([*out, content[at:]])
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        is_note = (0xE0 <= marker <= 0xEF and marker not in _JPEG_KEPT) or marker == 0xFE
        if not is_note:
            out.append(content[at:end])
        at = end
    raise PdfError("unclean")


def plain_jp2(content: bytes) -> bytes:
    """A JPEG 2000 without its boxes of notes; a bare picture has none."""
    if content[:4] == b"\xff\x4f\xff\x51":
        return content
    out, at = [], 0
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big") or len(content) - at
        kind = content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        if size < 8:
            raise PdfError("unclean")
        if kind not in _JP2_DROPPED:
            out.append(content[at : at + size])
        at += size
    return b"".join(out)


_PLAIN: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": plain_jpeg,
    "/JPXDecode": plain_jp2,
}


def _look_again(made: bytes) -> None:
    """Read the new file as a stranger would: nothing in it may act, carry files or notes."""
    with pikepdf.open(BytesIO(made)) as new:
        root = set(new.Root.keys()) - {"/Type", "/Pages", "/Version", "/Extensions"}
        if root or "/Info" in new.trailer:
            raise PdfError("unclean")
        for one in new.objects:
            if isinstance(one, pikepdf.Dictionary) and _acts(one):
                raise PdfError("unclean")


def _acts(one: Any) -> bool:
    if "/JS" in one or "/EF" in one:
        return True
    # Actions name their type or leave it out; other dictionaries with an /S have a type.
    kind = str(one.get("/Type"))
    return kind == "/Action" or (kind == "None" and str(one.get("/S")) in _ACTS)
