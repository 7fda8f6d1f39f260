"""Stems of Indonesian, and the order in which texts are found."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.cores.words import ranking
from gugus.cores.words import stems as words
from gugus.cores.words.ranking import joined_stems, rank
from gugus.cores.words.stems import stems


@pytest.mark.parametrize("module", [words, ranking])
def test_the_examples_of_the_documentation(module) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("membaca dibaca bacaan pembacaan bacaannya membacakan", "baca"),
        ("sekolah bersekolah sekolahnya", "sekolah"),
        ("menulis ditulis tulisan penulisan", "tulis"),
        ("penjumlahan menjumlahkan jumlah", "jumlah"),
        ("murid siswa siswi anak anak-anak siswanya MURID", "murid"),
        ("soal soalnya", "soal"),
        ("memahami pemahaman paham faham", "paham"),
        ("hp handphone gawai", "gawai"),
        ("kesulitan sulit susah kesusahan sukar", "sulit"),
    ],
)
def test_words_about_the_same_have_one_stem(written: str, stem: str) -> None:
    assert set(stems(written)) == {stem}


def test_words_without_a_subject_are_left_out() -> None:
    assert stems("yang dan di ke, tidak yg tdk ada-ada saja!") == []
    # The usual stop lists drop the subject of these.
    assert stems("soal perkalian dan tanya jawab") == ["soal", "kali", "tanya", "jawab"]


def test_shorthand_is_spelt_out() -> None:
    assert stems("PR mtk blm dikerjakan, ortu sibuk") == [
        *("kerja", "rumah", "matematika", "kerja", "orang", "tua", "sibuk"),
    ]


@given(st.text(max_size=400))
def test_any_text_has_stems_without_blanks(text: str) -> None:
    assert all(stem and stem.isascii() and " " not in stem for stem in stems(text))


def test_endless_text_is_cut_off() -> None:
    assert len(stems("membaca " * 20_000)) == 5000
    assert len(stems("a" * 100_000)[0]) == 40
    assert len(stems("me" * 60_000)) == 1


TEXTS = {
    1: "Siswa kesulitan bacaan di kelas dua",
    2: "Murid sering terlambat datang",
    3: "Anak membaca terbata-bata, bacaannya belum lancar membaca",
    4: "Perkalian dan pembagian selalu tertukar",
    5: "Orang tua jarang menanggapi pesan guru",
}


def _found(question: str) -> list[int]:
    texts = [(key, joined_stems(stems(text))) for key, text in TEXTS.items()]
    return [hit.key for hit in rank(stems(question), texts)]


def test_the_nearest_comes_first() -> None:
    assert _found("murid belum lancar membaca")[:2] == [3, 1]
    assert _found("soal kali") == [4]
    assert _found("wali murid tak membalas pesan")[0] == 5
    assert _found("gempa bumi") == []
    assert _found("") == []


def test_a_word_counts_as_often_as_it_stands_there_and_no_part_of_another() -> None:
    texts = [
        (1, joined_stems(["baca", "baca"])),
        (2, joined_stems(["baca", "x"])),
        (3, joined_stems(["membacakan"])),
    ]
    assert [hit.key for hit in rank(["baca"], texts)] == [1, 2]
    once, twice = (
        rank(["baca"], [(1, joined_stems(["baca"] * n + ["x"] * (9 - n)))]) for n in (1, 2)
    )
    assert once[0].score < twice[0].score


_STEMS = st.lists(st.sampled_from(["baca", "tulis", "kali", "bagi", "murid"]), max_size=6)


@given(st.lists(_STEMS, max_size=8), _STEMS)
def test_found_is_exactly_what_shares_a_stem(texts: list[list[str]], question: list[str]) -> None:
    numbered = list(enumerate(texts))
    hits = rank(question, [(key, joined_stems(text)) for key, text in numbered])
    assert {hit.key for hit in hits} == {k for k, text in numbered if set(text) & set(question)}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 for hit in hits)
    assert all(hit.shared == set(texts[hit.key]) & set(question) for hit in hits)
