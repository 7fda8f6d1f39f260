"""A text as a QR code for papers."""

from io import BytesIO

import segno


def qr_svg(text: str) -> str:
    """The code as a drawing."""
    out = BytesIO()
    _made(text).save(out, kind="svg", xmldecl=False, border=2, omitsize=True)
    return out.getvalue().decode()


def qr_png(text: str) -> bytes:
    """The code as a picture, for formats that know no drawings."""
    out = BytesIO()
    _made(text).save(out, kind="png", border=2, scale=8)
    return out.getvalue()


def _made(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
