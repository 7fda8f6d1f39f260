"""A pasted table of distances: what is understood, and what is named as doubtful."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.hosts.rules.pasted_distances import (
    DistanceFault,
    comparable_name,
    read_km,
    read_pasted_distances,
)

SCHOOLS = {
    comparable_name(name): pk
    for pk, name in enumerate(("SDN Ciawi 01", "SD Amaliah", "SDN Banjarwaru"), 1)
}
SCHOOLS |= {"99900001": 1}


@pytest.mark.parametrize(
    "text",
    [
        "SDN Ciawi 01\tSD Amaliah\t3,5\nSD Amaliah\tSDN Banjarwaru\t4.25 km",
        "Dari\tKe\tKm\nsdn ciawi  01\tSD AMALIAH\t3,5\nSDN Banjarwaru\tSD Amaliah\t4,25",
        "SDN Ciawi 01;SD Amaliah;3,5\n\n99900001;SD Amaliah;3,50\nSD Amaliah;SDN Banjarwaru;4,25",
        "SDN Ciawi 01, SD Amaliah, 3,5\nSD Amaliah, SDN Banjarwaru, 4,25 KM",
        "\tSDN Ciawi 01\tSD Amaliah\tSDN Banjarwaru\n"
        "SDN Ciawi 01\t0\t3,5\t\n"
        "SD Amaliah\t3,5\t-\t4,25\n"
        "SDN Banjarwaru\t\t4,25\t0",
        "Sekolah|SD Amaliah\nSDN Ciawi 01|3,5\nSDN Banjarwaru|4,25",
    ],
)
def test_lists_and_square_tables_are_understood(text: str) -> None:
    read = read_pasted_distances(text, SCHOOLS)
    assert read.unread == ()
    assert read.km == {(1, 2): Decimal("3.5"), (2, 3): Decimal("4.25")}


@pytest.mark.parametrize(
    ("text", "doubt", "line", "words"),
    [
        ("SDN Ciawi 01\tSD Lain\t3", DistanceFault.NO_SCHOOL, 1, "SD Lain"),
        ("SDN Ciawi 01\tSD Amaliah\tdekat", DistanceFault.NO_NUMBER, 1, "dekat"),
        ("SDN Ciawi 01\tSD Amaliah\t-3", DistanceFault.NO_NUMBER, 1, "-3"),
        ("SDN Ciawi 01\tSD Amaliah\t3500", DistanceFault.TOO_FAR, 1, "3500"),
        ("\n\nSDN Ciawi 01\tSDN Ciawi 01\t3", DistanceFault.SAME_SCHOOL, 3, "SDN Ciawi 01"),
        ("SDN Ciawi 01 ke SD Amaliah 3 km", DistanceFault.FEW_CELLS, 1, "SDN Ciawi 01 ke SD Amaliah 3 km"),
        ("x\tSD Amaliah\tSD Lain\nSDN Ciawi 01\t\t4", DistanceFault.NO_SCHOOL, 1, "SD Lain"),
        ("x\tSD Amaliah\nSD Lain\t4", DistanceFault.NO_SCHOOL, 2, "SD Lain"),
        ("SDN Ciawi 01\tSD Amaliah\t3\nSD Amaliah\tSDN Ciawi 01\t4", DistanceFault.DIFFERS, 2, "3,00, 4,00"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_named_and_not_taken(
    text: str, doubt: DistanceFault, line: int, words: str
) -> None:
    read = read_pasted_distances(text, SCHOOLS)
    assert read.km == {}
    assert [(one.doubt, one.line, one.words) for one in read.unread] == [(doubt, line, words)]


def test_a_long_paste_is_read_as_far_as_it_goes() -> None:
    read = read_pasted_distances("SDN Ciawi 01\tSD Amaliah\t3\n" * 3000, SCHOOLS)
    assert read.km == {(1, 2): Decimal(3)}
    assert [one.doubt for one in read.unread] == [DistanceFault.TOO_MANY]


@given(st.text(max_size=200))
def test_anything_can_be_pasted(text: str) -> None:
    read = read_pasted_distances(text, SCHOOLS)
    assert all(one < other for one, other in read.km)


@given(st.decimals(0, 1000, places=2))
def test_a_number_is_read_with_comma_and_with_point(km: Decimal) -> None:
    assert read_km(f"{km:f}") == read_km(f"{km:f} km".replace(".", ",")) == km
