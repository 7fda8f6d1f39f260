"""Fields that forms of every app share."""

import pytest
from django import forms

from gugus.platform.web.fields import day_field


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "1899-12-31", "01/01/2201"])
def test_a_day_without_neighbours_is_no_day_of_a_record(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="salah ketik"):
        day_field("Hari").clean(typed)


def test_a_birthday_and_a_plan_are() -> None:
    assert day_field("Hari").clean("17/08/1945").year == 1945
    assert day_field("Hari").clean("2199-01-01").year == 2199
