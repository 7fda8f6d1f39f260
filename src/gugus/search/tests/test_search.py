"""The page: what is found however it is typed, and what is said when nothing is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from gugus.search.models import ChangedRecord
from gugus.search.rules.excerpts import excerpt
from gugus.search.rules.question import question_of
from gugus.search.services.index import refresh_index
from tests.support.html import page_of
from tests.support.world import World

HOSTILE = (
    *("'", '"', '"*" OR', "' OR 1=1 --", "%", "_", "\\", "*", "a*", "NEAR(a b)", "-", "()", "😀"),
    *("\x00", "a\x00b", "\u202e\u200b", "ا ب", "王小明", "<script>alert(1)</script>", "{{ 7*7 }}"),
    *("a" * 10_000, "kata " * 3_000, "%00", "ß", "İ", "\n\n", "1" * 90, "& &amp;", "://"),
)


def _ask(world: World, typed: str, role: Role = Role.SECRETARY, **more: str):
    address = reverse("search:search", args=[world.group.code])
    return world.client(role).get(address, {"q": typed, **more})


def _links(world: World, typed: str, role: Role = Role.SECRETARY) -> list[str]:
    inside = _ask(world, typed, role).content.decode().partition('<div id="hasil">')[2]
    return list(page_of(inside.partition("</main>")[0]).links)


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = Meeting.objects.create(
        group=world.group, title="Membaca nyaring", date=date(2026, 11, 4), starts_at="13:00",
        ends_at="15:00", state=Meeting.State.HELD, agenda="Doa\nPraktik perkalian pecahan",
    )  # fmt: skip
    Minutes.objects.create(
        meeting=made, state=Minutes.State.FINAL, decisions="Guru memakai kartu pecahan",
        discussion="Kelas rendah kesulitan. Jum’at dipakai berlatih.",
    )  # fmt: skip
    return made


@pytest.mark.parametrize(
    "typed",
    ["nuraini", "Nur’aini", "NUR'AINI", "nurʼaini", "nur aini", "Nur-Aini", "noeraini", "nuraeni"],
)
@pytest.mark.parametrize("stored", ["Hj. Nur’aini, S.Pd.", "Nuraini", "Nur Aini", "Noer'aini"])
def test_a_name_is_found_in_whichever_spelling(world: World, typed: str, stored: str) -> None:
    made = Teacher.objects.create(school=world.schools[0], name=stored)
    href = reverse("people:teacher", args=[world.group.code, made.pk])
    assert href in _links(world, typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("dibaca", "agenda:meeting"),
        ("bacaan", "agenda:meeting"),
        ("pecahannya", "agenda:meeting"),
        ("perkalain", "agenda:meeting"),
        ("jumat", "minutes:minutes"),
        ("JUM'AT latihan", "minutes:minutes"),
        ("kartu pecah", "minutes:minutes"),
        ("yang sulit di kelas", "minutes:minutes"),
        ("kartu gajah", "minutes:minutes"),
    ],
)
@pytest.mark.parametrize("index", ["read", "unread"])
def test_words_are_found_by_stem_beginning_and_with_a_slip(
    world: World, meeting: Meeting, typed: str, address: str, index: str
) -> None:
    while index == "read" and refresh_index():
        pass
    assert reverse(address, args=[world.group.code, meeting.pk]) in _links(world, typed)


def test_an_exact_title_comes_first_and_its_words_are_marked(world: World) -> None:
    for n, title in enumerate(("Lain", "Asesmen awal", "Menyusun asesmen")):
        Meeting.objects.create(
            group=world.group, title=title, date=date(2026, 9, 2) + timedelta(days=n),
            starts_at="13:00", ends_at="15:00", agenda="asesmen",
        )  # fmt: skip
    page = _ask(world, "asesmen").content.decode()
    first, second, third = (
        page.index(one)
        for one in ("Menyusun <mark>asesmen</mark>", "<mark>Asesmen</mark> awal", ">Lain<")
    )
    assert first < second < third


def test_many_of_one_kind_come_in_parts(world: World) -> None:
    Meeting.objects.bulk_create(
        Meeting(
            group=world.group, title=f"Numerasi {n}", date=date(2026, 1, 1) + timedelta(days=n),
            starts_at="13:00", ends_at="15:00",
        )
        for n in range(60)
    )  # fmt: skip
    first = page_of(_ask(world, "numerasi"))
    assert "Lihat semua 60 hasil" in first.text
    part = page_of(_ask(world, "numerasi", jenis="pertemuan"))
    assert len([one for one in part.links if "/pertemuan/" in one]) >= 40
    last = page_of(_ask(world, "numerasi", jenis="pertemuan", hal="2"))
    assert "Numerasi 0" in last.text and "Berikutnya" not in last.text
    assert _ask(world, "numerasi", jenis="pertemuan", hal="99").status_code == 200
    assert _ask(world, "numerasi", jenis="apa pun").status_code == 200


def test_it_says_what_can_be_found_and_what_to_try(world: World) -> None:
    assert "Yang dapat dicari: Guru · Sekolah" in page_of(_ask(world, "")).text
    assert "Tidak ada yang cocok dengan “zzzzqq”" in page_of(_ask(world, "zzzzqq")).text
    assert "Yang dapat dicari" in page_of(_ask(world, "   ")).text


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("index", ["read", "unread"])
def test_whatever_is_typed_is_only_looked_for(
    world: World, meeting: Meeting, typed: str, index: str
) -> None:
    while index == "read" and refresh_index():
        pass
    response = _ask(world, typed)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    for kind in ("pertemuan", "guru", "'"):
        assert _ask(world, typed, jenis=kind).status_code == 200


def test_looking_writes_nothing(world: World, meeting: Meeting) -> None:
    """Neither what was typed nor the words that were not read yet."""
    before, unread = AuditEntry.objects.count(), ChangedRecord.objects.count()
    with CaptureQueriesContext(connection) as asked:
        _ask(world, "rahasiasekali")
    written = [
        one["sql"] for one in asked if one["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
    ]
    assert not [sql for sql in written if "search_" in sql or "rahasiasekali" in sql]
    assert AuditEntry.objects.count() == before and ChangedRecord.objects.count() == unread


def test_much_that_is_unread_is_said(world: World) -> None:
    ChangedRecord.objects.bulk_create(
        ChangedRecord(kind="pertemuan", record=n) for n in range(100_000, 100_400)
    )
    assert "masih disusun" in page_of(_ask(world, "rekaan")).text


def test_the_best_sentence_is_shown() -> None:
    text = (
        "Pertama lain.\nLalu perkalian saja. " + "kata " * 60 + "perkalian pecahan " + "kata " * 60
    )
    shown = excerpt(text, question_of("perkalian pecahan"))
    assert ("pecahan", True) in shown
    assert sum(len(piece) for piece, _fits in shown) < 200
    assert excerpt("tidak ada", question_of("perkalian")) == ()
