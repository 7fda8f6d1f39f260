"""The pages of the planned year and its money, as `test_pages.py` looks at the others."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Opener, faults_of, picture, served_example
from tests.support.server import Server, cookies_for, python

# Next year has a schedule in use and one that waits; this year's is being made. The revision of
# this year's budget is open, next year's budget a draft, and the coming meeting lost its day.
_IDS = """
import json
from django.utils import timezone
from gugus.meetings.models import Meeting
from gugus.people.access import load_actor
from gugus.people.models import Group, Speaker
from gugus.people.queries import current_year
from gugus.planning.models import Draft, DayPoll, Occasion, Placement
from gugus.planning.services.feeds import make_address
from gugus.planning.services.occasion_drafts import draft_occasions
from gugus.planning.services.opening import open_year
from gugus.planning.services.polls import open_poll
from gugus.planning.services.reading import read_pasted
from gugus.planning.services.schedule.adopting import adopt_draft
from gugus.planning.services.schedule.running import new_run, start_run
from gugus.platform.foundation.models import User
from gugus.programme.models import Finding, Forum, Line, Programme, Proposal
from gugus.programme.services.proposals import accept_as_proposed
from gugus.treasury.models import Budget, BudgetItem, Entry, MonthClose, Source
from gugus.treasury.services.budget import start_budget
from gugus.treasury.services.cash_import import preview_cash
from gugus.treasury.services.revisions import begin_revision
now, year = timezone.now(), current_year()
today = timezone.localdate()
group = Group.objects.get(code="ciawi-1")
secretary, chair, keeper = (
    load_actor(User.objects.get(username=name)) for name in ("sekretaris", "ketua", "bendahara"))
meant = {"actor": chair, "now": now, "group": group}
programme, _n = open_year(**meant, year=year + 1)
chosen = programme.proposals.filter(source__in=("need", "carried"))[:2]
accept_as_proposed(actor=chair, now=now, programme=programme, chosen=[p.pk for p in chosen])
adopt_draft(actor=chair, now=now, draft=start_run(**meant, year=year + 1, wait=True))
waiting = start_run(**meant, year=year + 1, wait=True)
solving = new_run(chair, now, year)
solving.state = "working"
solving.save()
working = Draft.objects.create(run=solving, group=group, school_year=year,
    objective="fair", as_of=today)
poll = open_poll(**meant, weekdays=[1, 2, 3], closes_on=None)
lost = Meeting.objects.filter(state="called").last()
Occasion.objects.create(group=group, kind="district", title="Lomba guru kecamatan",
    first_day=lost.date, last_day=lost.date, made_at=now, made_by_id=secretary.user_id)
pasted = draft_occasions(actor=secretary, now=now, group=group, school=None, year=year,
    read=read_pasted(text=f"Tanggal\\tAcara\\n5/10/{year}\\tRapat dinas\\n6/10/{year}\\tUjian", year=year))
for name in ("guru", "ketua"):
    actor = load_actor(User.objects.get(username=name))
    make_address(actor=actor, now=now, group=None)
book = f"Tanggal;No. Bukti;Uraian;Sumber Dana;Masuk;Keluar\\n{today:%d/%m/%Y};1;Map;Iuran anggota;;9.000\\n"
book += f"{today:%d/%m/%Y};2;Spidol;Tidak ada;;9.000\\n"
imported = preview_cash(actor=keeper, now=now, group=group, data=book.encode(), file_name="bku.csv")
budget = Budget.objects.get(group=group, school_year=year)
start_budget(actor=keeper, now=now, group=group, year=year + 1)
closed = MonthClose.objects.filter(group=group)
entries = Entry.objects.filter(group=group)
former = Programme.objects.get(group=group, school_year=year - 1)
print(json.dumps({
    "year": year,
    "next": year + 1,
    "draft": waiting.pk,
    "draft_row": waiting.meetings.first().pk,
    "working": working.pk,
    "placed": Placement.objects.filter(meeting__group=group).first().pk,
    "occasion": Occasion.objects.filter(group=group).first().pk,
    "pasted": pasted.pk,
    "poll": poll.pk,
    "speaker": Speaker.objects.filter(groups=group).first().pk,
    "line": Line.objects.filter(programme__school_year=year).first().pk,
    "school": group.schools.first().pk,
    "lost": lost.pk,
    "forum": Forum.objects.first().pk,
    "proposal": Proposal.objects.filter(programme__school_year=year, state="open").first().pk,
    "programme": Programme.objects.get(group=group, school_year=year).pk,
    "former": former.pk,
    "former_line": former.lines.first().pk,
    "finding": Finding.objects.first().pk,
    "source": Source.objects.filter(group=group, kind="bos").first().pk,
    "whole_source": Source.objects.filter(group=group, kind="iuran").first().pk,
    "revised": budget.revisions.first().pk,
    "revision": begin_revision(actor=keeper, now=now, budget=budget).pk,
    "row": str(BudgetItem.objects.filter(budget=budget).first().pk),
    "imported": imported.pk,
    "entry": entries.filter(spent__gt=0).exclude(receipts=None).first().pk,
    "bare": entries.filter(spent__gt=0, receipts=None).last().pk,
    "countersigned": f"{closed.earliest('month').month:%Y-%m}",
    "closed": f"{closed.latest('month').month:%Y-%m}",
    "month": f"{entries.latest('dated').dated:%Y-%m}",
}))
"""
# Who looks at what; {draft} and the like are numbers of the example.
PAGES = {
    "Ketua": [
        "",
        "pembukaan/?tahun={year}",
        "pembukaan/?tahun={next}",
        "program/{programme}/sepakati/",
        "program/forum/{forum}/",
        "program/temuan/",
        "program/?tahun={former_year}",
        "program/usulan/{proposal}/",
        "program/{former}/revisi/tambah/",
        "program/baris/{former_line}/revisi/",
        "program/baris/{former_line}/revisi/keluarkan/",
        "prota/",
        "prota/?tahun={next}",
        "prota/semester-1/",
        "prota/semester-2/?tahun={next}",
        "prota/minimum/",
        "prota/minimum/paket/",
        "narasumber/",
        "narasumber/kelompok-sekitar/",
        "narasumber/untuk/{line}/",
        "narasumber/{speaker}/",
        "narasumber/{speaker}/keahlian/",
        "narasumber/{speaker}/kesediaan/",
        "narasumber/{speaker}/berhalangan/",
        "kalender-hp/",
        "kalender-hp/saya/buat/",
        "jarak/",
        "jarak/tempat/",
        "jarak/tempel/",
        "jarak/sekolah/{school}/",
        "jarak/tuan-rumah/{school}/",
        "jadwal/?tahun={year}",
        "jadwal/?tahun={next}",
        "jadwal/aturan/",
        "jadwal/rancangan/{working}/",
        "jadwal/rancangan/{draft}/",
        "jadwal/baris/{draft_row}/mengapa/",
        "jadwal/baris/{draft_row}/lain/",
        "jadwal/baris/{draft_row}/pindahkan/",
        "jadwal/pertemuan/{placed}/mengapa/",
        "jadwal/hilang/",
        "jadwal/hilang/{lost}/",
        "jadwal/hilang/{lost}/?sebab=district",
        "kalender/",
        "kalender/?bulan=semua",
        "narasumber/pertemuan/{placed}/",
        "kalender/acara/baru/",
        "kalender/acara/{occasion}/",
        "kalender/acara/{occasion}/hapus/",
        "kalender/impor/",
        "kalender/hari/",
        "kalender/hari/tanya/",
        "kalender/hari/{poll}/catat/",
        "anggaran/",
        "anggaran/?tahun={next}",
        "anggaran/aturan/",
        "anggaran/{next}/sepakati/",
        "kas/periksa/{closed}/",
    ],
    "Sekretaris": ["kalender/impor/{pasted}/", "jadwal/?tahun={next}"],
    "Bendahara": [
        "",
        "laporan-keuangan/",
        "laporan-keuangan/?tahun={next}",
        "anggaran/",
        "anggaran/?tahun={next}",
        "anggaran/realisasi/",
        "anggaran/sumber/",
        "anggaran/sumber/tambah/",
        "anggaran/sumber/{source}/",
        "anggaran/sumber/{source}/rencana/",
        "anggaran/sumber/{whole_source}/rencana/",
        "anggaran/sumber/{whole_source}/tutup/",
        "anggaran/revisi/{revised}/",
        "anggaran/revisi/{revision}/",
        "anggaran/revisi/{revision}/ajukan/",
        "anggaran/revisi/{revision}/buang/",
        "anggaran/{next}/baris/tambah/",
        "anggaran/{year}/baris/{row}/",
        "anggaran/{year}/baris/{row}/hapus/",
        "anggaran/{next}/dari-program/",
        "anggaran/{next}/biaya-program/",
        "kas/",
        "kas/?bulan={countersigned}",
        "kas/?cari=tidak+ada",
        "kas/catat/",
        "kas/catat/?jenis=masuk",
        "kas/pindah/",
        "kas/impor/",
        "kas/impor/{imported}/",
        "kas/periksa/",
        "kas/periksa/{month}/",
        "kas/periksa/{closed}/",
        "kas/periksa/{countersigned}/",
        "kas/{entry}/",
        "kas/{bare}/",
        "kas/{bare}/perbaiki/",
    ],
    "Guru": [
        "membantu/",
        "kalender/",
        "kalender/hari/",
        "kalender-hp/",
        "jadwal/",
        "prota/",
        "prota/semester-1/",
        "laporan-keuangan/",
    ],
    "Pengawas": ["", "program/temuan/", "program/temuan/tulis/", "kas/", "anggaran/"],
    "Pengelola aplikasi": ["/jadwal-wilayah/", "/jadwal-wilayah/32.01/"],
}
# What a phone downloads at its first visit, in kB.
_MOST_KB = 60
_WEIGHED = {
    "ketua": ("pembukaan/", "kalender/", "jadwal/?tahun={next}", "jadwal/rancangan/{draft}/"),
    "bendahara": ("kas/", "anggaran/"),
}


@pytest.fixture(scope="module")
def example() -> Iterator[Server]:
    """The example with a schedule and a budget under way: not for other tests."""
    yield from served_example()


@pytest.fixture(scope="module")
def ids(example: Server) -> dict[str, int | str]:
    found: dict[str, int | str] = json.loads(python(_IDS, data=example.data))
    return {**found, "former_year": int(found["year"]) - 1}


def _address(path: str, ids: dict[str, int | str]) -> str:
    return (path if path.startswith("/") else f"/g/ciawi-1/{path}").format(**ids)


@pytest.mark.parametrize("size", ["360", "1280"])
@pytest.mark.parametrize("who", list(PAGES))
def test_pages_of_the_year_are_accessible_and_fit(
    who: str, size: str, example: Server, ids: dict[str, int | str], open_page: Opener
) -> None:
    page = open_page(example, size, who)
    faults = []
    for path in PAGES[who]:
        answer = page.goto(_address(path, ids))
        assert answer is not None
        if answer.status != 200:
            faults.append(f"{path}: {answer.status}")
            continue
        name = f"{who}-{path}".translate(str.maketrans("/?=&", "____", "{}")).lower()
        picture(page, f"{name}-{size}")
        faults += faults_of(page, path, size)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("username", list(_WEIGHED))
def test_first_visit_stays_light(
    username: str, example: Server, ids: dict[str, int | str], browser: Browser
) -> None:
    """Everything that comes over the wire when the phone has kept nothing yet."""
    cookies = cookies_for([username], data=example.data)[0]
    kept = [{"name": name, "value": text, "url": example.url} for name, text in cookies.items()]
    heavy = []
    for path in _WEIGHED[username]:
        context = browser.new_context(base_url=example.url, service_workers="block")
        context.add_cookies(kept)  # type: ignore[arg-type]
        page, got = context.new_page(), [0]
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished", lambda told, got=got: got.append(told["encodedDataLength"])
        )
        answer = page.goto(_address(path, ids), wait_until="networkidle")
        context.close()
        assert answer is not None and answer.status == 200, path
        assert sum(got) > 5_000
        heavy += [f"{path}: {sum(got) / 1000:.1f} kB"] if sum(got) > _MOST_KB * 1000 else []
    assert not heavy, heavy
