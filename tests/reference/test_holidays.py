"""The days off of three years against a list made by another version of the library."""

import json
from datetime import date

from gugus.cores.holidays import holidays_between
from tests.support.reference import DATA

FILE = DATA / "holidays" / "holidays_ID_2025_2027.json"


def test_dates_names_and_estimates_of_three_years() -> None:
    """Where a later decree moves a day, the library's correction is to be looked at here."""
    rows = json.loads(FILE.read_text("utf-8"))["holidays"]
    listed = {
        (row["date"], row["category"] == "cuti_bersama", row["name_id"], row["name_en"],
         row["estimated"])
        for row in rows
    }  # fmt: skip
    ours = {
        (
            day.day.isoformat(),
            day.joint_leave,
            day.name_id + (" (perkiraan)" if day.estimated else ""),
            day.name_en + (" (estimated)" if day.estimated else ""),
            day.estimated,
        )
        for day in holidays_between(date(2025, 1, 1), date(2027, 12, 31))
    }
    assert ours == listed
    assert len(ours) == 79
