"""The CSV door in and the JSON door out."""

import json

import pytest

from gugus.cores.needs import analyse
from gugus.cores.needs.table import read_importance, read_table, to_json


@pytest.mark.parametrize(
    "text",
    [
        "guru,Penilaian,Komunikasi\nA,82.5,64\nB,,70\n",
        "guru;Penilaian;Komunikasi\nA;82,5;64\nB;;70\n",
        "guru\tPenilaian\tKomunikasi\r\nA\t82,5\t64\r\nB\t-\t70",
        '\ufeffguru,Penilaian,Komunikasi\n\n"A","82,5",64%\n,,\nB, ,70\n',
        '"guru, lengkap","Penilaian","Komunikasi"\nA,82.5,64\nB,,70',
        "guru;Penilaian;Komunikasi;;\nA;82,5;64;;\nB;;70;;\n",
        " guru ; Penilaian ; Komunikasi \n A ; 82,5 ; 64 \n B ; ; 70 \n",
    ],
)
def test_spreadsheets_of_any_habit_give_the_same_table(text):
    table = read_table(text)
    assert table.persons == ("A", "B")
    assert table.names == ("Penilaian", "Komunikasi")
    assert table.percent == ((82.5, 64.0), (None, 70.0))


def test_a_cell_may_hold_a_line_break():
    assert read_table('guru,"Penilaian\ndan evaluasi"\nA,5\n').names == ("Penilaian\ndan evaluasi",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: the header needs"),
        ("guru\nA\n", "line 1: the header needs"),
        ("guru,a\n", "no row below its header"),
        ("guru,a,a\nA,1,2\n", "line 1, column 3: the indicator 'a' stands twice"),
        ("guru,,b\nA,1,2\n", "line 1, column 2: the indicator has no name"),
        ("guru,a,b\nA,1\n", "line 2: 1 values after the person, but 2 indicators"),
        ("guru,a,b\nA,1,2,3\n", "line 2: 3 values"),
        ("guru,a\n\nA,1\nA,2\n", "line 4: 'A' stands twice"),
        ("guru,a\n,1\n", r"line 2: the first column \(the person\) is blank"),
        ("guru,a\nA,tinggi\n", r"line 2, column 2 \(a\): 'tinggi' is not a number"),
        ("guru,a\nA,1_0\n", "'1_0' is not a number"),
        ("guru,a\nA,٥\n", "is not a number"),
        ("guru,a\nA,nan\n", "nan is outside 0 to 100"),
        ("guru,a\nA,inf\n", "inf is outside"),
        ("guru,a\nA,100.01\n", r"line 2, column 2 \(a\): 100.01 is outside 0 to 100"),
        ('guru,a\nA,"5\n', "not readable as CSV"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(text, says):
    with pytest.raises(ValueError, match=says):
        read_table(text)


TABLE = read_table("guru,a,b\nA,1,2\nB,3,4\n")


def test_importance_of_each_person_finds_its_place_by_name():
    assert read_importance("guru,b,a\nB,5,1\nA,4,\n", TABLE) == [[None, 4], [1, 5]]


def test_importance_may_be_one_for_each_indicator():
    assert read_importance("indikator;kepentingan\nb;4,5\na;2\n", TABLE) == [[2, 4.5], [2, 4.5]]


def test_importance_of_one_indicator_by_persons_is_not_mistaken():
    assert read_importance("guru,b\nA,4\n", TABLE) == [[None, 4], [None, None]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("guru,b\nC,4\n", "the person 'C' is not in the table"),
        ("guru,c\nA,4\n", "the indicator 'c' is not in the table"),
        ("guru,a\nA,6\n", "6 is outside 1 to 5"),
    ],
)
def test_importance_that_does_not_belong_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        read_importance(text, TABLE)


def test_json_holds_the_promised_names_in_the_files_order():
    table = read_table("guru,tinggi,rendah,kosong\nA,90,40,\nB,80,60,\n")
    result = to_json(analyse(table.percent, names=table.names))
    again = json.loads(json.dumps(result, allow_nan=False))
    assert list(again) == ["n", "indicators", "warnings"]
    assert [row["name"] for row in again["indicators"]] == ["tinggi", "rendah", "kosong"]
    keys = "name n mean sd ci_low ci_high below below_share below_low below_high rank rank_low"
    assert list(again["indicators"][0]) == [*keys.split(), "rank_high", "mwds"]
    assert [row["rank"] for row in again["indicators"]] == [2, 1, None]
    assert again["warnings"][0].startswith("small_n: ")
