"""Names as people type them on a phone."""

import pytest

from gugus.people.rules.names import comparable, given_name, user_name_from


@pytest.mark.parametrize(
    "typed",
    [
        "Hj. Siti Nu’aini, S.Pd.SD., M.Pd.",
        "siti nuaini",
        "  SITI   NU'AINI ",
        "Siti Nuaini S. Pd.",
        "Bu Siti Nuaini S.Pd",
        "Sitinuaini",
        "ＳＩＴＩ nuaini",
    ],
)
def test_titles_case_marks_and_spaces_do_not_matter(typed: str) -> None:
    assert comparable(typed) == "sitinuaini"


def test_other_names_stay_other_names() -> None:
    names = ["Siti Aminah", "Siti Aminah B.", "Aminah", "Budi S.", "Budi", "H", "Hj"]
    assert len({comparable(name) for name in names}) == len(names)


@pytest.mark.parametrize("typed", ["", "   ", "...", ",", "🙂"])
def test_nothing_to_compare_is_empty(typed: str) -> None:
    assert comparable(typed) == ""


def test_first_name_and_user_name() -> None:
    assert given_name("Hj. Siti Nu’aini, S.Pd") == "Siti"
    assert given_name("Bu Contoh Satu") == "Bu Contoh"
    assert given_name("H") == "H"
    assert user_name_from("Drs. H. Budi Contoh, M.Pd") == "budi.contoh"
    assert user_name_from("王") == "pengurus"


@pytest.mark.parametrize("sign", "'’‘ʼʻʾʿ`´′")
def test_an_apostrophe_does_not_tell_names_apart(sign: str) -> None:
    assert comparable(f"Hj. Nur{sign}aini, S.Pd.") == "nuraini"
