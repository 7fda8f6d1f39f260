"""Verdicts on rows of a teacher file."""

from typing import Any

import pytest

from gugus.cores.formats.dapodik import DapodikRow
from gugus.roster.rules.matching import (
    ACTIONS_BY_DOUBT,
    HeldTeacher,
    JudgedRow,
    RosterDoubt,
    RosterVerdict,
    RowAction,
)
from gugus.roster.rules.matching import judge_rows as judge_checked_rows
from gugus.roster.rules.rows import ROSTER_FIELDS, RosterRowFault, check_row

NUPTK, NUPTK2 = "0908301661318609", "0993518190937865"
NIP, NIP2 = "198503132010011001", "197409042010012002"


def row(number: int = 6, name: str = "Bu Contoh Satu", **values: Any) -> DapodikRow:
    return DapodikRow(row=number, name=name, **values)


def known(pk: int = 1, name: str = "Bu Contoh Satu", **values: Any) -> HeldTeacher:
    here, active = values.pop("here", True), values.pop("active", True)
    return HeldTeacher(
        pk, here, active, {**dict.fromkeys(ROSTER_FIELDS, ""), "name": name, **values}
    )


def judge_rows(rows: list[DapodikRow], **known: Any) -> list[JudgedRow]:
    return judge_checked_rows([check_row(one) for one in rows], **known)


def only(rows: list[JudgedRow]) -> JudgedRow:
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("values", "fault", "field"),
    [
        ({"name": ""}, RosterRowFault.NO_NAME, "name"),
        ({"name": "12345"}, RosterRowFault.NO_NAME, "name"),
        ({"name": "a" * 151}, RosterRowFault.TOO_LONG, "name"),
        ({"nuptk": "123"}, RosterRowFault.WRONG_LENGTH, "nuptk"),
        ({"nuptk": "09083016613186O9"}, RosterRowFault.NOT_DIGITS, "nuptk"),
        ({"nip": NIP[:-1]}, RosterRowFault.WRONG_LENGTH, "nip"),
        ({"nip": "198513132010011001", "employment": "PNS"}, RosterRowFault.NIP_DATES, "nip"),
        ({"nip": "198503132010131001", "employment": "CPNS"}, RosterRowFault.NIP_DATES, "nip"),
        ({"nip": "198503132010013001", "employment": "PNS Depag"}, RosterRowFault.NIP_DATES, "nip"),
        ({"problems": ("digits_lost:nip",)}, RosterRowFault.DIGITS_LOST, "nip"),
        ({"problems": ("formula:name",)}, RosterRowFault.FORMULA, "name"),
        ({"problems": ("formula:rank", "digits_lost:nip")}, RosterRowFault.DIGITS_LOST, "nip"),
    ],
)
def test_faulty_rows_are_refused_with_their_field(
    values: dict[str, Any], fault: RosterRowFault, field: str
) -> None:
    found = only(judge_rows([row(**values)], known=[]))
    assert (found.verdict, found.reason, found.detail) == (RosterVerdict.REFUSED, fault, field)


def test_a_pppk_number_need_not_look_like_a_nip() -> None:
    found = only(judge_rows([row(nip="198513132010139001", employment="PPPK")], known=[]))
    assert found.verdict == RosterVerdict.NEW


def test_numbers_are_cleaned_and_rows_of_zeros_mean_none() -> None:
    checked = check_row(row(nip="19850313 201001 1 001", nuptk="0" * 16, sex="l")).row
    assert (checked.nip, checked.nuptk, checked.sex) == (NIP, "", "L")


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"email": "guru@contoh,invalid"}, RosterRowFault.BAD_EMAIL),
        ({"email": "satu@contoh.invalid; dua@contoh.invalid"}, RosterRowFault.BAD_EMAIL),
        ({"phone": "0812-3456-7892 / 0813 1111 2222"}, RosterRowFault.BAD_PHONE),
        ({"phone": "081234567890, 081311112222"}, RosterRowFault.BAD_PHONE),
        ({"phone": "0812 3456 7890 atau 0813 1111 2222"}, RosterRowFault.BAD_PHONE),
        ({"phone": "081234567890 081311112222"}, RosterRowFault.BAD_PHONE),
        ({"phone": "8.12346E+11"}, RosterRowFault.BAD_PHONE),
        ({"phone": "pinjam HP suami"}, RosterRowFault.BAD_PHONE),
        ({"additional_duty": "x" * 81}, RosterRowFault.TOO_LONG),
        ({"employment": "x" * 41}, RosterRowFault.TOO_LONG),
        ({"staff_kind": "x" * 61}, RosterRowFault.TOO_LONG),
        ({"rank": "x" * 41}, RosterRowFault.TOO_LONG),
        ({"sex": "X"}, RosterRowFault.BAD_SEX),
        ({"problems": ("formula:rank",)}, RosterRowFault.FORMULA),
        ({"problems": ("cell_error:email",)}, RosterRowFault.CELL_ERROR),
    ],
)
def test_a_wrong_cell_is_left_out_and_told_never_the_person(
    values: dict[str, Any], fault: RosterRowFault
) -> None:
    checked = check_row(row(**values))
    assert not checked.refused
    ((told, field),) = checked.left_out
    assert (told, getattr(checked.row, field)) == (fault, "")
    found = only(judge_rows([row(**values)], known=[]))
    assert found.verdict == RosterVerdict.NEW


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("'0812-3456-7890", "0812-3456-7890"),
        ("’081234567890", "081234567890"),
        ("HP. 0812 3456 7890 (WA)", "0812 3456 7890"),
        ("+62 812-3456-7890", "+62 812-3456-7890"),
        ("(0251) 8123456", "(0251) 8123456"),
        ("0", ""),
        ("000", ""),
        ("-", ""),
    ],
)
def test_one_number_is_kept_without_what_is_around_it(typed: str, kept: str) -> None:
    checked = check_row(row(phone=typed))
    assert (checked.row.phone, checked.left_out) == (kept, ())


@pytest.mark.parametrize(
    "typed",
    ["0812-3456-7890", "+62 812-3456-7890", "62812 3456 7890", "+62 (0)812 3456 7890", "81234567890",
     "006281234567890", "'081234567890", "0812.3456.7890"],
)  # fmt: skip
def test_a_number_with_the_code_of_the_country_is_no_change(typed: str) -> None:
    held = known(nuptk=NUPTK, phone="081234567890")
    found = only(judge_rows([row(nuptk=NUPTK, phone=typed)], known=[held]))
    assert found.verdict == RosterVerdict.UNCHANGED
    other = only(judge_rows([row(nuptk=NUPTK, phone="081234567891")], known=[held]))
    assert other.verdict == RosterVerdict.CHANGED


SHORT = [
    ("M. Contoh Ali, S.Pd.", "Muhammad Contoh Ali"),
    ("Moh. Contoh Ali", "Muhammad Contoh Ali, S.Pd.I"),
    ("MUH CONTOH ALI", "Mohammad Contoh Ali"),
    ("Abd. Contoh", "Abdul Contoh"),
    ("St. Contoh", "Siti Contoh"),
    ("I G. Contoh", "I Gede Contoh"),
    ("Siti N. Contoh", "Siti Nur Contoh"),
]


@pytest.mark.parametrize("names", [*SHORT[:4], *SHORT[5:]])
def test_a_shortened_name_is_asked_about(names: tuple[str, str]) -> None:
    for one, other in (names, names[::-1]):
        found = only(judge_rows([row(name=one)], known=[known(name=other)]))
        assert (found.reason, found.teacher_id) == (RosterDoubt.SHORT_NAME, 1)
        assert RowAction.ADD in ACTIONS_BY_DOUBT[RosterDoubt.SHORT_NAME]
        first, second = judge_rows([row(6, one), row(7, other)], known=[])
        assert first.verdict == RosterVerdict.NEW
        assert (second.reason, second.detail) == (RosterDoubt.SHORT_NAME_IN_FILE, "6")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Siti Aminah", "Siti Aisyah"), ("M. Ali", "M. Ani"), ("Ali", "A."), ("Budi S.", "Budi Santoso A.")],
)  # fmt: skip
def test_other_names_are_not_taken_for_shortened(one: str, other: str) -> None:
    assert only(judge_rows([row(name=one)], known=[known(name=other)])).verdict == RosterVerdict.NEW


def test_two_numbers_tell_shortened_names_apart() -> None:
    held = known(name="Muhammad Contoh Ali", nuptk=NUPTK)
    found = only(judge_rows([row(name="M. Contoh Ali", nuptk=NUPTK2)], known=[held]))
    assert found.verdict == RosterVerdict.NEW


def test_number_and_name_agree() -> None:
    held = known(nuptk=NUPTK, phone="0800")
    same = only(judge_rows([row(nuptk=NUPTK, phone="08-00")], known=[held]))
    assert (same.verdict, same.teacher_id) == (RosterVerdict.UNCHANGED, 1)
    other = only(judge_rows([row(nuptk=NUPTK, phone="0811", rank="III/b")], known=[held]))
    assert other.verdict == RosterVerdict.CHANGED
    assert [(c.field, c.old, c.new) for c in other.changes] == [
        ("phone", "0800", "0811"),
        ("rank", "", "III/b"),
    ]


def test_blank_cells_erase_nothing() -> None:
    held = known(nuptk=NUPTK, nip=NIP, phone="0800", email="a@contoh.invalid", rank="III/b")
    assert only(judge_rows([row(nuptk=NUPTK)], known=[held])).verdict == RosterVerdict.UNCHANGED


def test_titles_and_case_do_not_make_another_name() -> None:
    held = known(name="Hj. Contoh Nu'aini, S.Pd.", nuptk=NUPTK)
    found = only(judge_rows([row(name="CONTOH NUAINI", nuptk=NUPTK)], known=[held]))
    assert found.verdict == RosterVerdict.UNCHANGED


@pytest.mark.parametrize(
    ("values", "held", "doubt"),
    [
        ({"name": "Pak Lain", "nuptk": NUPTK}, {"nuptk": NUPTK}, RosterDoubt.NAME_DIFFERS),
        ({"nip": NIP, "nuptk": NUPTK}, {"nip": NIP, "nuptk": NUPTK2}, RosterDoubt.NUPTK_DIFFERS),
        ({"nuptk": NUPTK}, {"nuptk": NUPTK, "here": False}, RosterDoubt.OTHER_SCHOOL),
        ({"nuptk": NUPTK}, {"nuptk": NUPTK, "active": False}, RosterDoubt.INACTIVE),
        ({"nuptk": NUPTK}, {}, RosterDoubt.SAME_NAME),
        ({"phone": "0811"}, {"phone": "0800"}, RosterDoubt.SAME_NAME),
        ({}, {"active": False}, RosterDoubt.SAME_NAME),
    ],
)
def test_a_person_decides_when_number_and_name_disagree(
    values: dict[str, Any], held: dict[str, Any], doubt: RosterDoubt
) -> None:
    found = only(judge_rows([row(**values)], known=[known(**held)]))
    assert (found.verdict, found.reason, found.teacher_id) == (
        RosterVerdict.NEEDS_DECISION,
        doubt,
        1,
    )


def test_two_teachers_hold_the_numbers_of_one_row() -> None:
    held = [known(1, nuptk=NUPTK), known(2, "Pak Contoh Dua", nip=NIP)]
    found = only(judge_rows([row(nuptk=NUPTK, nip=NIP)], known=held))
    assert (found.reason, found.teacher_id, found.changes) == (RosterDoubt.TWO_TEACHERS, None, ())


def test_a_number_held_outside_the_group_reveals_nothing() -> None:
    found = only(judge_rows([row(nuptk=NUPTK)], known=[], elsewhere=frozenset({NUPTK})))
    assert (found.reason, found.teacher_id, found.changes) == (RosterDoubt.ELSEWHERE, None, ())
    assert ACTIONS_BY_DOUBT[RosterDoubt.ELSEWHERE] == (RowAction.SKIP,)


def test_another_nuptk_is_another_person_of_the_same_name() -> None:
    found = only(judge_rows([row(nuptk=NUPTK)], known=[known(nuptk=NUPTK2)]))
    assert found.verdict == RosterVerdict.NEW


def test_a_new_nip_on_a_known_nuptk_is_a_change() -> None:
    found = only(judge_rows([row(nuptk=NUPTK, nip=NIP)], known=[known(nuptk=NUPTK, nip=NIP2)]))
    assert (found.verdict, found.changes[0].field) == (RosterVerdict.CHANGED, "nip")


def test_the_same_number_twice_in_the_file() -> None:
    rows = [row(6, nuptk=NUPTK), row(7, "Pak Contoh Dua", nuptk=NUPTK)]
    first, second = judge_rows(rows, known=[])
    assert first.verdict == RosterVerdict.NEW
    assert (second.reason, second.detail) == (RosterDoubt.SAME_NUMBER_IN_FILE, "6")


def test_the_same_name_twice_in_the_file() -> None:
    first, second = judge_rows([row(6), row(7, "bu CONTOH satu")], known=[])
    assert first.verdict == RosterVerdict.NEW
    assert (second.reason, second.detail) == (RosterDoubt.SAME_NAME_IN_FILE, "6")
    both = judge_rows([row(6, nuptk=NUPTK), row(7, nuptk=NUPTK2)], known=[])
    assert [found.verdict for found in both] == [RosterVerdict.NEW, RosterVerdict.NEW]


def test_namesakes_without_numbers_are_told_apart_by_what_is_alike() -> None:
    held = [known(1, phone="0800"), known(2, phone="0811")]
    found = judge_rows([row(6, phone="0811"), row(7, phone="0800")], known=held)
    assert [(f.verdict, f.teacher_id) for f in found] == [
        (RosterVerdict.UNCHANGED, 2),
        (RosterVerdict.UNCHANGED, 1),
    ]
    third = judge_rows([row(6), row(7), row(8)], known=held)[2]
    assert (third.reason, third.detail) == (RosterDoubt.SAME_NAME_IN_FILE, "6")


def test_the_same_file_twice_changes_nothing() -> None:
    rows = [
        row(6, nuptk=NUPTK, phone="0800"),
        row(7, "Pak Contoh Dua", nip=NIP, employment="PNS"),
        row(8, "Bu Contoh Tiga"),
        row(9, "Bu Contoh Tiga", phone="0811"),
    ]
    first = judge_rows(rows, known=[])
    held = [
        HeldTeacher(pk, True, True, {field: getattr(found.row, field) for field in ROSTER_FIELDS})
        for pk, found in enumerate(first)
    ]
    assert {found.verdict for found in judge_rows(rows, known=held)} == {RosterVerdict.UNCHANGED}
