"""Loads every module of the product without what only POSIX has, and says how many there are."""

import importlib
import os
import pkgutil
import select
import signal
import socket
import sys
import time

MODULES = (
    "fcntl",
    "grp",
    "pwd",
    "resource",
    "termios",
    "readline",
    "syslog",
    "tty",
    "pty",
    "posix",
)
# Those that other packages load by themselves, here for this system.
USED = (
    "asyncio", "ctypes.util", "getpass", "logging.handlers", "multiprocessing.pool", "platform", "subprocess",
    "tempfile", "uuid", "webbrowser", "http.server", "django.core.management", "django.test", "granian",
    "numpy", "scipy.stats", "scipy.optimize", "lxml.etree", "typst", "docx", "xlsxwriter", "pyhanko.sign",
    "PIL.Image", "pikepdf", "holidays", "icalendar", "recurring_ical_events", "psycopg", "ortools.sat.python.cp_model",
    "django.db.backends.sqlite3.base", "django.contrib.auth.hashers", "jinja2", "argon2", "pyld",
    "django.template.loader", "django.views.debug", "whitenoise.middleware", "python_calamine",
    "django.contrib.staticfiles.finders", "brotli", "segno", "Sastrawi.Stemmer.StemmerFactory",
)  # fmt: skip
TAKEN = {
    os: (
        "fork", "forkpty", "kill", "killpg", "getuid", "geteuid", "getgid", "getegid", "setsid", "chown",
        "nice", "sync", "uname", "statvfs", "sysconf", "mkfifo", "posix_spawn", "posix_fadvise", "pread", "pwrite",
        "wait", "wait3", "wait4", "getloadavg", "sched_getaffinity", "getpgid", "fchmod", "getgroups",
    ),
    signal: (
        "SIGKILL", "SIGALRM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGPIPE", "SIGQUIT", "alarm", "setitimer",
        "pause", "pthread_sigmask", "sigwait", "siginterrupt", "SIG_BLOCK",
    ),
    select: ("poll", "epoll"),
    socket: ("AF_UNIX", "SO_REUSEPORT"),
    time: ("tzset",),
}  # fmt: skip


def main() -> None:
    """Take it away, load all, count."""
    for name in USED:
        importlib.import_module(name)
    for module, names in TAKEN.items():
        for name in names:
            delattr(module, name)
    for name in MODULES:
        # None makes an import fail as if there were no such module.
        sys.modules[name] = None  # type: ignore[assignment]
    import gugus.config.rsgi

    found = [
        one.name
        for one in pkgutil.walk_packages(gugus.__path__, "gugus.")
        if not {"tests", "migrations", "__main__"} & set(one.name.split("."))
    ]
    for name in found:
        importlib.import_module(name)
    sys.stdout.write(str(len(found)))


if __name__ == "__main__":
    main()
