"""Asks pip for every locked package as a laptop with Windows would, and keeps the files in dist/paket.

Fails where one has neither a wheel for Windows nor one for every system. With that folder beside it,
Gugus.cmd installs without internet.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
FOLDER = ROOT / "dist" / "paket"


def environment(version: str) -> dict[str, str]:
    """What a lock's conditions are asked about: pip itself would ask about the system it runs on."""
    return {
        "python_version": version,
        "python_full_version": f"{version}.0",
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_release": "10",
        "platform_version": "10.0",
        "implementation_name": "cpython",
        "implementation_version": f"{version}.0",
        "platform_python_implementation": "CPython",
    }


def pins(kind: str, version: str) -> list[str]:
    """The lines of a lock that hold on Windows with this Python, each with its hashes."""
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    found = []
    for one in re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, re.S | re.M):
        wanted = Requirement(one.split("\\\n")[0].strip())
        if wanted.marker is None or wanted.marker.evaluate(environment(version)):
            hashes = " ".join(re.findall(r"--hash=\S+", one))
            found.append(f"{wanted.name}{wanted.specifier} {hashes}")
    return found


def fetch(version: str) -> int:
    """Have pip fetch them all; its exit code."""
    wanted = pins("base", version)
    print(f"Python {version}: {len(wanted)} packages", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "lock.txt"
        lock.write_text("\n".join(wanted), encoding="utf-8")
        target = ["--platform", "win_amd64", "--implementation", "cp", "--python-version", version]
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--require-hashes",
        ]
        only = ["--only-binary=:all:", "--dest", str(FOLDER), "--requirement", str(lock)]
        return subprocess.run([*command, *target, *only], check=False).returncode


if __name__ == "__main__":
    failed = [version for version in VERSIONS if fetch(version)]
    print(f"Not for Windows: Python {', '.join(failed)}" if failed else f"All are in {FOLDER}")
    sys.exit(bool(failed))
