"""Nothing in the product asks for what only POSIX systems have, or for what Windows does otherwise."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.locked import locked, needed_by
from tests.support.sources import nodes_of

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gugus"
# What Windows has not (`signal.SIGKILL`), or has under the same name and does not do (`os.kill`, SO_REUSEADDR).
MODULES = {
    "crypt", "curses", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog",
    "termios", "tty",
}  # fmt: skip
NAMES = re.compile(
    r"os\.(fork\w*|kill\w*|wait\w*|get[eu]?uid|get[er]?gid|getgroups|set\w*id|setsid|chown|lchown|fchmod|fchown|"
    r"chroot|mkfifo|mknod|nice|sync|posix_\w+|pread\w*|pwrite\w*|sched_\w+|statvfs|sysconf|uname|getloadavg|"
    r"openpty|ttyname|tcgetpgrp|getpgid|rename|symlink|link|execv\w*|O_(?:NOFOLLOW|DIRECTORY|SYNC|DSYNC|NONBLOCK|CLOEXEC))"
    r"|signal\.(SIGKILL|SIGALRM|SIGHUP|SIGUSR\d|SIGCHLD|SIGPIPE|SIGQUIT|SIG_BLOCK|SIG_SETMASK|SIG_UNBLOCK|alarm|"
    r"setitimer|pause|pthread_\w+|sigwait\w*|sigtimedwait|siginterrupt)"
    r"|select\.(poll|epoll|kqueue)"
    r"|socket\.(AF_UNIX|SO_REUSEPORT|SO_REUSEADDR|MSG_DONTWAIT|sethostname|send_fds|recv_fds)"
    r"|time\.tzset|asyncio\.open_unix_connection|asyncio\.start_unix_server|locale\.nl_langinfo"
    r"|multiprocessing\.set_start_method"
)
KEYWORDS = {"preexec_fn", "start_new_session", "process_group", "pass_fds", "user", "umask"}
METHODS = {
    "add_signal_handler",
    "remove_signal_handler",
    "symlink_to",
    "hardlink_to",
    "rename",
    "owner",
    "group",
}
TEXTS = re.compile(
    r"^/(?:tmp|dev|proc|etc|usr|bin|var)(?:/|$)|^(?:bash|python3?)$|%-[dmHIMSjy]|%[eklP]\b"
)
# Each with what stands in for it on Windows.
GUARDED = {
    ("config/rsgi.py", "signal.pthread_sigmask"): "asked for by hasattr; Windows needs none",
    ("config/rsgi.py", "signal.SIG_BLOCK"): "as above",
    ("config/command/addresses.py", "socket.SO_REUSEADDR"): "only without SO_EXCLUSIVEADDRUSE",
    ("cores/formats/workbook_process.py", "resource"): "a job bounds the process on Windows",
}


def _files() -> list[Path]:
    return [f for f in SOURCE.rglob("*.py") if "tests" not in f.parts]


def _asked_for(file: Path) -> Iterator[str]:
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom):
            yield from _from(node)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if NAMES.fullmatch(name):
                yield name
        elif isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.Constant) and _is_such_a_text(node.value):
            yield str(node.value)


def _is_such_a_text(value: object) -> bool:
    return isinstance(value, str) and "\n" not in value and bool(TEXTS.search(value))


def _from(node: ast.ImportFrom) -> Iterator[str]:
    if (node.module or "").split(".")[0] in MODULES:
        yield node.module or ""
    yield from (n for one in node.names if NAMES.fullmatch(n := f"{node.module}.{one.name}"))


def _called(node: ast.Call) -> Iterator[str]:
    named = ast.unparse(node.func)
    if named.startswith("subprocess."):
        yield from (k.arg for k in node.keywords if k.arg in KEYWORDS)
        if any(k.arg == "shell" for k in node.keywords):
            yield "shell"
    if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS - {"group", "owner"}:
        yield node.func.attr


def test_nothing_that_only_posix_has_outside_a_guarded_place() -> None:
    found = {(str(f.relative_to(SOURCE)), name) for f in _files() for name in _asked_for(f)}
    assert not found - set(GUARDED)
    assert not set(GUARDED) - found, "no longer there"


@pytest.mark.parametrize(
    "line",
    [
        "import fcntl", "from pwd import getpwnam", "os.kill(1, 9)", "from os import fork",
        "signal.signal(signal.SIGALRM, f)", "select.poll()", "socket.socket(socket.AF_UNIX)",
        "subprocess.run(c, preexec_fn=f)", "subprocess.Popen(c, start_new_session=True)",
        "open('/tmp/x')", "Path('/dev/null')", "day.strftime('%-d %B')", "part.rename(file)",
        "subprocess.run(['bash', 'x'])", "os.posix_spawn(c)", "loop.add_signal_handler(1, f)",
        "subprocess.run(c, shell=True)",
    ],
)  # fmt: skip
def test_the_search_finds_it(line: str, tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text(line)
    assert list(_asked_for(file))


def _without_encoding(file: Path) -> Iterator[int]:
    """Texts read or written by the system's own code page, which differs from laptop to laptop."""
    for node in nodes_of(file):
        if not isinstance(node, ast.Call):
            continue
        named = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        keywords = {k.arg for k in node.keywords}
        text = (
            named in {"read_text", "write_text", "NamedTemporaryFile", "TextIOWrapper"}
            or (named in {"open", "fdopen"} and _is_file(node) and not _is_binary(node))
            or (
                bool(keywords & {"text", "universal_newlines"})
                and "subprocess" in ast.unparse(node.func)
            )
        )
        if text and "encoding" not in keywords:
            yield node.lineno


def _is_file(node: ast.Call) -> bool:
    called = ast.unparse(node.func)
    return called in {"open", "os.fdopen", "io.open"} or bool(
        re.search(r"(file|path|part)\.open$", called)
    )


def _is_binary(node: ast.Call) -> bool:
    given = [*node.args, *(k.value for k in node.keywords if k.arg == "mode")]
    return any(isinstance(a, ast.Constant) and "b" in str(a.value) for a in given[-1:])


def test_every_text_file_says_its_encoding() -> None:
    wrong = [f"{f.relative_to(SOURCE)}:{line}" for f in _files() for line in _without_encoding(f)]
    assert not wrong


@pytest.mark.parametrize(
    "line", ["p.read_text()", "open(p)", "os.fdopen(d, 'w')", "subprocess.run(c, text=True)"]
)
def test_the_search_finds_a_text_without_encoding(line: str, tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text(line)
    assert list(_without_encoding(file))


_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)


def test_every_file_can_lie_on_a_windows_disk() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.split("\0") if name]
    parts = {part for name in names for part in name.split("/")}
    assert not {p for p in parts if _RESERVED.match(p) or re.search(r'[<>:"|?*\\]|[. ]$', p)}
    assert len({name.casefold() for name in names}) == len(names), "differ by capitals alone"
    # 260 letters, of which a user's own folder takes some 80.
    assert max(map(len, names)) < 160


def test_all_modules_load_where_posix_is_taken_away(tmp_path: Path) -> None:
    """What Windows has not is taken out of the standard library first, as far as this system allows."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.without_posix"],
        cwd=ROOT,
        env={**os.environ, "GUGUS_DATA": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 500


def test_zones_are_known_where_the_system_knows_none() -> None:
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")
    code = f"from zoneinfo import ZoneInfo; [ZoneInfo(z) for z in {zones}]"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONTZPATH": ""}, check=True)
    assert "tzdata" in {canonicalize_name(one.name) for one in locked("base", "3.11")}


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_the_lock_holds_all_that_windows_needs(version: str) -> None:
    """A package may ask for another on Windows alone; the lock is made on Linux."""
    own = [Requirement(line) for line in (ROOT / "requirements/base.in").read_text().split()]
    pinned = {canonicalize_name(one.name) for one in locked("base", version)}
    extras = {canonicalize_name(one.name): one.extras for one in own}
    needed = {n for name in pinned for n in needed_by(name, version, extras.get(name, set()))}
    assert not (needed | {canonicalize_name(one.name) for one in own}) - pinned
