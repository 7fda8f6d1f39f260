"""Files that offices really sent, kept beside the repository: a test that wants one skips without."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "trials"


def trial(name: str) -> bytes:
    """The bytes of one file."""
    file = _FOLDER / name
    if not file.exists():
        pytest.skip(f"{name} is not here")
    return file.read_bytes()
