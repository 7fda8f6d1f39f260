"""The wheel holds what the source holds, and runs where there is no source."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from scripts.wheel import ROOT, build


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(build(tmp_path_factory.mktemp("dist"))) as opened:
        yield opened


def _source() -> dict[str, bytes]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "src"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name.removeprefix("src/") for name in listed.stdout.split("\0") if name]
    wanted = [n for n in names if "tests" not in n.split("/") and (ROOT / "src" / n).exists()]
    return {name: (ROOT / "src" / name).read_bytes() for name in wanted}


def test_the_wheel_holds_every_file_of_the_source_but_its_tests(wheel: zipfile.ZipFile) -> None:
    inside = {n for n in wheel.namelist() if ".dist-info/" not in n}
    source = _source()
    assert inside == set(source)
    assert not [name for name in inside if wheel.read(name) != source[name]]
    # Of each kind that a page, a paper or a search needs, should the source itself lose them.
    endings = {Path(name).suffix for name in inside}
    kinds = {
        ".html",
        ".css",
        ".js",
        ".svg",
        ".png",
        ".ttf",
        ".typ",
        ".mo",
        ".json",
        ".jsonld",
        ".txt",
    }
    assert kinds <= endings


def test_the_wheel_asks_for_what_the_lock_holds(wheel: zipfile.ZipFile) -> None:
    (name,) = [n for n in wheel.namelist() if n.endswith(".dist-info/METADATA")]
    asked = {
        str(Requirement(r))
        for r in message_from_bytes(wheel.read(name)).get_all("Requires-Dist", [])
    }
    own = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").split()
    assert asked == {str(Requirement(line)) for line in own}
    (entries,) = [n for n in wheel.namelist() if n.endswith(".dist-info/entry_points.txt")]
    assert b"gugus = gugus.config.command:main" in wheel.read(entries)


def test_the_command_runs_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); "
        "from gugus.config.command import start_django; start_django(); "
        "from django.template.loader import get_template; get_template('web/base.html'); "
        "from django.contrib.staticfiles.finders import find; print(find('web/face.css')); "
        "from django.utils.translation import gettext, activate; activate('en'); print(gettext('Kehadiran'))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        cwd=tmp_path,
        env={
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("GUGUS_", "DJANGO_", "DATABASE"))
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert str(tmp_path / "installed") in done.stdout
    assert "Attendance" in done.stdout
