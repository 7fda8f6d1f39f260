"""A signature drawn on a phone: the data of an SVG path, and nothing that could be more."""

import re

WIDTH, HEIGHT = 300, 120
LONGEST = 8192
_PATH = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+", re.ASCII)


def is_signature(path: str) -> bool:
    """True for strokes of straight pieces (`M12 30L14 33`) that are not too long to keep."""
    return len(path) <= LONGEST and _PATH.fullmatch(path) is not None
