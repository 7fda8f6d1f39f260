"""A real `gugus serve` for browser tests, faults and measurements, and a small HTTP client."""

import fcntl
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A loopback port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, database: str = "") -> dict[str, str]:
    """The environment of an installation in `data`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GUGUS_", "DJANGO_"))}
    return {**kept, "GUGUS_DATA": str(data), "DATABASE_URL": database, "PYTHONUNBUFFERED": "1"}


def gugus(*arguments: str, data: Path, database: str = "") -> subprocess.CompletedProcess[str]:
    """Run the gugus command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "gugus.config.command", *arguments],
        env=environment(data, database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


def python(code: str, *, data: Path, database: str = "", seconds: int = 300) -> str:
    """Run Python code inside the installation (Django is set up); return what it printed."""
    start = "from gugus.config.command import start_django\nstart_django()\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code],
        env={**environment(data, database), "DJANGO_SETTINGS_MODULE": "gugus.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class Server:
    """A running server and its installation."""

    port: int
    data: Path
    database: str
    process: subprocess.Popen[bytes]
    started_in: float

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """Pull the plug: kill -9 of the server and all its workers at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop as Ctrl+C does."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


def start_server(data: Path, database: str = "", workers: int = 0) -> Server:
    """Start `gugus serve` and wait until it answers."""
    port, began = free_port(), time.perf_counter()
    log = (data / "server.log").open("ab")
    processes = ["--workers", str(workers)] if workers else []
    process = subprocess.Popen(
        [sys.executable, "-m", "gugus.config.command", "serve", "--port", str(port), *processes],
        env=environment(data, database),
        cwd=ROOT,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    while time.perf_counter() - began < 300:
        if process.poll() is not None:
            break
        try:
            if Client(port).get("/masuk/").status < 500:
                return Server(port, data, database, process, time.perf_counter() - began)
        except OSError:
            time.sleep(0.02)
    process.kill()
    raise RuntimeError((data / "server.log").read_text())


@contextmanager
def serving(data: Path, database: str = "") -> Iterator[Server]:
    """A server for the length of a `with` block."""
    server = start_server(data, database)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def example_installation(database: str = "") -> Iterator[Path]:
    """A folder with the example group in it."""
    once = os.environ.get("GUGUS_TEST_ONCE", "")
    with tempfile.TemporaryDirectory(prefix="gugus-example-") as folder:
        data = Path(folder)
        if once and not database:
            shutil.copytree(_built_once(Path(once)), data, dirs_exist_ok=True)
        else:
            _build_example(data, database)
        yield data


def _build_example(data: Path, database: str = "") -> None:
    done = gugus("demo", data=data, database=database)
    assert done.returncode == 0, done.stderr


def _built_once(folder: Path) -> Path:
    """The example of this run; whichever test process comes first builds it, the others wait."""
    data = folder / "data"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            _build_example(folder / "making")
            (folder / "making").rename(data)
    return data


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass
class Client:
    """A browser without a screen: cookies, the form token, one kept connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """GET a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, data: Mapping[str, object]) -> Answer:
        """POST a form with its token."""
        token = self.cookies.get("csrftoken", "")
        body = urlencode({"csrfmiddlewaretoken": token, **data}, doseq=True)
        return self._ask("POST", path, body)

    def sign_in_as_example(self, role: str) -> None:
        """One tap on the example's sign-in page; `role` as the button says it."""
        page = self.get("/masuk/").text
        button = re.search(rf'name="person" value="(\d+)"><span>{role}<', page)
        assert button, f"no button for {role}"
        answer = self.post("/masuk/contoh/", {"person": button[1]})
        assert answer.status == 302, answer.text

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {**self.headers, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            raise
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return Answer(response.status, dict(response.headers), content)


def cookies_for(usernames: list[str], *, data: Path, database: str = "") -> list[dict[str, str]]:
    """Signed-in sessions for people of an installation, made without the sign-in pages."""
    code = f"""
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from gugus.platform.foundation.models import User
engine = import_module(settings.SESSION_ENGINE)
found = []
for name in {usernames!r}:
    user = User.objects.get(username=name)
    session = engine.SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    found.append({{"sessionid": session.session_key, "csrftoken": "c" * 32}})
print(json.dumps(found))
"""
    found: list[dict[str, str]] = json.loads(python(code, data=data, database=database))
    return found
