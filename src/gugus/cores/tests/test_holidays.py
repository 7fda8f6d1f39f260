"""Days off of Indonesia, from the library."""

from datetime import date

from gugus.cores.holidays import Holiday, holidays_between, joint_leave_known


def test_a_window_has_public_holidays_and_joint_leave_in_order() -> None:
    found = holidays_between(date(2026, 12, 20), date(2027, 1, 3))
    assert found == (
        Holiday(date(2026, 12, 24), "Cuti Bersama Hari Raya Natal", "Christmas Joint Holiday",
                joint_leave=True, estimated=False),
        Holiday(date(2026, 12, 25), "Hari Raya Natal", "Christmas Day",
                joint_leave=False, estimated=False),
        Holiday(date(2027, 1, 1), "Tahun Baru Masehi", "New Year's Day",
                joint_leave=False, estimated=False),
    )  # fmt: skip


def test_a_day_that_follows_the_moon_is_marked_and_its_name_is_plain() -> None:
    found = {day.name_id: day for day in holidays_between(date(2028, 2, 1), date(2028, 2, 29))}
    assert found["Hari Raya Idul Fitri"].estimated
    assert found["Hari Raya Idul Fitri"].name_en == "Eid al-Fitr"


def test_joint_leave_is_known_only_for_years_with_a_decree() -> None:
    assert joint_leave_known(2026)
    assert not joint_leave_known(2045)


def test_two_feasts_on_one_day_are_one_holiday() -> None:
    found = holidays_between(date(2025, 1, 1), date(2035, 12, 31))
    assert len({(day.day, day.joint_leave) for day in found}) == len(found)
    assert not any(";" in day.name_id or ";" in day.name_en for day in found)
