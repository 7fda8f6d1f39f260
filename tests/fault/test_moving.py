"""From laptop A to laptop B by a backup: what goes on working with the passphrase, and without it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import example_installation, gugus, python

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]

# On laptop A: a calendar's address, a teacher's PIN, a signing key.
BEFORE = """
import json
from django.utils import timezone
from gugus.certificates.models import SigningKey
from gugus.certificates.services.signing_keys import ensure_key
from gugus.feeds.access import token_of
from gugus.feeds.models import Feed
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import prepare_pin, store_key
group, now = Group.objects.get(), timezone.now()
teacher = Teacher.objects.filter(user__isnull=False, user__roles=None).first()
key = prepare_pin(user_id=teacher.user_id)
store_key(key=key, issued_by=teacher.user_id, now=now)
feed = Feed.objects.create(user=teacher.user, nonce="n" * 20, made_at=now)
kept = ensure_key(group=group, kind=SigningKey.Kind.BADGE, user_id=None, now=now)
print(json.dumps([token_of(feed), teacher.name, key.secret, kept.row.pk]))
"""
AFTER = """
import json
from django.utils import timezone
from gugus.accounts.services.sign_in import sign_in_with_pin
from gugus.certificates.models import SigningKey
from gugus.certificates.services.signing_keys import can_open, ensure_key
from gugus.feeds.access import feed_of_token
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
token, name, pin, key = MADE
try:
    sign_in_with_pin(group_code="ciawi-1", name=name, pin=pin, now=timezone.now())
    pin = True
except Refused:
    pin = False
row = SigningKey.objects.get(pk=key)
signing = can_open(row)
now = ensure_key(group=Group.objects.get(), kind=row.kind, user_id=None, now=timezone.now())
print(json.dumps([feed_of_token(token) is not None, pin, signing, now.row.pk == key]))
"""


@pytest.fixture(scope="module")
def old_laptop(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, Path, list[object]]]:
    """Two backups of one laptop, with and without its secret, and what was made on it."""
    files = tmp_path_factory.mktemp("flashdisk")
    (files / "kata").write_text("kuda biru makan rumput\n")
    with example_installation() as data:
        made = json.loads(python(BEFORE, data=data))
        sealed, plain = files / "tersegel.zip", files / "biasa.zip"
        done = gugus("backup", str(sealed), "--passphrase-file", str(files / "kata"), data=data)
        assert done.returncode == 0, done.stderr
        done = gugus("backup", str(plain), data=data)
        assert "Tanpa kunci" in done.stdout
        yield sealed, plain, made


def works(data: Path, made: list[object]) -> list[bool]:
    """Address, PIN, old signing key; does the old key sign what comes next?"""
    answers: list[bool] = json.loads(python(AFTER.replace("MADE", repr(made)), data=data))
    return answers


def test_with_the_passphrase_everything_goes_on(
    old_laptop: tuple[Path, Path, list[object]], tmp_path: Path
) -> None:
    sealed, _plain, made = old_laptop
    kata = sealed.with_name("kata")
    done = gugus("restore", str(sealed), "--passphrase-file", str(kata), data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Kuncinya ikut" in done.stdout
    assert works(tmp_path, made) == [True] * 4


def test_a_wrong_passphrase_changes_nothing(
    old_laptop: tuple[Path, Path, list[object]], tmp_path: Path
) -> None:
    sealed, _plain, _made = old_laptop
    wrong = tmp_path / "salah"
    wrong.write_text("kuda merah makan rumput")
    data = tmp_path / "baru"
    done = gugus("restore", str(sealed), "--passphrase-file", str(wrong), data=data)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "tidak cocok" in done.stderr


def test_without_it_the_restore_says_what_no_longer_works_and_what_to_copy(
    old_laptop: tuple[Path, Path, list[object]], tmp_path: Path
) -> None:
    _sealed, plain, made = old_laptop
    done = gugus("restore", str(plain), data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "PIN guru dan alamat kalender harus dibuat ulang" in done.stdout
    assert str(tmp_path) in done.stdout
    assert works(tmp_path, made) == [False] * 4
