"""One folding for searches, lists and names."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.cores.words import fold, misspelt
from gugus.cores.words.fold import folded, letters_of, plain, sound_of
from gugus.cores.words.stems import stems


def test_the_examples_of_the_documentation() -> None:
    assert doctest.testmod(fold).failed == doctest.testmod(misspelt).failed == 0


@pytest.mark.parametrize("sign", [*"'’‘ʼʻʾʿ`´′‛＇ꞌʹˈʔءˀ", "\u2019\u200b", "'\u0301", "''"])
def test_every_apostrophe_is_none(sign: str) -> None:
    assert folded(f"Nur{sign}aini") == "nuraini"
    assert letters_of(f"NUR {sign}Aini") == "nuraini"
    assert stems(f"Jum{sign}at") == ["jumat"]


@pytest.mark.parametrize(
    ("typed", "as_compared"),
    [
        ("ABDUL-RAHMÂN", "abdul rahman"),
        ("Ańa\u00a0Müller—Straße", "ana muller strasse"),
        ("e\u0301", "e"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Søren Łódź Þór Æro", "soren lodz thor aero"),
        ("ﬁle ＡＢＣ ①", "file abc 1"),
        ("\u202eabc\u200b\ufeffde\u00adf", "abcdef"),
        ("S.Pd., M.M.Pd", "s pd m m pd"),
        ("SDN 2 Sindang_Barang / 01", "sdn 2 sindang barang 01"),
        ("\x00\t\n", ""),
        ("😀👍🏽", ""),
        ("Сергей 王小明", "сергеи 王小明"),
    ],
)
def test_what_does_not_tell_words_apart(typed: str, as_compared: str) -> None:
    assert folded(typed) == as_compared


@given(st.text(max_size=60))
def test_folding_settles_at_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once == once.strip()
    assert "  " not in once and letters_of(text) == once.replace(" ", "")
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=60))
def test_short_and_long_way_fold_alike(text: str) -> None:
    assert folded(text) == folded(f"{text}\u200b")


@pytest.mark.parametrize(
    "spellings",
    [
        ("Soekarno", "Sukarno"),
        ("Joesoef", "Yusuf", "Jusuf", "Yoesoef"),
        ("Djoko", "Joko"),
        ("Tjokro", "Cokro"),
        ("Njoman", "Nyoman"),
        ("Achmad", "Akhmad", "Ahmad"),
        ("Muhammad", "Muhamad", "Moehammad"),
        ("Syamsuddin", "Sjamsoeddin", "Samsudin"),
        ("Sholeh", "Soleh", "Sole"),
        ("Rizqi", "Rizki"),
        ("Arief", "Arif"),
        ("Fathimah", "Fatima", "Fatimah"),
        ("Khoirul", "Choirul", "Hoirul"),
    ],
)
def test_one_name_in_all_its_spellings(spellings: tuple[str, ...]) -> None:
    assert len({sound_of(name) for name in spellings}) == 1


def test_numbers_and_other_names_sound_different() -> None:
    assert sound_of("SDN 11") != sound_of("SDN 1")
    assert len({sound_of(name) for name in ("Rani", "Rina", "Dani", "Dini", "Siti", "Sita")}) == 6
