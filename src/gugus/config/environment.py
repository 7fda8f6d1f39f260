"""Settings come from the environment; each is checked here and refused in words."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url

MAX_SOLVERS = 16
PIN_DIGITS = range(6, 11)
# Of one server process. Bodies are read beside them (`platform.web.serving`), so a thread waits for the
# database alone; more of them take each other's turns, and everybody waits longer.
REQUEST_THREADS = 4
# PostgreSQL lets a hundred in, unless told otherwise; some are left for commands and workers.
_CONNECTIONS = 80


class SettingError(Exception):
    """An invalid setting, with a sentence that says how to fix it."""


@dataclass(frozen=True)
class Environment:
    """All settings of an installation."""

    data: Path
    secret_key: str
    database: dict[str, object]
    hosts: list[str]
    origins: list[str]
    secure: bool
    behind_proxy: bool
    debug: bool
    language: str
    searches: int
    pin_digits: int


def read_environment() -> Environment:
    """Read and check every setting; raise SettingError with one clear line."""
    # What this process and its children write is for their user alone: the database beside which
    # SQLite keeps files of its own, logs, copies, also in a folder that was there before.
    os.umask(0o077)
    data = _data_folder()
    secure = _flag("GUGUS_HTTPS")
    return Environment(
        data=data,
        secret_key=_secret_key(data),
        database=_database(data),
        hosts=_hosts(secure=secure),
        origins=_words("GUGUS_ORIGINS"),
        secure=secure,
        behind_proxy=_flag("GUGUS_BEHIND_PROXY"),
        debug=_flag("GUGUS_DEBUG"),
        language=_language(),
        searches=_searches(),
        pin_digits=_pin_digits(),
    )


def _hosts(*, secure: bool) -> list[str]:
    """The names that this installation answers to; on a Wi-Fi a laptop's address is any."""
    hosts = _words("GUGUS_HOSTS")
    if secure and not hosts:
        # Links that teachers get are made of the name that was asked for.
        raise SettingError("GUGUS_HTTPS=1 needs GUGUS_HOSTS, for example gugus.example.sch.id.")
    return hosts or ["*"]


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def _flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "no", "false"}:
        return False
    if value in {"1", "yes", "true"}:
        return True
    raise SettingError(f"{name} must be 1 or 0, not “{value}”.")


def _language() -> str:
    value = os.environ.get("GUGUS_LANGUAGE", "id")
    if value not in {"id", "en"}:
        raise SettingError(f"GUGUS_LANGUAGE must be id or en, not “{value}”.")
    return value


def _searches() -> int:
    """How many schedules are sought at the same time: each takes all the cores that it gets."""
    value = os.environ.get("GUGUS_SEARCHES", "").strip()
    if not value:
        return max(1, (os.cpu_count() or 1) // 2)
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MAX_SOLVERS):
        raise SettingError(
            f"GUGUS_SEARCHES must be a number from 1 to {MAX_SOLVERS}, not “{value}”."
        )
    return int(value)


def _pin_digits() -> int:
    """How many digits a new PIN has: a server with many groups needs more than a laptop with one."""
    value = os.environ.get("GUGUS_PIN_DIGITS", "").strip() or str(PIN_DIGITS[0])
    if value not in map(str, PIN_DIGITS):
        raise SettingError(
            f"GUGUS_PIN_DIGITS must be a number from {PIN_DIGITS[0]} to {PIN_DIGITS[-1]}, "
            f"not “{value}”."
        )
    return int(value)


def _data_folder() -> Path:
    path = Path(os.environ.get("GUGUS_DATA", "") or "var").expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingError(
            f"GUGUS_DATA: folder {path} cannot be made ({error.strerror})."
        ) from error
    if not os.access(path, os.W_OK):
        raise SettingError(f"GUGUS_DATA: folder {path} cannot be written to.")
    for file in (*path.glob("gugus.sqlite3*"), path / "secret-key", path / "server.log"):
        _close_to_others(file)
    return path


def _close_to_others(file: Path) -> None:
    """Take away what an older version, or whoever copied the file here, let others read."""
    with suppress(OSError):
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)


def _secret_key(data: Path) -> str:
    given = os.environ.get("GUGUS_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise SettingError("GUGUS_SECRET_KEY must have at least 32 characters.")
        return given
    return _stored_key(data / "secret-key")


def _stored_key(file: Path) -> str:
    # Two processes may start at once: the one that makes the file wins, the other reads it.
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        key = secrets.token_urlsafe(48)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
                handle.write(key)
        except OSError as error:
            # A disk without room for it: half a key must not stay.
            file.unlink()
            raise SettingError(f"{file} cannot be written ({error.strerror}).") from error
        return key
    except FileExistsError:
        key = _key_in(file)
    except OSError as error:
        # Windows says of a folder that it may be written to, until somebody does.
        raise SettingError(f"{file} cannot be made ({error.strerror}).") from error
    if len(key) < 32:
        raise SettingError(f"{file} holds no usable key; delete it to make a new one.")
    return key


def _key_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _database(data: Path) -> dict[str, object]:
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return _sqlite(data / "gugus.sqlite3")
    if not url.startswith(("postgres://", "postgresql://")):
        raise SettingError(
            "DATABASE_URL must begin with postgres:// (leave it empty for SQLite in GUGUS_DATA)."
        )
    parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    if not parsed.get("NAME"):
        raise SettingError("DATABASE_URL names no database (postgres://user:word@host:5432/name).")
    # Prepared queries (`platform.foundation.prepared`) are planned once on each connection; left to itself
    # the server plans each five times, and Beranda's costs more to plan than to carry out. All others are
    # bound by the client, never prepared, and planned for their own values.
    planned_once = "-c plan_cache_mode=force_generic_plan"
    # What stands behind the "?" of the address (sslmode, sslrootcert) belongs to whoever wrote it.
    written = parsed.get("OPTIONS") or {}
    most = max(4, min(REQUEST_THREADS, _CONNECTIONS // ((os.cpu_count() or 2) + 1)))
    options = {
        **written,
        "pool": {"min_size": 1, "max_size": most, "timeout": 10},
        "prepare_threshold": 0,
        "options": f"{written.get('options', '')} {planned_once}".strip(),
    }
    return {**parsed, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _sqlite(file: Path) -> dict[str, object]:
    return {
        "ENGINE": "gugus.platform.foundation.sqlite",
        "NAME": str(file),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Writers wait at BEGIN instead of failing later; FULL because a laptop may lose power.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;",
        },
    }
