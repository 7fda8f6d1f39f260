"""Pictures and recordings from phones: untrusted until decoded and re-encoded."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

# A phone's own pictures are up to 12 megabytes; what is kept is made small.
LARGEST_PICTURE = 15 * 1024 * 1024
# A JPEG is read at an eighth of its size; the others unfold whole: 2 kB of one colour would
# become a gigabyte.
_MOST_PIXELS = {"JPEG": 60_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
_LONGEST_SIDE = 1280
LARGEST_RECORDING = 700 * 1024
# What the recorders of phones' browsers write, by the bytes that such a file begins with.
_RECORDINGS = (
    (b"\x1a\x45\xdf\xa3", 0, "audio/webm"),
    (b"OggS", 0, "audio/ogg"),
    (b"ftyp", 4, "audio/mp4"),
)


class PictureError(ValueError):
    """The bytes are no picture or recording that can be kept."""


@dataclass(frozen=True)
class CleanedFile:
    """What may be kept: a media type and bytes."""

    kind: str
    content: bytes


def clean_picture(content: bytes) -> CleanedFile:
    """Read a picture and write it anew as a small JPEG, upright, without place or device.

    Raises `PictureError` for anything that is no picture, is broken, or unpacks to far more than
    a phone takes.
    """
    if not 0 < len(content) <= LARGEST_PICTURE:
        raise PictureError
    try:
        with Image.open(BytesIO(content), formats=list(_MOST_PIXELS)) as picture:
            if picture.width * picture.height > _MOST_PIXELS[picture.format or ""]:
                raise PictureError
            # Small first: turning it would hold it twice. The longest side stays the longest.
            picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            plain = _on_white(ImageOps.exif_transpose(picture))
    # Pillow raises whatever broken input makes it raise.
    except Exception as error:
        raise PictureError from error
    out = BytesIO()
    plain.save(out, "JPEG", quality=72, optimize=True)
    return CleanedFile("image/jpeg", out.getvalue())


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture of the same points and nothing else: no notes, no place, no preview."""
    seen = picture.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def clean_recording(content: bytes) -> CleanedFile:
    """Check that a voice recording is one, by its first bytes; it is only ever played."""
    if 0 < len(content) <= LARGEST_RECORDING:
        for mark, offset, kind in _RECORDINGS:
            if content[offset : offset + len(mark)] == mark:
                return CleanedFile(kind, content)
    raise PictureError
