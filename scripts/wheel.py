"""Builds dist/: the wheel, what starts it on Windows by double click, and the locked packages with hashes."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESIDE = {"scripts/windows/Gugus.cmd": "Gugus.cmd", "requirements/base.txt": "gugus-paket.txt"}


def build(target: Path) -> Path:
    """Build the wheel from what git holds: what an earlier build left behind stays out. Return where it is."""
    with tempfile.TemporaryDirectory() as folder:
        _copy(Path(folder))
        # What pip would call, without its network.
        call = f"from setuptools import build_meta; build_meta.build_wheel({str(target)!r})"
        command = [sys.executable, "-W", "ignore", "-c", call]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (wheel,) = target.glob("gugus-*.whl")
    return wheel


def _copy(folder: Path) -> None:
    command = [
        "git",
        "ls-files",
        "-z",
        "src",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "requirements",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


if __name__ == "__main__":
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    for old in dist.glob("gugus-*.whl"):
        old.unlink()
    print(build(dist))
    for source, name in BESIDE.items():
        print(shutil.copyfile(ROOT / source, dist / name))
