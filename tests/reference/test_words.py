"""Stems against a lexicon of Indonesian root words, and beside another stemmer's."""

from importlib.resources import files

from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory

from gugus.cores.words.stems import stems
from tests.support.reference import BESIDE, needs_beside

SNOWBALL = "09-indonesian-text/snowball"


def _roots() -> list[str]:
    """The root words that come with PySastrawi."""
    lexicon = files("Sastrawi.Stemmer") / "data" / "kata-dasar.txt"
    return lexicon.read_text(encoding="utf-8").split()


def _snowball(name: str) -> list[str]:
    return (BESIDE / SNOWBALL / name).read_text(encoding="utf-8").split()


def test_a_root_word_is_never_cut() -> None:
    roots = [w for w in _roots() if w.isascii() and w.isalpha()]
    sample = roots[::7]
    # What is not its own stem is a stop word or another spelling of a school word.
    cut = [root for root in sample if (found := stems(root)) and found != [root]]
    assert len(sample) > 3000
    assert len(cut) < 25, cut


def test_no_word_of_a_lesson_is_a_stop_word() -> None:
    """The usual lists drop what problems in class are about."""
    usual = set(StopWordRemoverFactory().get_stop_words())
    subjects = {"soal", "jumlah", "kali", "tanya", "jawab", "kerja", "kata", "jelas"}
    assert subjects <= usual
    assert all(stems(word) == [word] for word in subjects)


@needs_beside(SNOWBALL, "words of the Snowball project (CC BY-SA)")
def test_snowball_cuts_roots_that_stay_whole_here() -> None:
    """Why not the stemmer that databases bring along."""
    snowball = dict(zip(_snowball("voc.txt"), _snowball("output.txt"), strict=True))
    assert snowball["sekolah"] == "seko"
    roots = set(_roots())
    wrong = [w for w in sorted(roots & set(snowball)) if snowball[w] not in roots][:200:10]
    assert len(wrong) > 15
    assert all(stems(word) in ([word], []) for word in wrong)
