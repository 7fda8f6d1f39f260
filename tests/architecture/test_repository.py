"""The repository speaks of the product alone, and names no machine or registry."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FORBIDDEN = re.compile(
    "|".join(
        [
            r"/wor" + r"k/",
            r"/roo" + r"t/\.",
            r"--(extra-)?index-" + r"url",
            r"https?://[^ ]*/simpl" + r"e/",
            # What a merge left undecided.
            r"\n<{7} " + r"|\n>{7} ",
        ]
    )
)


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_path_of_a_machine_and_no_registry() -> None:
    wrong = []
    for file in _tracked():
        if file.suffix in {".ttf", ".png", ".gz", ".xlsx", ".mo"} or not file.exists():
            continue
        if _FORBIDDEN.search(file.read_text(errors="ignore")):
            wrong.append(file.name)
    assert not wrong


def test_the_lock_has_a_hash_for_every_package() -> None:
    for kind in ("base", "dev"):
        text = (ROOT / "requirements" / f"{kind}.txt").read_text()
        packages = re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, re.S | re.M)
        assert packages
        assert all("--hash=sha256:" in package for package in packages)
        assert "://" not in text
