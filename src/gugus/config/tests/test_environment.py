"""Settings by environment: each is checked, and refused in one clear sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gugus.config.environment import SettingError, read_environment


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "DATABASE_URL",
        "GUGUS_SECRET_KEY",
        "GUGUS_HTTPS",
        "GUGUS_HOSTS",
        "GUGUS_LANGUAGE",
        "GUGUS_SEARCHES",
        "GUGUS_PIN_DIGITS",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GUGUS_DATA", str(tmp_path / "data"))


def test_defaults_are_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    env = read_environment()
    assert env.database["NAME"] == str(tmp_path / "data" / "gugus.sqlite3")
    options = env.database["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    assert env.hosts == ["*"] and not env.secure and not env.debug


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    first, second = read_environment().secret_key, read_environment().secret_key
    assert first == second and len(first) >= 48
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


def test_one_url_makes_it_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://gugus:rahasia@127.0.0.1:5432/gugus")
    database = read_environment().database
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["NAME"], database["USER"], database["PORT"]) == ("gugus", "gugus", 5432)
    assert database["OPTIONS"]["pool"]


def test_what_the_url_asks_of_the_connection_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://gugus:rahasia@db/gugus?sslmode=verify-full&options=-c%20search_path%3Dgugus"
    monkeypatch.setenv("DATABASE_URL", url)
    options = read_environment().database["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert "search_path=gugus" in options["options"]
    assert "plan_cache_mode" in options["options"] and options["pool"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATABASE_URL", "mysql://x/y", "postgres://"),
        ("DATABASE_URL", "postgres://host", "names no database"),
        ("GUGUS_SECRET_KEY", "pendek", "32 characters"),
        ("GUGUS_HTTPS", "maybe", "1 or 0"),
        ("GUGUS_LANGUAGE", "jv", "id or en"),
        ("GUGUS_HTTPS", "1", "GUGUS_HOSTS"),
        ("GUGUS_SEARCHES", "0", "from 1 to 16"),
        ("GUGUS_SEARCHES", "dua", "from 1 to 16"),
        ("GUGUS_PIN_DIGITS", "5", "from 6 to 10"),
        ("GUGUS_PIN_DIGITS", "2³", "from 6 to 10"),
    ],
)
def test_bad_settings_are_refused_in_words(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=words):
        read_environment()


def test_a_folder_that_cannot_be_made_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GUGUS_DATA", str(tmp_path / "file" / "below"))
    with pytest.raises(SettingError, match="cannot be made"):
        read_environment()


def test_a_spoilt_key_file_is_refused(tmp_path: Path) -> None:
    read_environment()
    (tmp_path / "data" / "secret-key").write_text("x")
    with pytest.raises(SettingError, match="no usable key"):
        read_environment()


def test_an_installation_on_the_internet_names_its_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUGUS_HTTPS", "1")
    monkeypatch.setenv("GUGUS_HOSTS", "gugus.contoh.sch.id, www.contoh.sch.id")
    assert read_environment().hosts == ["gugus.contoh.sch.id", "www.contoh.sch.id"]


def test_a_laptop_of_two_cores_seeks_one_schedule_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gugus.config.environment.os.cpu_count", lambda: 2)
    assert read_environment().searches == 1
    monkeypatch.setattr("gugus.config.environment.os.cpu_count", lambda: 8)
    assert read_environment().searches == 4
    monkeypatch.setenv("GUGUS_SEARCHES", "3")
    assert read_environment().searches == 3


def test_what_is_written_is_for_one_user_alone(tmp_path: Path) -> None:
    # A folder that was there before, with what an older version wrote.
    tmp_path.chmod(0o755)
    old = tmp_path / "gugus.sqlite3-wal"
    old.write_text("")
    old.chmod(0o644)
    code = (
        "from gugus.config.environment import read_environment; read_environment();"
        "import sqlite3, os; c = sqlite3.connect(os.environ['GUGUS_DATA'] + '/gugus.sqlite3');"
        "c.execute('CREATE TABLE t (x)'); open(os.environ['GUGUS_DATA'] + '/log', 'w').close()"
    )
    data = {**os.environ, "GUGUS_DATA": str(tmp_path), "DATABASE_URL": ""}
    old_mask = os.umask(0o022)
    try:
        subprocess.run([sys.executable, "-c", code], env=data, check=True)
    finally:
        os.umask(old_mask)
    modes = {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()}
    assert set(modes) >= {"gugus.sqlite3", "secret-key", "log"}
    assert set(modes.values()) == {0}
