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


@pytest.mark.parametrize(
    "typed",
    [
        "Budi Contoh, S.Pd.,M.Pd.", "Budi Contoh S.Pd.M.Pd", "Budi Contoh M.M.Pd.", "Budi Contoh S.Tr.Kom",
        "Budi Contoh S.Pd (Alm)", "(Alm.) Budi Contoh", "Alm. Budi Contoh, S.Pd", "Budi Contoh SPd",
        "BUDI CONTOH, SPD", "Budi Contoh S.E.Sy", "Budi Contoh M.A.", "Budi Contoh S.PdSD",
        "Budi Contoh S.Pd. SD", "Budi Contoh S. Pd. I.", "Budi Contoh S.Pd.AUD", "Budi Contoh Lc.",
        "Budi Contoh A.Ma.Pd.SD", "Budi Contoh S.Pd,SD", "Budi Contoh S,Pd", "Budi Contoh S.T. Gr",
        "Budi Contoh, S.Kom., Gr.", "S.Pd., Budi Contoh", "Drs.H.Budi Contoh", "H.Budi Contoh, S.Ag",
        "Budi Contoh A.Md.Kom", "Budi Contoh S.Tr.Keb., M.Kes", "Budi Contoh Ph.D.", "Budi Contoh S.H.,M.H.",
        "Budi Contoh S. Kom.", "Budi Contoh M.Pd.Gr", "Budi Contoh S.Hum.", "Prof. Dr. H. Budi Contoh, M.Sc.",
        "Budi Contoh M.Sc", "Budi Contoh S.I.Kom", "Budi Contoh S.Or.", "Budi Contoh, S.Th.I", "Apt. Budi Contoh",
    ],
)  # fmt: skip
def test_degrees_are_read_by_their_form(typed: str) -> None:
    assert comparable(typed) == "budicontoh"


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
