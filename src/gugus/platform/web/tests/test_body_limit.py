"""How much a request may bring before anybody looks at it."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("announced", [settings.LARGEST_BODY + 1, 10**30])
def test_a_body_past_every_limit_is_not_read(announced: int) -> None:
    assert Client().post("/masuk/", CONTENT_LENGTH=str(announced)).status_code == 413
