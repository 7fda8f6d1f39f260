"""Backup and restore: whole, atomic, the same for both databases."""

import json
import warnings
import zipfile
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.utils import timezone

from gugus.attendance.models import SheetPhoto
from gugus.competence.models import Framework, Round
from gugus.config import backup_checks
from gugus.config.backup import backup_models, read_manifest, restore_backup, write_backup
from gugus.config.backup_secret import SecretOutcome, outcome_in_words
from gugus.meetings.models import Meeting
from gugus.people.models import Group, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.sync.models import CommandRecord
from tests.support.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled() -> World:
    made = build_world()
    Round.objects.create(
        group=made.group,
        framework=Framework.objects.create(
            code="uji", version="1", name="Uji", scoring={"x": [1]}, sha256="0"
        ),
        name="Ukur “pertama”",
        school_year=2026,
        measured_on=date(2026, 8, 1),
    )
    user = made.users[Role.SECRETARY]
    photo = Attachment.objects.create(
        kind="image/jpeg", content=bytes(range(256)), size=256, made_at=timezone.now(), made_by=user
    )
    meeting = Meeting.objects.create(
        group=made.group, title="Uji", date=date(2026, 8, 1), starts_at=time(8), ends_at=time(10)
    )
    SheetPhoto.objects.create(
        meeting=meeting, attachment=photo, made_at=timezone.now(), made_by=user
    )
    CommandRecord.objects.create(
        id=uuid4(), user=user, device=uuid4(), seq=1, kind="t", made_at=timezone.now(),
        received_at=timezone.now(), state="applied", answer={"note": "“ya”"},
    )  # fmt: skip
    return made


def _all_rows(model: type[Model]) -> list[tuple[object, ...]]:
    rows = model._base_manager.order_by("pk").values_list()
    # PostgreSQL gives bytes as a view.
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]


def test_a_restored_installation_equals_the_one_backed_up(filled: World, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    before = {model: _all_rows(model) for model in backup_models()}
    rows = write_backup(file)
    assert rows == sum(map(len, before.values())) == read_manifest(file).rows
    Teacher.objects.all().update(name="Berubah")
    restore_backup(file, replace=True)
    assert {model: _all_rows(model) for model in backup_models()} == before
    # The next new row gets a free number.
    Group.objects.create(code="baru", name="Baru")


def test_data_is_not_replaced_without_being_told(filled: World, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    write_backup(file)
    with pytest.raises(Refused, match="--replace"):
        restore_backup(file, replace=False)


def test_a_backup_that_does_not_fit_together_changes_nothing(filled: World, tmp_path: Path) -> None:
    file, spoilt = tmp_path / "cadangan.zip", tmp_path / "rusak.zip"
    write_backup(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            # Without its schools, every teacher hangs in the air.
            new.writestr(
                name, content.splitlines()[0] if name == "people.School.jsonl" else content
            )
    users = set(User.objects.values_list("pk", flat=True))
    with pytest.raises(Refused, match="tidak ada yang diubah"):
        restore_backup(spoilt, replace=True)
    assert set(User.objects.values_list("pk", flat=True)) == users
    assert Teacher.objects.count() == 7


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04sobek"])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bukan.zip"
    file.write_bytes(content)
    with pytest.raises(Refused, match="bukan cadangan Gugus yang utuh"):
        read_manifest(file)


def test_another_versions_backup_is_refused(filled: World, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    write_backup(file)
    other = tmp_path / "lain.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        said = json.loads(old.read("manifest.json"))
        said["migrations"].append(["people", "9999_from_the_future"])
        for name in old.namelist():
            new.writestr(name, json.dumps(said) if name == "manifest.json" else old.read(name))
    with pytest.raises(Refused, match="versi Gugus yang lain"):
        restore_backup(other, replace=True)


def test_the_file_is_private_and_no_half_file_stays(filled: World, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    write_backup(file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="tidak dapat ditulis"):
        write_backup(tmp_path / "tidak" / "ada.zip")
    assert [f.name for f in tmp_path.iterdir()] == ["cadangan.zip"]


def _spoilt(file: Path, name: str, content: bytes) -> Path:
    """The backup with another content of one file in it."""
    other = file.with_name("buatan.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return other


DEEP = b"[" * 200_000
GROUPS = "people.Group.jsonl"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.json", DEEP),
        ("manifest.json", b"[1, 2]"),
        ("manifest.json", b'"' + b"x" * (5 * 2**20) + b'"'),
        (GROUPS, DEEP),
        (GROUPS, b"not json"),
        (GROUPS, b"[1, 2]\n[3]\n"),
        (GROUPS, b'{"a": 1}\n'),
        (GROUPS, b'["id", ["x"]]\n'),
        # Thirty megabytes of nothing in thirty kilobytes.
        (GROUPS, b"[" + b" " * (30 * 2**20) + b"]"),
    ],
)
def test_a_crafted_backup_ends_in_one_line(
    filled: World, tmp_path: Path, name: str, content: bytes
) -> None:
    write_backup(tmp_path / "cadangan.zip")
    with pytest.raises(Refused, match="tidak ada yang diubah") as refusal:
        restore_backup(_spoilt(tmp_path / "cadangan.zip", name, content), replace=True)
    assert "\n" not in refusal.value.message
    assert Teacher.objects.count() == 7


@pytest.mark.parametrize(
    "change", ["text", "negative", "bool", "list", "missing", "extra", "secret"]
)
def test_counts_that_are_no_counts_are_refused(filled: World, tmp_path: Path, change: str) -> None:
    file = tmp_path / "cadangan.zip"
    write_backup(file)
    with zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read("manifest.json"))
    counts = said["counts"]
    wrong = {"text": "7", "negative": -1, "bool": True, "list": [7]}
    if change in wrong:
        counts["people.Teacher"] = wrong[change]
    elif change == "missing":
        del counts["people.Teacher"]
    elif change == "extra":
        counts["people.Nothing"] = 1
    else:
        said["secret"] = {"fingerprint": 7}
    spoilt = _spoilt(file, "manifest.json", json.dumps(said).encode())
    with pytest.raises(Refused, match="bukan cadangan Gugus yang utuh"):
        read_manifest(spoilt)


def test_every_value_of_another_type_is_refused(filled: World, tmp_path: Path) -> None:
    """In each column of a table in turn: text for numbers, lists for text, numbers for dates."""
    file = tmp_path / "cadangan.zip"
    write_backup(file)
    with zipfile.ZipFile(file) as archive:
        lines = archive.read("people.Teacher.jsonl").splitlines()
    names, rows = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
    for column in range(len(names)):
        value = ([1], {"a": 1}, 2**70, "\x00")[column % 4]
        changed = [[value if n == column else v for n, v in enumerate(rows[0])], *rows[1:]]
        written = "\n".join(json.dumps(line) for line in [names, *changed]) + "\n"
        spoilt = _spoilt(file, "people.Teacher.jsonl", written.encode())
        with pytest.raises(Refused, match="tidak ada yang diubah"):
            restore_backup(spoilt, replace=True)
    assert Teacher.objects.count() == 7


def test_a_line_longer_than_any_record_is_refused(
    filled: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(tmp_path / "cadangan.zip")
    monkeypatch.setattr(backup_checks, "LONGEST_LINE", 50)
    with pytest.raises(Refused, match="a line is too long"):
        restore_backup(tmp_path / "cadangan.zip", replace=True)


def test_a_file_that_stands_twice_or_is_of_no_table_is_refused(
    filled: World, tmp_path: Path
) -> None:
    for name in ("people.Teacher.jsonl", "../secret-key"):
        file = tmp_path / "cadangan.zip"
        write_backup(file)
        with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
            warnings.simplefilter("ignore")
            archive.writestr(name, "x")
        with pytest.raises(Refused, match="bukan cadangan Gugus yang utuh"):
            restore_backup(file, replace=True)


def test_the_secret_goes_along_with_the_right_passphrase_alone(
    filled: World, tmp_path: Path, settings: Any
) -> None:
    file, settings.DATA_FOLDER = tmp_path / "cadangan.zip", tmp_path
    old = settings.SECRET_KEY
    write_backup(file, passphrase="kuda biru makan rumput")
    assert restore_backup(file, replace=True) == SecretOutcome.SAME
    settings.SECRET_KEY = "n" * 50
    (tmp_path / "secret-key").write_text(settings.SECRET_KEY)
    with pytest.raises(Refused, match="tidak cocok"):
        restore_backup(file, replace=True, passphrase="kuda merah makan rumput")
    outcome = restore_backup(file, replace=True)
    assert outcome == SecretOutcome.STAYED
    assert "salin berkas secret-key" in outcome_in_words(outcome)
    assert (tmp_path / "secret-key").read_text() == settings.SECRET_KEY
    outcome = restore_backup(file, replace=True, passphrase="kuda biru makan rumput")
    assert outcome == SecretOutcome.MOVED
    # A server that runs meanwhile has read the old one.
    assert "nyalakan lagi" in outcome_in_words(outcome)
    assert (tmp_path / "secret-key").read_text() == old
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    [before] = (tmp_path / "backups").iterdir()
    assert before.read_text() == settings.SECRET_KEY
    with zipfile.ZipFile(file) as archive:
        assert all(old.encode() not in archive.read(name) for name in archive.namelist())


def test_no_secret_is_left_or_lost_where_a_restore_fails(
    filled: World, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, settings.DATA_FOLDER = tmp_path / "cadangan.zip", tmp_path
    write_backup(file, passphrase="kuda biru makan rumput")
    settings.SECRET_KEY = "n" * 50
    key = tmp_path / "secret-key"
    key.write_text(settings.SECRET_KEY)
    replace = Path.replace

    def cut_off(self: Path, target: Path) -> Path:
        if target == key:
            raise OSError
        return replace(self, target)

    def no_room(*_rows: object) -> None:
        raise ValueError

    for broken, name in (
        (cut_off, "pathlib.Path.replace"),
        (no_room, "gugus.config.backup._insert"),
    ):
        with monkeypatch.context() as breaking, pytest.raises((OSError, Refused)):
            breaking.setattr(name, broken)
            restore_backup(file, replace=True, passphrase="kuda biru makan rumput")
        assert key.read_text() == settings.SECRET_KEY
        assert not (tmp_path / ".secret-key.part").exists()


def test_a_secret_set_from_outside_is_not_replaced(
    filled: World, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, settings.DATA_FOLDER = tmp_path / "cadangan.zip", tmp_path
    write_backup(file, passphrase="kuda biru makan rumput")
    settings.SECRET_KEY = "n" * 50
    monkeypatch.setenv("GUGUS_SECRET_KEY", settings.SECRET_KEY)
    with pytest.raises(Refused, match="GUGUS_SECRET_KEY"):
        restore_backup(file, replace=True, passphrase="kuda biru makan rumput")
    with pytest.raises(Refused, match="paling sedikit"):
        write_backup(file, passphrase="pendek")
