"""Pictures from phones: small, upright, without a place; anything else is refused."""

import random
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from gugus.platform.documents.media_cleaner import PictureError, clean_picture, clean_recording


def _bytes(picture: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def test_a_photo_becomes_small_and_forgets_where_it_was_taken() -> None:
    picture = Image.effect_noise((4000, 3000), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rekaan"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (6.0, 39.0, 32.0)
    clean = clean_picture(_bytes(picture, exif=exif, comment=b"rahasia"))
    with Image.open(BytesIO(clean.content)) as kept:
        assert kept.size == (960, 1280)
        assert dict(kept.getexif()) == {}
    assert clean.kind == "image/jpeg"
    assert b"Rekaan" not in clean.content
    assert b"rahasia" not in clean.content
    assert len(clean.content) < 800_000


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "CMYK"])
def test_any_kind_of_picture_is_written_as_a_plain_one(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    clean = clean_picture(_bytes(Image.new(mode, (40, 30)), kind))
    with Image.open(BytesIO(clean.content)) as kept:
        assert kept.mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=alert(1)>",
        b"GIF89a" + bytes(40),
        _bytes(Image.new("RGB", (50, 50)))[:100],
        _bytes(Image.new("1", (20_000, 20_000)), "PNG"),
        # 1 kB that unfolds to a quarter of a gigabyte
        _bytes(Image.new("RGB", (5000, 5000)), "WEBP", lossless=True),
        b"\xff\xd8\xff" + bytes(16 * 1024 * 1024),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureError):
        clean_picture(content)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_pictures_with_broken_notes_are_read_or_refused() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "ceritanya"
    plain = Image.new("RGB", (60, 40))
    whole = [_bytes(plain, kind, exif=exif) for kind in ("JPEG", "PNG", "WEBP")]
    chance = random.Random(7)
    for _turn in range(1500):
        broken = bytearray(chance.choice(whole))
        for _place in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(PictureError):
            clean_picture(bytes(broken))


def test_a_recording_is_known_by_its_first_bytes() -> None:
    assert clean_recording(b"\x1a\x45\xdf\xa3" + bytes(20)).kind == "audio/webm"
    assert clean_recording(bytes(4) + b"ftypM4A " + bytes(20)).kind == "audio/mp4"
    for content in (b"", b"<html>", b"OggS" + bytes(800 * 1024)):
        with pytest.raises(PictureError):
            clean_recording(content)
