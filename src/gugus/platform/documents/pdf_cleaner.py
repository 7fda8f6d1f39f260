"""PDFs that people attach: untrusted until parsed and rewritten."""

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import pikepdf

from gugus.platform.documents.media_cleaner import CleanedFile

MAX_PDF_BYTES = 5 * 1024 * 1024
MAX_PDF_PAGES = 20
_MOST_OBJECTS = 20_000
_MOST_UNPACKED = 4 * MAX_PDF_BYTES
# What all of a file's parts may hold once inflated: twenty large scans, and no more work than a
# person waits for.
_MOST_INFLATED = 300 * 1024 * 1024
_STEP = 64 * 1024
# Drawing remarks into a page takes a time that grows with the square of their number.
_MOST_REMARKS = 1000
_PART = re.compile(rb"stream[ \t]*\r?\n?")
# LZW swells without bound and nobody writes it any more; a coding named elsewhere hides which.
_GAP = rb"(?:\s|%[^\r\n]*[\r\n])*"
_SWELLS = re.compile(rb"/LZW(?:Decode)?[\s/<>\[\](%]|/Filter" + _GAP + rb"\[?" + _GAP + rb"[0-9]")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# The library undoes one coding of a part, and only so much of it; pictures it never has to undo.
pikepdf.settings.set_qpdf_limits(
    max_stream_filters=1,
    flate_max_memory=_MOST_UNPACKED,
    png_max_memory=_MOST_UNPACKED,
    tiff_max_memory=_MOST_UNPACKED,
    run_length_max_memory=_MOST_UNPACKED,
    dct_max_memory=_MOST_UNPACKED,
)
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


def clean_pdf(content: bytes) -> CleanedFile:
    """Keep a PDF's pages and nothing else, as a new file.

    Scripts, actions, links, attached files, forms and notes about maker and place stay behind;
    what filled-in fields and remarks show is drawn into the page first. Raises `PdfError`.
    """
    if not 0 < len(content) <= MAX_PDF_BYTES:
        raise PdfError("size")
    if b"%PDF-" not in content[:1024]:
        raise PdfError("broken")
    _check_swelling(content)
    try:
        with pikepdf.open(BytesIO(content)) as given:
            made = _rewritten(given)
        _look_again(made)
    except pikepdf.PasswordError as error:
        raise PdfError("locked") from error
    except PdfError:
        raise
    # The parser raises whatever broken input makes it raise.
    except Exception as error:
        raise PdfError("broken") from error
    if len(made) > MAX_PDF_BYTES:
        raise PdfError("size")
    return CleanedFile("application/pdf", made)


def _check_swelling(content: bytes) -> None:
    """Refuse a small file that becomes a huge one: before the parser has to hold any of it."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    if _SWELLS.search(plain):
        raise PdfError("unclean")
    left = _MOST_INFLATED
    for part in _PART.finditer(content):
        left -= _inflating(content, part.end(), left)
        if left <= 0:
            raise PdfError("size")


def _inflating(content: bytes, at: int, most: int) -> int:
    """Bytes read and made while what begins there is inflated, if it can be; till about `most`."""
    unpacking, work, chunk = zlib.decompressobj(), 0, content[at : at + _STEP]
    with suppress(zlib.error):
        while chunk and work < most and not unpacking.eof:
            made = len(unpacking.decompress(chunk, _STEP))
            work += made + len(chunk) - len(unpacking.unconsumed_tail)
            at += len(chunk) - len(unpacking.unconsumed_tail)
            chunk = unpacking.unconsumed_tail or content[at : at + _STEP]
    return work


def _rewritten(given: pikepdf.Pdf) -> bytes:
    if given.is_encrypted:
        raise PdfError("locked")
    if not 0 < len(given.pages) <= MAX_PDF_PAGES:
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
        room = _Room()
        for one in _streams(new):
            _strip(one, room)
        out = BytesIO()
        new.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            # As it was coded: undoing two codings to write one would inflate what nobody looks at.
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            # The same file sent twice is the same file, also a second later.
            deterministic_id=True,
        )
    return out.getvalue()


def _draw_fields(given: pikepdf.Pdf) -> None:
    """What a filled-in field or a remark shows becomes part of its page."""
    if sum(len(page.obj.get("/Annots", [])) for page in given.pages) > _MOST_REMARKS:
        raise PdfError("unclean")
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


class _Room:
    """How much may still be unpacked, of all pictures of a file together."""

    def __init__(self) -> None:
        self.left = _MOST_UNPACKED

    def inflated(self, packed: bytes) -> bytes:
        unpacking = zlib.decompressobj()
        raw = unpacking.decompress(packed, self.left + 1)
        self.left -= len(raw)
        if self.left < 0:
            raise PdfError("unclean")
        return raw


def _strip(stream: Any, room: _Room) -> None:
    if any(key in stream for key in _OUTSIDE) or stream.get("/Subtype") == "/PS":
        raise PdfError("unclean")
    for key in _STREAM_EXTRAS:
        if key in stream:
            del stream[key]
    names = _codings(stream)
    if names and names[-1] in _PLAIN:
        raw = _unwrapped(stream.read_raw_bytes(), names[:-1], room)
        stream.write(_PLAIN[names[-1]](raw), filter=pikepdf.Name(names[-1]))


def _codings(stream: Any) -> list[str]:
    coded = stream.get("/Filter")
    if coded is None:
        return []
    return [str(name) for name in coded] if isinstance(coded, pikepdf.Array) else [str(coded)]


def _unwrapped(raw: bytes, outer: list[str], room: _Room) -> bytes:
    """A picture that was coded twice: its notes hide behind the outer coding."""
    for name in outer:
        if name == "/FlateDecode":
            raw = room.inflated(raw)
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
