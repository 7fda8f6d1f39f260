"""Backup and restore: whole, atomic, the same for both databases."""

import json
import zipfile
from datetime import date, time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db.models import Model
from django.utils import timezone

from gugus.attendance.models import SheetPhoto
from gugus.competence.models import Framework, Round
from gugus.config.backup import backup_models, read_manifest, restore_backup, write_backup
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
    with pytest.raises(Refused, match="nothing was changed"):
        restore_backup(spoilt, replace=True)
    assert set(User.objects.values_list("pk", flat=True)) == users
    assert Teacher.objects.count() == 7


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04sobek"])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bukan.zip"
    file.write_bytes(content)
    with pytest.raises(Refused, match="not a whole Gugus backup"):
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
    with pytest.raises(Refused, match="another version"):
        restore_backup(other, replace=True)


def test_the_file_is_private_and_no_half_file_stays(filled: World, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    write_backup(file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="cannot be written"):
        write_backup(tmp_path / "tidak" / "ada.zip")
    assert [f.name for f in tmp_path.iterdir()] == ["cadangan.zip"]
