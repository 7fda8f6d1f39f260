"""What scripts of a page read or make by themselves, the server reads and makes alike.

The cases lie in `same_rules.json`; `rooms.test.mjs` asks the scripts the same.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from gugus.attendance.rules.row_numbers import LETTERS, RowNumberFault, parse_row_numbers
from gugus.attendance.rules.wall_codes import code_at_step

_CASES = json.loads((Path(__file__).parent / "same_rules.json").read_text())
_FAULTS = {
    "unreadable": RowNumberFault.UNREADABLE,
    "letter": RowNumberFault.LETTER,
    "row": RowNumberFault.NO_SUCH_ROW,
    "back": RowNumberFault.BACKWARDS,
    "twice": RowNumberFault.TWICE,
}


@pytest.mark.parametrize("case", _CASES["numbers"], ids=lambda case: case["text"])
def test_row_numbers_are_read_as_the_page_shows_them(case: dict[str, Any]) -> None:
    read = parse_row_numbers(case["text"], case["last"])
    assert dict(read.rows) == {int(n): LETTERS[letter] for n, letter in case["rows"].items()}
    assert [(bad.piece, bad.fault) for bad in read.bad] == [
        (piece, _FAULTS[fault]) for piece, fault in case["bad"]
    ]


@pytest.mark.parametrize("case", _CASES["codes"], ids=lambda case: case["secret"])
def test_the_wall_makes_the_servers_codes(case: dict[str, Any]) -> None:
    code = code_at_step(case["secret"], case["meeting"], case["step"])
    assert (code.link, code.digits) == (case["link"], case["digits"])
