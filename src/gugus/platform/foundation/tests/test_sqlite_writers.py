"""Writers of one process stand in line; nobody stays in it."""

from pathlib import Path
from threading import Thread

import pytest
from django.db import close_old_connections, connection, transaction

from gugus.platform.foundation.models import User
from gugus.platform.foundation.sqlite import base

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows"),
]


def test_a_writer_stands_in_line_until_the_end_whatever_the_end_is() -> None:
    assert not base._writing.locked()
    with transaction.atomic():
        assert base._writing.locked()
        with transaction.atomic():
            pass
        assert base._writing.locked()
    assert not base._writing.locked()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert 1 / 0
    assert not base._writing.locked()


def test_a_connection_that_is_lost_leaves_the_line(tmp_path: Path) -> None:
    own = {**connection.settings_dict, "NAME": str(tmp_path / "other.sqlite3")}
    other = base.DatabaseWrapper(own, "other")
    other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert base._writing.locked()
    other.close()
    assert not base._writing.locked()


def test_many_writers_all_get_their_turn() -> None:
    def write(number: int) -> None:
        try:
            with transaction.atomic():
                User.objects.create_user(f"uji-{number}", "Uji")
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=write, args=[number]) for number in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert User.objects.filter(username__startswith="uji-").count() == 12
    assert not base._writing.locked()
