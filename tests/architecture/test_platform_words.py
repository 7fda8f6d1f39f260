"""The platform says no word of the field: another product could stand on it."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "src/gugus/platform"
KINDS = {".py", ".html", ".css", ".js", ".typ", ".svg", ".json"}
# Found inside longer words too: `SchoolYear`, `meeting_place`, `daftar-hadir`.
_WORDS = re.compile(
    r"teacher|meeting|attendance|school|sekolah|\bkkg|\bmgmp|\bguru|certificate|sertifikat"
    r"|\brapat|\bhadir|pertemuan|\bmurid|notulen|kurikulum|curriculum|\brpp\b|\bprota\b|prosem"
    r"|narasumber|pengawas\b|roster|dapodik|gugus [ivx\d]",
    re.IGNORECASE,
)
# What holds a word for another reason, as (where, word, why).
EXCEPTIONS = (
    ("documents/signing/", "certificate", "X.509: what a signing key is known by"),
    ("documents/tests/test_signing.py", "certificate", "X.509, the same"),
)


def _files() -> Iterator[Path]:
    for file in sorted(PLATFORM.rglob("*")):
        if file.suffix in KINDS and not {"vendor", "fonts"} & set(file.parts):
            yield file


def _is_excepted(place: str, word: str) -> bool:
    return any(place.startswith(where) and word == known for where, known, _why in EXCEPTIONS)


def test_no_word_of_the_field() -> None:
    files = list(_files())
    assert len(files) > 50, "nothing was read"
    wrong = []
    for file in files:
        place = file.relative_to(PLATFORM).as_posix()
        for number, line in enumerate([place, *file.read_text().splitlines()]):
            words = {word.lower() for word in _WORDS.findall(line)}
            wrong += [f"{place}:{number}: {w}" for w in words if not _is_excepted(place, w)]
    assert not wrong, "\n".join(wrong)


def test_every_exception_is_needed() -> None:
    for where, word, why in EXCEPTIONS:
        texts = [f.read_text().lower() for f in _files() if where in f.as_posix()]
        assert any(word in text for text in texts), (where, word, why)
