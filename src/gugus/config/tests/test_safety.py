"""What ARCHITECTURE.md and the guide promise about the installation itself."""

import sqlite3
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client, RequestFactory

from gugus.config.command.backup_verb import command as backup
from gugus.config.installation import copy_database
from gugus.people.models import Group


@pytest.mark.django_db
def test_pages_take_nothing_from_elsewhere() -> None:
    policy = Client().get("/masuk/")["Content-Security-Policy"]
    rules = {name: set(allowed) for name, *allowed in map(str.split, policy.split(";"))}
    assert rules["default-src"] == {"'none'"}
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == {"'self'"}
    assert rules["frame-ancestors"] == rules["base-uri"] == {"'none'"}
    assert set.union(*rules.values()) == {"'none'", "'self'", "data:", "blob:"}


def test_a_backup_is_not_written_over_another_file(tmp_path: Path) -> None:
    there = tmp_path / "cadangan.zip"
    there.write_bytes(b"lama")
    said = CliRunner().invoke(backup, [str(there)])
    assert said.exit_code == 1 and "pakai nama lain" in said.output
    assert there.read_bytes() == b"lama"


def test_no_request_is_a_transaction() -> None:
    """Readers would hold up writers."""
    assert not any(one["ATOMIC_REQUESTS"] for one in connections.settings.values())


def test_what_is_sent_never_reaches_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    large = SimpleUploadedFile("daftar.xlsx", b"x" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 4))
    request = RequestFactory().post("/", {"berkas": large})
    assert request.FILES["berkas"].size == large.size
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_about_to_be_replaced_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
    Group.objects.create(code="ada", name="Ada")
    file = copy_database("restore")
    if connection.vendor != "sqlite":
        assert file is None
        return
    assert file is not None and file.parent == tmp_path / "backups"
    assert file.stat().st_mode & 0o077 == 0
    with sqlite3.connect(file) as copied:
        assert copied.execute("SELECT name FROM people_group").fetchall() == [("Ada",)]
