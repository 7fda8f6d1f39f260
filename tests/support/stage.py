"""One running server for many browser tests, whose database is put back before each of them.

A server takes seconds to start and a database a moment to copy: so the server stays, and what a
test changed is written over with the example as it was, or as a test's own preparation left it.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.server import (
    ROOT,
    Client,
    Server,
    environment,
    example_installation,
    start_server,
)

# Runs what it is told inside the installation, for as long as it is told something.
_LOOP = """
import contextlib, io, json, sys, traceback
from gugus.config.command import start_django
start_django()
from django.db import connections
for line in sys.stdin:
    out, fault = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(json.loads(line), "<test>", "exec"), {"__name__": "__main__"})
    except BaseException:
        fault = traceback.format_exc()
    connections.close_all()
    print(json.dumps([out.getvalue(), fault]), flush=True)
"""
_SESSIONS = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from gugus.platform.foundation.models import User
engine = import_module(settings.SESSION_ENGINE)
user, session = User.objects.get(username=NAME), engine.SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""
_LOGINS = "import json; from gugus.config.example.people import example_logins as logins; print(json.dumps(logins()))"


class Inside:
    """A Python process inside an installation, which runs code for tests."""

    def __init__(self, data: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LOOP],
            env={**environment(data), "DJANGO_SETTINGS_MODULE": "gugus.config.settings"},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        """Run the code; return what it printed."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps(code) + "\n")
        stdin.flush()
        printed, fault = json.loads(stdout.readline())
        assert not fault, fault
        return str(printed)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@dataclass
class Scene:
    """A state of the database, and what its preparation found out."""

    file: Path
    told: Any


@dataclass
class Stage:
    """The server, and the states of its database that tests ask for."""

    server: Server
    inside: Inside
    folder: Path
    _scenes: dict[str, Scene] = field(default_factory=dict)
    # What a role is called on the sign-in page, and who holds it.
    _people: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The file the server works on."""
        return self.server.data / "gugus.sqlite3"

    def python(self, code: str) -> str:
        """Run code inside the installation; return what it printed."""
        return self.inside.run(code)

    def found(self, code: str) -> Any:
        """What the code prints as JSON."""
        return json.loads(self.python(code))

    def show(self, name: str = "", prepare: Callable[[], Any] = lambda: None) -> Any:
        """Put the example back, as `prepare` leaves it; return what that returned.

        It prepares once: the next time the database is taken from the copy.
        """
        # One thread answers: what the test before still asked has been carried out then.
        Client(self.server.port).get("/masuk/")
        scene = self._scenes.get(name)
        if scene is not None:
            _copy(scene.file, self.database)
            return scene.told
        if name:
            self.show()
        scene = Scene(self.folder / f"{len(self._scenes)}.sqlite3", prepare())
        _copy(self.database, scene.file)
        self._scenes[name] = scene
        return scene.told

    def show_code(self, code: str) -> Any:
        """As `show`: the code prepares, and prints as JSON what the test must know."""
        return self.show(code, partial(self.found, code))

    def cookies(self, who: str) -> dict[str, str]:
        """A session of a person, named by user name or by role as the example's door says it."""
        self._people = self._people or dict(self.found(_LOGINS))
        name = self._people.get(who, who)
        key = self.python(_SESSIONS.replace("NAME", repr(name))).strip()
        return {"sessionid": key, "csrftoken": "c" * 32}


def _copy(source: Path, target: Path) -> None:
    """All pages of one database into another that may be open elsewhere."""
    with (
        closing(sqlite3.connect(source, timeout=60)) as old,
        closing(sqlite3.connect(target, timeout=60)) as new,
    ):
        old.backup(new)


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """A stage for the length of a `with` block."""
    with ExitStack() as stack:
        data = stack.enter_context(example_installation())
        server = start_server(data, workers=1)
        stack.callback(server.stop)
        inside = Inside(data)
        stack.callback(inside.close)
        stage = Stage(server, inside, folder)
        stage.show()
        yield stage
