"""One order of names, whatever stands before, behind and upon them."""

import pytest

from gugus.cores.words.order import person_key, place_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nur’aini", "NURAINI"),
        ("Hj. Siti Contoh, S.Pd.", "siti  contoh"),
        ("Drs. H. Mâmat", "Mamat, M.Pd"),
        ("\u202eBudi\u200b", "budi"),
    ],
)
def test_spellings_of_a_name_stand_side_by_side(one: str, other: str) -> None:
    assert person_key(one) == person_key(other) != ""


def test_titles_and_capitals_do_not_decide_where_somebody_stands() -> None:
    names = ["abdul", "Hj. Ani", "Álvaro", "Drs. Budi", "Nur Aini", "Nur’aini", "Zulaikha"]
    assert sorted(reversed(names), key=person_key) == [
        *("abdul", "Álvaro", "Hj. Ani", "Drs. Budi", "Nur Aini", "Nur’aini", "Zulaikha")
    ]


def test_schools_stand_by_number() -> None:
    names = ["MI Contoh", "SDN 1 Contoh", "sdn 02 contoh", "SDN 10 Contoh", "SDN Contoh 3"]
    assert sorted(reversed(names), key=place_key) == names


@pytest.mark.parametrize("name", ["", "王小明", "H.", "S.Pd.", "😀", "9" * 150])
def test_every_name_has_a_key(name: str) -> None:
    assert isinstance(person_key(name), str)
    assert isinstance(place_key(name), str)
