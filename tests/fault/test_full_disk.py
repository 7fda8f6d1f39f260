"""A storage without room says so on pages, to phones and in commands, and nothing is half stored."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.sync.models import CommandRecord
from gugus.problems.models import Problem
from tests.support.phone import Phone
from tests.support.server import ROOT, environment, example_installation, free_port, gugus
from tests.support.world import World, build_world

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]
LONG = "Kata yang panjang. " * 20


@pytest.fixture
def world(transactional_db: None) -> World:
    if connection.vendor != "sqlite":
        pytest.skip("a database of PostgreSQL cannot be told how large it may be")
    return build_world()


def words(number: int) -> dict[str, str]:
    """A problem from class, long enough to need room."""
    return {"words": f"{number} {LONG}", "class_level": "2", "seen": "on"}


@contextmanager
def no_room() -> Iterator[None]:
    """The database may not grow: SQLite says then what it says on a full disk."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        [pages] = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


def test_a_page_says_that_the_storage_is_full(world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.users[Role.SECRETARY])
    page, before = f"/g/{world.group.code}/", AuditEntry.objects.count()
    with no_room():
        answers = [client.post(f"{page}masalah/baru/", words(n)) for n in range(40)]
        full = [one for one in answers if one.status_code == 507]
        assert full, {one.status_code for one in answers}
        assert "penuh" in full[0].content.decode()
        assert client.get(page).status_code == 200
    stored = sum(one.status_code == 302 for one in answers)
    assert Problem.objects.count() == stored
    assert AuditEntry.objects.count() == before + stored
    assert client.post(f"{page}masalah/baru/", words(99)).status_code == 302


def test_a_phone_keeps_all_of_a_batch_that_had_no_room(world: World) -> None:
    phone = Phone(world.users[Role.SECRETARY], group=world.group.code)
    batch = [phone.make("problem.raise", words(n), ago=timedelta(minutes=n)) for n in range(10)]
    with no_room():
        for _turn in range(20):
            answers = phone.send(*batch)
            if answers[0]["state"] == "failed":
                break
            batch = [
                phone.make("problem.raise", words(99), ago=timedelta(minutes=n)) for n in range(10)
            ]
        stored, written = Problem.objects.count(), CommandRecord.objects.count()
    assert {one["state"] for one in answers} <= {"failed", "waiting"}
    assert "penuh" in answers[0]["reason"]
    assert stored == written
    assert not CommandRecord.objects.filter(id__in=[one["id"] for one in batch]).exists()
    assert {one["state"] for one in phone.send(*batch)} == {"applied"}


def small_disk(folder: Path, megabytes: float, *commands: list[str]) -> list[tuple[int, str]]:
    """Code and last line of each command, run one after the other where `folder` is a small disk.

    What stands in the folder is on it. The disk is in memory, and seen only by these commands.
    """
    script = f"""
import json, shutil, subprocess, sys
data, copy = {str(folder)!r}, {str(folder) + ".copy"!r}
shutil.copytree(data, copy)
subprocess.run(["mount", "-t", "tmpfs", "-o", "size={int(megabytes * 1024)}k", "tmpfs", data], check=True)
shutil.copytree(copy, data, dirs_exist_ok=True)
for command in {list(commands)!r}:
    done = subprocess.run(command, capture_output=True, text=True)
    print(json.dumps([done.returncode, done.stderr.strip()]), flush=True)
import os
print(json.dumps([0, " ".join(sorted(os.listdir(data)))]))
"""
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-c", script],
        env=environment(folder), cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def has_small_disks() -> bool:
    """May this user mount a disk of their own?"""
    if not shutil.which("unshare"):
        return False
    return not subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True
    ).returncode


@pytest.mark.skipif(not has_small_disks(), reason="no mount without being root here")
def test_commands_on_a_full_disk_end_in_one_line_and_leave_nothing_half(tmp_path: Path) -> None:
    command, file = [sys.executable, "-m", "gugus.config.command"], str(tmp_path / "cadangan.zip")
    with example_installation() as data:
        assert gugus("backup", file, data=data).returncode == 0
        shutil.rmtree(data / "static", ignore_errors=True)
        size = sum(one.stat().st_size for one in data.rglob("*") if one.is_file()) / 2**20
        *answers, (_code, left) = small_disk(
            data,
            size + 0.1,
            [*command, "backup", str(data / "baru.zip")],
            [*command, "restore", "--replace", file],
            [*command, "serve", "--port", str(free_port())],
        )
    assert "baru.zip" not in left
    for code, said in answers:
        assert (code, len(said.splitlines())) == (2, 1), said
        assert "penuh" in said
