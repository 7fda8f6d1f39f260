"""What marks an installation, and what stays out of its log."""

import logging
from datetime import UTC, datetime

import pytest

from gugus.platform.foundation import services
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import Installation, User
from gugus.platform.foundation.queries import is_example_installation
from gugus.platform.foundation.redaction import SecretsFilter

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def test_an_empty_installation_becomes_the_example(db: None) -> None:
    assert not is_example_installation()
    services.mark_as_example()
    User.objects.create(username="a", name="Bu Contoh", is_example=True)
    services.mark_as_example()
    assert is_example_installation()


def test_one_real_person_keeps_an_installation_real(db: None) -> None:
    User.objects.create_user("real", "Bu Nyata")
    with pytest.raises(Refused):
        services.mark_as_example()
    assert not is_example_installation()


def test_the_setup_code_is_accepted_as_people_type_it(db: None) -> None:
    code = services.new_setup_code()
    services.check_setup_code(code=f" {code.lower().replace('-', ' ')} ", now=NOW)


def test_only_the_last_setup_code_counts_and_only_its_hash_is_kept(db: None) -> None:
    old, new = services.new_setup_code(), services.new_setup_code()
    assert new.replace("-", "") not in Installation.objects.get().setup_code_hash
    with pytest.raises(Refused):
        services.check_setup_code(code=old, now=NOW)
    services.check_setup_code(code=new, now=NOW)


def test_without_a_setup_code_nothing_fits(db: None) -> None:
    for guess in ("", "!", "ABCD-EFGH-JKMN"):
        with pytest.raises(Refused):
            services.check_setup_code(code=guess, now=NOW)


def test_guesses_at_the_setup_code_are_slowed(db: None) -> None:
    code = services.new_setup_code()
    for _attempt in range(5):
        with pytest.raises(Refused, match="tidak cocok"):
            services.check_setup_code(code="salah", now=NOW)
    with pytest.raises(Refused, match="Tunggu"):
        services.check_setup_code(code=code, now=NOW)


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("%s: %s", ("Not Found", "/masuk/tautan/abc-DEF_1/")),
        ('"%s" %s', ("GET /masuk/tautan/abc-DEF_1/?x=1 HTTP/1.1", 404)),
        ("Forbidden (CSRF cookie not set.): /masuk/tautan/abc-DEF_1", ()),
    ],
)
def test_a_link_never_stands_in_the_log(message: str, args: tuple[object, ...]) -> None:
    record = logging.LogRecord("django", logging.WARNING, "", 1, message, args, None)
    assert SecretsFilter(["/masuk/tautan/"]).filter(record)
    assert "abc-DEF_1" not in record.getMessage()
    assert "/masuk/tautan/…" in record.getMessage()
