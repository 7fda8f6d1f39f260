"""The steps of an import, proved with one that is three functions and a template for its rows."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client
from django.utils import timezone

from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, SignInAttempts, User
from gugus.platform.interchange import services
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.interchange.services import (
    NewImport,
    apply_draft,
    decide_rows,
    discard_draft,
    preview_import,
    read_stored_draft,
)
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT
from tests.support.counters import GROUP, IMPORTER
from tests.support.html import page_of

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.support.counters")]


@pytest.fixture
def user() -> User:
    return User.objects.create_user("ani", "Ani Contoh")


@pytest.fixture
def client(user: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    row = engines["django"].from_string("<b>{{ row.values.name }}</b> {{ row.values.count }}")
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]
    find = loader.get_template
    monkeypatch.setattr(
        loader,
        "get_template",
        lambda name, *more, **options: (
            row.template if name == "counters/row.html" else find(name, *more, **options)
        ),
    )
    client = Client()
    client.force_login(user)
    return client


def draft_of(user: User, text: str, now: datetime = NOW) -> ImportDraft:
    new = NewImport(GROUP, text.encode(), "C:\\x\\hitungan\n.csv")
    return preview_import(IMPORTER, actor_id=user.pk, now=now, what=new)


def apply(user: User, draft: ImportDraft) -> dict[str, int]:
    done = apply_draft(IMPORTER, actor=None, actor_id=user.pk, now=NOW, draft=draft)
    return dict(done.outcome)


def counters() -> dict[str, int]:
    return dict(SignInAttempts.objects.values_list("account", "failures"))


def test_the_whole_way_on_the_shared_pages(client: Client) -> None:
    SignInAttempts.objects.create(account="apel", failures=1)
    answer = client.get("/hitungan/")
    assert "file" in page_of(answer).fields
    file = SimpleUploadedFile("hitungan.csv", b"apel;5\njeruk;2\nnanas;x\n")
    answer = client.post("/hitungan/", {"file": file})
    draft = ImportDraft.objects.get()
    here = f"/hitungan/{draft.pk}/"
    assert answer.headers["Location"] == f"{here}preview/"
    page = page_of(client.get(f"{here}preview/"))
    assert all(words in page for words in ("Sudah ada 1", "Baru 1", "Bukan angka 1", "Dibaca."))
    assert page.entry("apel") and page.fields["baris-1"].options.keys() == {"take", "skip"}
    assert "1 baris menunggu keputusan" in page
    assert page_of(client.get("/hitungan/")).states == ["belum diterapkan"]
    kept = client.post(f"{here}decide/", {"bagian": "known", "baris-1": "take", "baris-2": "skip"})
    assert kept.headers["Location"] == f"{here}preview/?bagian=known&hal=1"
    confirm = page_of(client.get(f"{here}apply/"))
    assert list(confirm.all("dl")[0].facts.values()) == ["2"]
    assert list(confirm.all("dl")[1].facts.values()) == ["1"]
    assert counters() == {"apel": 1}
    done = page_of(client.post(f"{here}apply/", follow=True))
    assert counters() == {"apel": 5, "jeruk": 2}
    assert done.all("dl")[0].facts == {"Ditulis": "2"}
    again = page_of(client.post(f"{here}apply/", follow=True))
    assert "dua kali" in again.told
    entry = AuditEntry.objects.get(verb="import_draft.applied")
    assert (entry.group_id, entry.data) == (GROUP, {"kind": "counters"})
    assert page_of(client.get("/hitungan/")).leads_to(f"{here}preview/")


def test_a_refused_file_stores_nothing(user: User, client: Client) -> None:
    answer = client.post("/hitungan/", {"file": SimpleUploadedFile("x.csv", b"x")})
    assert answer.status_code == 422
    with pytest.raises(Refused, match="tidak berisi baris"):
        draft_of(user, "")
    assert not ImportDraft.objects.exists()


def test_what_changed_since_the_preview_is_never_written(user: User) -> None:
    draft = draft_of(user, "apel;5\njeruk;2")
    SignInAttempts.objects.create(account="apel", failures=3)
    assert apply(user, draft) == {"written": 1, "left": 1}
    assert counters() == {"apel": 3, "jeruk": 2}


def test_an_importer_may_refuse_the_whole_and_the_rows_are_judged_anew(user: User) -> None:
    def refuse(agreed: Any) -> Any:
        SignInAttempts.objects.create(account="half")
        raise Refused("berubah")

    SignInAttempts.objects.create(account="apel", failures=1)
    SignInAttempts.objects.create(account="nanas", failures=1)
    draft = draft_of(user, "apel;5\njeruk;2\nnanas;9")
    decide_rows(draft=draft, decisions={1: "take", 3: "take"})
    SignInAttempts.objects.filter(account="apel").update(failures=4)
    strict = type(IMPORTER)(**{**vars(IMPORTER), "write": refuse})
    with pytest.raises(Refused, match="berubah"):
        apply_draft(strict, actor=None, actor_id=user.pk, now=NOW, draft=draft)
    assert counters() == {"apel": 4, "nanas": 1}
    rows = {row.number: (row.findings, row.decision) for row in draft.rows.all()}
    # About the first one the person decided as it stood before; the others stand as they stood.
    assert rows == {1: ({"held": 4}, ""), 2: ({}, "take"), 3: ({"held": 1}, "take")}


def test_a_draft_is_applied_or_thrown_away_once(user: User) -> None:
    draft = draft_of(user, "apel;5")
    discard_draft(actor_id=user.pk, now=NOW, draft=draft)
    with pytest.raises(Refused, match="dibuang"):
        apply(user, draft)
    assert not counters() and not ImportRow.objects.exists()
    other = draft_of(user, "apel;5")
    apply(user, other)
    for act in (
        lambda: apply(user, other),
        lambda: discard_draft(actor_id=1, now=NOW, draft=other),
    ):
        with pytest.raises(Refused, match="diterapkan"):
            act()
    assert not ImportRow.objects.exists()


def test_only_offered_decisions_are_taken(user: User) -> None:
    draft = draft_of(user, "apel;5\nnanas;x")
    assert decide_rows(draft=draft, decisions={1: "skip", 2: "take", 9: "take"}) == 0


def test_names_of_files_are_only_names(user: User) -> None:
    assert draft_of(user, "apel;5").file_name == "hitungan.csv"


def test_forgotten_drafts_are_emptied_by_the_next_file(user: User) -> None:
    old = draft_of(user, "apel;5")
    draft_of(user, "apel;6", NOW + timedelta(days=15))
    old.refresh_from_db()
    assert old.state == "discarded" and not old.rows.exists()


def test_a_newer_file_takes_the_place_of_an_older_one_where_the_importer_says_so(
    user: User,
) -> None:
    strict = type(IMPORTER)(**{**vars(IMPORTER), "replaces_older": True})
    about = [{"of": 1}, {"of": 2}, {"of": 1}]
    drafts = [
        preview_import(
            strict, actor_id=user.pk, now=NOW, what=NewImport(GROUP, b"apel;5", subject=subject)
        )
        for subject in about
    ]
    states = [ImportDraft.objects.get(pk=draft.pk).state for draft in drafts]
    assert states == ["discarded", "ready", "ready"]


def test_a_large_file_is_read_in_the_background(
    user: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MAX_INLINE_BYTES", 3)
    draft = draft_of(user, "apel;5", timezone.now())
    here = f"/hitungan/{draft.pk}/"
    assert page_of(client.get(f"{here}preview/")).has("progress")
    assert page_of(client.get(f"{here}progress/")).has(hx_trigger=True)
    read_stored_draft(IMPORTER, draft.pk, b"apel;5")
    moved = client.get(f"{here}progress/")
    assert moved.headers["HX-Redirect"] == f"{here}preview/"
    assert page_of(client.get(f"{here}preview/")).entry("apel")
    # One whose process ended shows no sign of life.
    ImportDraft.objects.update(state="reading")
    Job.objects.update(heartbeat_at=timezone.now() - HEARTBEAT_TIMEOUT - timedelta(seconds=1))
    assert page_of(client.get(f"{here}progress/")).alerts


def test_a_fault_of_a_reader_is_told_without_its_words(
    user: User, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(services, "MAX_INLINE_BYTES", 3)
    draft = draft_of(user, "rahasia;rahasia;rahasia")
    read_stored_draft(IMPORTER, draft.pk, b"rahasia;rahasia;rahasia")
    draft.refresh_from_db()
    assert draft.state == "refused" and "gangguan di server" in draft.refusal
    assert "ValueError" in caplog.text and "rahasia" not in caplog.text
