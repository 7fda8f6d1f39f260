"""The cash book's screens: what they show, keep, refuse, and hand out."""

from base64 import b64encode
from datetime import date
from functools import cache
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from gugus.budget.services.sources import close_source
from gugus.cash.models import CashEntry, MonthClose, Receipt
from gugus.cash.queries.book import balances_of
from gugus.cash.services.entries import write_entry
from gugus.closing.services import CashCount, close_month
from gugus.funds.models import Budget, BudgetItem, TreasurySettings
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.interchange.models import ImportDraft
from tests.support.budgets import line
from tests.support.cash_book import source, treasurer, what
from tests.support.clock import USUAL
from tests.support.html import Part, mentions, page_of
from tests.support.phone import Phone
from tests.support.spreadsheets import assert_formulas_hold
from tests.support.world import World

BOOK = "/g/rekaan-1/kas/"
SOURCES = "/g/rekaan-1/anggaran/sumber/"
TODAY = USUAL.day
LAST = date(TODAY.year - (TODAY.month == 1), (TODAY.month - 2) % 12 + 1, 3)


def write(world: World, amount: int, day: date = LAST, **more: object) -> CashEntry:
    return write_entry(
        actor=treasurer(world), now=timezone.now(), group=world.group,
        what=what(world, amount, day, **more),
    )  # fmt: skip


def typed(world: World, **changes: object) -> dict[str, object]:
    """What a treasurer types."""
    return {
        "side": "keluar", "dated": TODAY.isoformat(), "amount": "25.000",
        "description": "Fotokopi", "source": source(world).pk, "sent_id": str(uuid4()), **changes,
    }  # fmt: skip


def photo() -> SimpleUploadedFile:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "RAHASIA"
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("nota.jpg", out.getvalue(), "image/jpeg")


@cache
def pdf_bytes() -> bytes:
    """Made once, as a file on a phone is: made anew, it would have another identifier."""
    out = BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.save(out)
    return out.getvalue()


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("nota.pdf", pdf_bytes(), "application/pdf")


@pytest.fixture
def client(world: World) -> Client:
    return world.client(Role.TREASURER)


def body(client: Client, url: str, status: int = 200) -> Part:
    answer = client.get(url)
    assert answer.status_code == status
    return page_of(answer)


def test_the_first_use_leads_to_sources_then_to_the_first_entry(
    world: World, client: Client
) -> None:
    page = body(client, BOOK)
    assert page.main_actions and page.leads_to(SOURCES)
    assert not page.leads_to(f"{BOOK}catat/")
    assert body(client, f"{BOOK}catat/").leads_to(SOURCES)
    source(world)
    page = body(client, BOOK)
    assert page.empty and not page.leads_to(SOURCES)
    assert page.leads_to(f"{BOOK}catat/")
    waiting = body(world.client(Role.CHAIR), BOOK)
    assert waiting.empty and not waiting.leads_to(f"{BOOK}catat/")


def test_an_entry_is_written_and_shown_with_its_balance(world: World, client: Client) -> None:
    write(world, 100_000)
    answer = client.post(f"{BOOK}catat/", typed(world, photo=photo()), follow=True)
    page = page_of(answer)
    assert mentions(page.told, "BKK-001/", "Rp25.000")
    assert page.entry("Fotokopi").says("BKK-001/", "Rp25.000", "Rp75.000", "1 bukti")
    entry = CashEntry.objects.get(spent=25_000)
    kept = bytes(entry.receipts.get().attachment.content)
    assert b"RAHASIA" not in kept


def test_a_wrong_form_keeps_what_was_typed(world: World, client: Client) -> None:
    answer = client.post(f"{BOOK}catat/", typed(world, amount="12,5", source=""))
    page = page_of(answer)
    assert answer.status_code == 422
    assert page.alerts
    assert page.value("amount") == "12,5"
    assert {"amount", "source"} == set(page.errors)
    answer = client.post(f"{BOOK}catat/", typed(world))
    assert answer.status_code == 422
    assert mentions(page_of(answer).errors["amount"], "Rp25.000")
    assert not CashEntry.objects.exists()


def test_a_broken_photo_keeps_the_entry_out(world: World, client: Client) -> None:
    write(world, 100_000)
    broken = SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")
    answer = client.post(f"{BOOK}catat/", typed(world, photo=broken))
    assert answer.status_code == 422
    assert "photo" in page_of(answer).errors
    assert CashEntry.objects.count() == 1


def test_an_item_names_the_source_and_limits_are_told(world: World, client: Client) -> None:
    write(world, 100_000)
    budget = Budget.objects.create(
        group=world.group, school_year=CashEntry.objects.get().school_year
    )
    year = budget.school_year
    item = BudgetItem.objects.create(
        budget=budget, source=source(world), item="Konsumsi", volume=1, unit="kali",
        price=20_000, total=20_000,
    )  # fmt: skip
    offered = body(client, f"{BOOK}catat/").fields["item"].options
    assert mentions(offered[str(item.pk)], "Konsumsi", "Rp20.000")
    BudgetItem.objects.update(line=line(world, year=year))
    offered = body(client, f"{BOOK}catat/").fields["item"].options
    assert mentions(offered[str(item.pk)], "Lokakarya", "Konsumsi", "Rp20.000")
    TreasurySettings.objects.create(group=world.group, cash_limit=50_000)
    answer = client.post(
        f"{BOOK}catat/",
        typed(world, source="", item=item.pk, dated=LAST.isoformat()),
        follow=True,
    )
    told = page_of(answer).told
    assert mentions(told, "Konsumsi", "Lokakarya", "Iuran", "Rp5.000")
    assert mentions(told, "Rp50.000")
    assert CashEntry.objects.get(item=item).school_year == year


def test_the_book_by_source_by_words_and_without_receipt(world: World, client: Client) -> None:
    write(world, 100_000, description="Iuran Juli")
    write(world, -5_000, description="Spidol papan")
    write(world, 70_000, source=source(world, "BOS"), description="BOS termin 1")
    month = f"{LAST:%Y-%m}"
    page = body(client, f"{BOOK}?bulan={month}&sumber={source(world, 'BOS').pk}")
    assert "BOS termin 1" in page
    assert "Spidol" not in page
    page = body(client, f"{BOOK}?bulan={month}&cari=spidol")
    assert "Spidol papan" in page
    assert "BOS termin 1" not in page
    nothing = body(client, f"{BOOK}?bulan={month}&cari=gajah&jenis=keluar")
    assert not nothing.rows and mentions(nothing.empty, "gajah")
    assert nothing.leads_to(f"{BOOK}?bulan={month}&cari=gajah")
    assert body(client, f"{BOOK}?bulan={month}&jenis=pindah").empty
    # Counted by school year: on the first of July last month's are of the year before.
    this_year = school_year_of(LAST) == school_year_of(TODAY)
    assert mentions(body(client, f"{BOOK}?bulan={month}").told, "1") == this_year
    page = body(client, f"{BOOK}?bulan={month}&bukti=kurang")
    assert "Spidol papan" in page
    assert "Iuran Juli" not in page
    # What an address misspells is left out.
    assert "Spidol" in body(client, f"{BOOK}?bulan=9999-99&sumber=x&bukti=y")


def test_an_entry_is_put_right(world: World, client: Client) -> None:
    write(world, 100_000)
    wrong = write(world, -5_000)
    page = body(client, f"{BOOK}{wrong.pk}/perbaiki/")
    assert page.value("amount") == "5.000"
    answer = client.post(
        f"{BOOK}{wrong.pk}/perbaiki/", typed(world, amount="500", reason="Kelebihan nol")
    )
    right = CashEntry.objects.get(spent=500)
    assert answer.headers["Location"] == f"{BOOK}{right.pk}/"
    page = body(client, f"{BOOK}{wrong.pk}/")
    assert not page.leads_to(f"{BOOK}{wrong.pk}/perbaiki/")
    assert client.get(f"{BOOK}{wrong.pk}/perbaiki/").status_code == 302
    answer = client.post(f"{BOOK}{right.pk}/batal/", {"reason": ""})
    assert answer.status_code == 422
    client.post(f"{BOOK}{right.pk}/batal/", {"reason": "Tidak jadi"})
    assert balances_of(world.group) == {source(world).pk: 100_000}


def test_receipts_are_added_shown_and_saved(world: World, client: Client) -> None:
    write(world, 100_000)
    entry = write(world, -5_000)
    for _tap in range(2):
        client.post(f"{BOOK}{entry.pk}/foto/", {"photo": photo()})
        client.post(f"{BOOK}{entry.pk}/pdf/", {"file": pdf()})
    pictured, printed = Receipt.objects.filter(entry=entry).order_by("id")
    answer = client.get(f"{BOOK}{entry.pk}/bukti/{printed.pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"alert" not in answer.content
    answer = world.client(Role.SUPERVISOR).get(f"{BOOK}{entry.pk}/bukti/{pictured.pk}/")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "Content-Disposition" not in answer.headers
    wrong = SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken", "application/pdf")
    answer = client.post(f"{BOOK}{entry.pk}/pdf/", {"file": wrong})
    assert answer.status_code == 422
    assert "file" in page_of(answer).errors
    assert "tanpa bukti" not in body(client, f"{BOOK}?bulan={LAST:%Y-%m}").entry("Rp5.000")


def test_a_receipt_attached_by_mistake(world: World, client: Client) -> None:
    write(world, 100_000)
    entry = write(world, -5_000)
    here = f"{BOOK}{entry.pk}/"
    client.post(f"{here}foto/", {"photo": photo()})
    receipt = Receipt.objects.get()
    of = f"{here}bukti/{receipt.pk}/"
    assert body(client, here).leads_to(of) and body(client, here).leads_to(f"{of}batal/")
    assert client.post(f"{of}batal/", {"reason": " ", "file": "tetap"}).status_code == 422
    client.post(f"{of}batal/", {"reason": "Nota toko lain", "file": "tetap"})
    page = body(client, here)
    assert mentions(page.told, "Contoh treasurer", "Nota toko lain")
    assert "tanpa bukti" in body(client, f"{BOOK}?bulan={LAST:%Y-%m}").entry("Rp5.000")
    assert client.get(of).status_code == 200
    again = client.post(f"{of}batal/", {"reason": "x", "file": "tetap"})
    assert again.status_code == 422 and page_of(again).alerts
    # It may count again, and the same photo may be attached once more beside a void one.
    client.post(f"{of}pakai/")
    assert "1 bukti" in body(client, f"{BOOK}?bulan={LAST:%Y-%m}").entry("Rp5.000")
    client.post(f"{of}batal/", {"reason": "Ada data murid", "file": "hapus"})
    assert not Attachment.objects.exists()
    assert client.get(of).status_code == 404
    page = body(client, here)
    assert page.told and not page.leads_to(of)
    assert page_of(client.post(f"{of}pakai/", follow=True)).says("sudah dihapus")
    client.post(f"{here}foto/", {"photo": photo()})
    assert entry.receipts.filter(voided_at=None).count() == 1
    verbs = AuditEntry.objects.filter(object_id=receipt.pk, verb__startswith="receipt.")
    assert [one.verb.removeprefix("receipt.") for one in verbs.order_by("id")] == [
        "added", "voided", "restored", "erased",
    ]  # fmt: skip
    # In a closed month nothing of it changes any more.
    close_month(
        actor=treasurer(world), now=timezone.now(), group=world.group, month=LAST.replace(day=1),
        count=CashCount({5_000: 19}),
    )  # fmt: skip
    kept = entry.receipts.get(voided_at=None)
    assert not body(client, here).leads_to(f"{here}bukti/{kept.pk}/batal/")
    answer = client.post(f"{here}bukti/{kept.pk}/batal/", {"reason": "x", "file": "hapus"})
    assert "sudah ditutup" in page_of(answer).refusal
    assert Attachment.objects.exists()


def test_money_is_moved(world: World, client: Client) -> None:
    write(world, 100_000)
    there = source(world, "BOS")
    asked = {
        "dated": TODAY.isoformat(), "amount": "30000", "source": source(world).pk, "to": there.pk,
        "description": "Talangan", "sent_id": str(uuid4()),
    }  # fmt: skip
    assert client.post(f"{BOOK}pindah/", asked | {"to": source(world).pk}).status_code == 422
    client.post(f"{BOOK}pindah/", asked)
    client.post(f"{BOOK}pindah/", asked)
    assert balances_of(world.group) == {source(world).pk: 70_000, there.pk: 30_000}
    moved = CashEntry.objects.get(spent=30_000)
    page = body(client, f"{BOOK}{moved.pk}/perbaiki/")
    assert page.commands == ["cash.take_back"]


def test_a_month_is_counted_closed_countersigned_and_printed(world: World, client: Client) -> None:
    write(world, 100_000)
    here = f"{BOOK}periksa/{LAST:%Y-%m}/"
    page = body(client, f"{BOOK}periksa/")
    assert page.leads_to(here) and not page.rows and not page.items
    assert world.client(Role.CHAIR).get(here).status_code == 404
    answer = client.post(here, {"seen": 100_000, "p20000": 4})
    assert answer.status_code == 422
    assert mentions(page_of(answer).refusal, "-Rp20.000")
    answer = client.post(here, {"seen": 100_000, "p100000": 1, "at_bank": ""}, follow=True)
    closed = page_of(answer)
    assert closed.states and not closed.alerts
    chair = world.client(Role.CHAIR)
    assert body(chair, "/g/rekaan-1/").leads_to(here)
    assert body(chair, here).leads_to(f"{here}sahkan/")
    assert not body(client, here).leads_to(f"{here}sahkan/")
    chair.post(f"{here}sahkan/")
    assert "Contoh chair" in body(client, here)
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(f"{here}berita-acara.{kind}").content.startswith(start)
    assert client.get(f"{BOOK}periksa/2026-13/").status_code == 404


def test_a_difference_is_told_and_settled(world: World, client: Client) -> None:
    write(world, 100_000)
    close_month(
        actor=treasurer(world), now=timezone.now(), group=world.group, month=LAST.replace(day=1),
        count=CashCount({50_000: 1}, 49_000, "Kembalian hilang"),
    )  # fmt: skip
    settle = f"{BOOK}catat/?jenis=keluar&selisih={LAST:%Y-%m}"
    here = f"{BOOK}periksa/{LAST:%Y-%m}/"
    assert body(client, BOOK).leads_to(here) and "berselisih" in body(client, BOOK)
    page = body(client, here)
    assert page.leads_to(settle) and mentions(page.told, "-Rp1.000", "Kembalian hilang")
    page = body(client, settle)
    assert "Selisih" in page.value("description")
    assert "cash.entry" not in page.commands and page.forms
    client.post(settle, typed(world, amount="1000"))
    assert "berselisih" not in body(client, BOOK)
    page = body(client, here)
    assert not page.leads_to(settle) and page.leads_to(
        f"{BOOK}{CashEntry.objects.get(spent=1_000).pk}/"
    )
    assert MonthClose.objects.get().settled_by.count() == 1


def test_a_spreadsheet_is_previewed_applied_and_taken_back(world: World, client: Client) -> None:
    source(world)
    rows = f"Tanggal;Uraian;Masuk;Keluar\n{LAST};Iuran;50.000;\n{LAST};Kue;;99.000\nx;?;;1\n"

    def upload(content: bytes) -> object:
        file = SimpleUploadedFile("bku.csv", content, "text/csv")
        return client.post(f"{BOOK}impor/", {"file": file, "source": source(world).pk})

    answer = upload(b"PK\x03\x04")
    assert answer.status_code == 422
    answer = upload(rows.encode())
    draft = ImportDraft.objects.get()
    here = f"{BOOK}impor/{draft.pk}/"
    assert answer.headers["Location"] == here
    page = body(client, here)
    assert len(page.only("ol").items) == 1 and page.fields["baris-2"].values == ["skip", "take"]
    for words in ("Baru 1", "tidak cukup 1", "Tidak terbaca 1"):
        assert words in page
    # The same entry is written by hand meanwhile: the row is not written a second time.
    twin = write(world, 50_000, LAST)
    answer = client.post(f"{here}terapkan/", {"baris-2": "take"}, follow=True)
    assert "Buku berubah" in page_of(answer)
    assert CashEntry.objects.get() == twin
    decided = client.post(f"{here}putuskan/", {"baris-2": "take", "ke": "terapkan"})
    assert decided.headers["Location"] == f"{here}terapkan/"
    assert list(body(client, f"{here}terapkan/").all("dl")[0].facts.values()) == ["1"]
    answer = client.post(f"{here}terapkan/", follow=True)
    assert page_of(answer).leads_to(f"{here}tarik/") and page_of(answer).says("1 entri")
    client.post(f"{here}tarik/", {"reason": "Salah"})
    page = body(client, here)
    assert "ditarik" in page and not page.leads_to(f"{here}tarik/")
    upload(rows.encode())
    client.post(f"{BOOK}impor/{ImportDraft.objects.latest('pk').pk}/buang/")
    assert CashEntry.objects.count() == 3
    assert body(client, f"{BOOK}impor/").leads_to(here)


def test_files_of_the_book(world: World, client: Client) -> None:
    write(world, 100_000, description="=1+1")
    query = f"?bulan={LAST:%Y-%m}"
    assert client.get(f"{BOOK}bku.pdf{query}").content.startswith(b"%PDF")
    assert client.get(f"{BOOK}bku.docx{query}").content.startswith(b"PK")
    sheet = client.get(f"{BOOK}bku.xlsx{query}&sumber={source(world).pk}").content
    living = assert_formulas_hold(sheet)
    assert len(living) == 4
    assert {one.formula: one.cached for one in living}["=K7+I8-J8"] == 100_000
    assert not any("1+1" in one.formula for one in living)
    assert client.get(f"{BOOK}bku.exe{query}").status_code == 404
    assert client.get(f"{BOOK}impor/templat/").content.startswith(b"PK")


def test_an_entry_written_without_signal(world: World) -> None:
    write(world, 100_000)
    phone = Phone(world.users[Role.TREASURER])
    sent = typed(world)
    command = phone.make("cash.entry", sent)
    first = phone.send(command)[0]
    assert first["state"] == "applied", first
    assert "BKK-001" in first["note"]
    phone.send(command)
    # The same page once more on the phone is another entry.
    assert phone.do("cash.entry", sent)["state"] == "applied"
    assert CashEntry.objects.filter(spent=25_000).count() == 2
    assert phone.do("cash.entry", sent | {"amount": "1.000.000"})["state"] == "refused"
    entry = CashEntry.objects.filter(spent=25_000)[0]
    data = {"name": "a.jpg", "type": "image/jpeg", "data": b64encode(photo().read()).decode()}
    assert phone.do("cash.photo", {"entry": entry.pk, "photo": data})["state"] == "applied"
    assert entry.receipts.count() == 1
    assert phone.do("cash.photo", {"entry": 0, "photo": data})["state"] == "refused"
    assert Phone(world.users[Role.CHAIR]).do("cash.entry", sent)["state"] == "refused"


def test_a_correction_without_signal_is_written_once(world: World, client: Client) -> None:
    write(world, 100_000)
    wrong, twice = write(world, -5_000), write(world, -7_000)
    page = body(client, f"{BOOK}{wrong.pk}/perbaiki/")
    assert page.commands == ["cash.correct", "cash.take_back"]
    kept = [page["href"] for page in client.get("/g/rekaan-1/bekal/").json()["pages"]]
    assert {BOOK, f"{BOOK}{wrong.pk}/perbaiki/"} <= set(kept)
    one, other = (Phone(world.users[Role.TREASURER]) for _phone in range(2))
    sent = typed(world, entry=wrong.pk, amount="500", reason="Kelebihan nol")
    command = one.make("cash.correct", sent)
    first = one.send(command)[0]
    assert first["state"] == "applied", first
    assert one.send(command)[0]["state"] == "applied"
    # The other phone noticed the same mistake: told, and nothing is written twice.
    second = other.do("cash.correct", sent | {"amount": "700"})
    assert second["state"] == "refused"
    assert mentions(second["reason"], wrong.voucher, wrong.corrected_by.voucher)
    gone = {"entry": twice.pk, "reason": "Tercatat dua kali"}
    assert one.do("cash.take_back", gone)["state"] == "applied"
    assert other.do("cash.take_back", gone)["state"] == "refused"
    assert balances_of(world.group) == {source(world).pk: 99_500}
    assert CashEntry.objects.count() == 6
    for broken in ({"entry": 0}, {"entry": twice.pk, "reason": ""}):
        assert one.do("cash.take_back", broken)["state"] == "refused"
    assert one.do("cash.correct", sent | {"entry": 0})["state"] == "refused"


def test_the_page_of_a_closed_source_tells_the_way(world: World, client: Client) -> None:
    entry = write(world, 5_000)
    write(world, -5_000)
    close_source(actor=treasurer(world), now=timezone.now(), source=entry.source)
    page = body(client, f"{BOOK}{entry.pk}/perbaiki/")
    assert page.leads_to(SOURCES) and mentions(page.told, entry.source.name)
    assert not page.forms
    answer = client.post(f"{BOOK}{entry.pk}/batal/", {"reason": "x"})
    assert answer.status_code == 422
    assert page_of(answer).leads_to(SOURCES)


def test_the_treasurer_is_reminded_on_beranda(world: World, client: Client) -> None:
    write(world, 100_000)
    closing = f"{BOOK}periksa/{LAST:%Y-%m}/"
    assert body(client, "/g/rekaan-1/").leads_to(closing)
    assert not body(world.client(Role.SECRETARY), "/g/rekaan-1/").leads_to(closing)
