"""Stems against a lexicon of Indonesian root words, and beside another stemmer's."""

import json
from pathlib import Path

import pytest

from gugus.cores.words.stems import stems

FOLDER = Path(__file__).parents[3] / "shared/data/09-indonesian-text"
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="reference data are not beside the repository"
)


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").split()


def test_a_root_word_is_never_cut() -> None:
    roots = [w for w in _lines("lexicon/sastrawi_kata_dasar.txt") if w.isascii() and w.isalpha()]
    sample = roots[::7]
    # What is not its own stem is a stop word or another spelling of a school word.
    cut = [root for root in sample if (found := stems(root)) and found != [root]]
    assert len(sample) > 3000
    assert len(cut) < 25, cut


def test_no_word_of_a_lesson_is_a_stop_word() -> None:
    """The usual lists drop what problems in class are about."""
    usual = set(json.loads((FOLDER / "lexicon/stopwords.json").read_text())["sastrawi"])
    subjects = {"soal", "jumlah", "kali", "tanya", "jawab", "kerja", "kata", "jelas"}
    assert subjects <= usual
    assert all(stems(word) == [word] for word in subjects)


def test_snowball_cuts_roots_that_stay_whole_here() -> None:
    """Why not the stemmer that databases bring along."""
    snowball = dict(zip(_lines("snowball/voc.txt"), _lines("snowball/output.txt"), strict=True))
    assert snowball["sekolah"] == "seko"
    roots = set(_lines("lexicon/sastrawi_kata_dasar.txt"))
    wrong = [w for w in sorted(roots & set(snowball)) if snowball[w] not in roots][:200:10]
    assert len(wrong) > 15
    assert all(stems(word) in ([word], []) for word in wrong)
