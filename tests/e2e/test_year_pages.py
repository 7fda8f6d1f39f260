"""The pages of the planned year and its money, as `test_pages.py` looks at the others."""

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Opener, faults_of, picture, sign_in
from tests.support.pages import YEAR, full
from tests.support.stage import Stage

# Next year has a schedule in use and one that waits; this year's is being made. The revision of
# this year's budget is open, next year's budget a draft, and the coming meeting lost its day.
_IDS = """
import json
from django.utils import timezone
from gugus.people.clock import year_here
from gugus.meetings.models import Meeting
from gugus.people.access import load_actor
from gugus.people.models import Group, Speaker
from gugus.schedule.models import ScheduleDraft, Placement
from gugus.calendar.models import DayPoll, CalendarEvent
from gugus.feeds.services.feeds import create_feed
from gugus.calendar.interchange import IMPORTER as CALENDAR
from gugus.opening.services.opening import open_year
from gugus.calendar.services.polls import open_poll
from datetime import timedelta
from gugus.schedule.services.adoption import adopt_draft
from gugus.schedule.models import ScheduleRun
from gugus.schedule.services.runs import start_schedule_run
from gugus.platform.foundation.models import User
from gugus.opening.models import Finding, LineProposal
from gugus.programme.models.agreement import Forum
from gugus.programme.models.line import Line
from gugus.programme.models.programme import Programme
from gugus.opening.services.proposals import accept_unchanged
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.cash.models import CashEntry, MonthClose
from gugus.budget.services.budget import start_budget
from gugus.cash.interchange import IMPORTER as CASH
from gugus.platform.interchange.services import NewImport, preview_import
from gugus.budget.services.revisions import begin_revision
from tests.support.jobs import make_job
now, year = timezone.now(), year_here()
today = timezone.localdate()
group = Group.objects.get(code="ciawi-1")
secretary, chair, keeper = (
    load_actor(User.objects.get(username=name)) for name in ("sekretaris", "ketua", "bendahara"))
meant = {"actor": chair, "now": now, "group": group}
programme, _n = open_year(**meant, year=year + 1)
chosen = programme.proposals.filter(source__in=("need", "carried"))[:2]
accept_unchanged(actor=chair, now=now, programme=programme, chosen=[p.pk for p in chosen])
adopt_draft(actor=chair, now=now, draft=start_schedule_run(**meant, year=year + 1, wait=True))
waiting = start_schedule_run(**meant, year=year + 1, wait=True)
solving = ScheduleRun.objects.create(school_year=year, made_at=now, made_by_id=chair.user_id)
make_job("shown", solving, now, state="running", heartbeat_at=now + timedelta(days=1))
working = ScheduleDraft.objects.create(run=solving, group=group, school_year=year,
    objective="fair", as_of=today)
poll = open_poll(**meant, weekdays=[1, 2, 3], closes_on=None)
lost = Meeting.objects.filter(state="called").last()
CalendarEvent.objects.create(group=group, kind="district", title="Lomba guru kecamatan",
    first_day=lost.date, last_day=lost.date, made_at=now, made_by_id=secretary.user_id)
table = f"Tanggal\\tAcara\\n5/10/{year}\\tRapat dinas\\n6/10/{year}\\tUjian"
pasted = preview_import(CALENDAR, actor_id=secretary.user_id, now=now, what=NewImport(
    group.pk, table.encode(), subject={"school": None, "year": year, "pasted": True}))
for name in ("guru", "ketua"):
    actor = load_actor(User.objects.get(username=name))
    create_feed(actor=actor, now=now, group=None)
book = f"Tanggal;No. Bukti;Uraian;Sumber Dana;Masuk;Keluar\\n{today:%d/%m/%Y};1;Map;Iuran anggota;;9.000\\n"
book += f"{today:%d/%m/%Y};2;Spidol;Tidak ada;;9.000\\n"
imported = preview_import(CASH, actor_id=keeper.user_id, now=now,
    what=NewImport(group.pk, book.encode(), "bku.csv"))
budget = Budget.objects.get(group=group, school_year=year)
start_budget(actor=keeper, now=now, group=group, year=year + 1)
closed = MonthClose.objects.filter(group=group)
entries = CashEntry.objects.filter(group=group)
former = Programme.objects.get(group=group, school_year=year - 1)
print(json.dumps({
    "year": year,
    "next": year + 1,
    "draft": waiting.pk,
    "draft_row": waiting.meetings.first().pk,
    "working": working.pk,
    "placed": Placement.objects.filter(meeting__group=group).first().pk,
    "occasion": CalendarEvent.objects.filter(group=group).first().pk,
    "pasted": pasted.pk,
    "poll": poll.pk,
    "speaker": Speaker.objects.filter(groups=group).first().pk,
    "line": Line.objects.filter(programme__school_year=year).first().pk,
    "school": group.schools.first().pk,
    "lost": lost.pk,
    "forum": Forum.objects.first().pk,
    "proposal": LineProposal.objects.filter(programme__school_year=year, state="open").first().pk,
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
# What a phone downloads at its first visit, in kB.
_MOST_KB = 60
_WEIGHED = {
    "ketua": ("pembukaan/", "kalender/", "jadwal/?tahun={next}", "jadwal/rancangan/{draft}/"),
    "bendahara": ("kas/", "anggaran/"),
}


@pytest.fixture
def ids(stage: Stage) -> dict[str, int | str]:
    """Numbers of the example, with a schedule and a budget under way."""
    found: dict[str, int | str] = stage.show_code(_IDS)
    return {**found, "former_year": int(found["year"]) - 1}


def _address(path: str, ids: dict[str, int | str]) -> str:
    return full(path).format(**ids)


@pytest.mark.parametrize("who", list(YEAR))
def test_pages_of_the_year_are_accessible_and_fit(
    who: str, stage: Stage, ids: dict[str, int | str], open_page: Opener
) -> None:
    page = open_page(stage.server, "360", who)
    faults = []
    for path in YEAR[who]:
        answer = page.goto(_address(path, ids))
        assert answer is not None
        if answer.status != 200:
            faults.append(f"{path}: {answer.status}")
            continue
        name = f"{who}-{path}".translate(str.maketrans("/?=&", "____", "{}")).lower()
        picture(page, name, "360", "1280")
        faults += faults_of(page, path)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("username", list(_WEIGHED))
def test_first_visit_stays_light(
    username: str, stage: Stage, ids: dict[str, int | str], browser: Browser
) -> None:
    """Everything that comes over the wire when the phone has kept nothing yet."""
    cookies = stage.cookies(username)
    heavy = []
    for path in _WEIGHED[username]:
        context = browser.new_context(base_url=stage.server.url, service_workers="block")
        sign_in(context, stage.server.url, cookies)
        page, got = context.new_page(), [0]
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished", lambda told, got=got: got.append(told["encodedDataLength"])
        )
        answer = page.goto(_address(path, ids))
        page.wait_for_load_state("networkidle")
        context.close()
        assert answer is not None and answer.status == 200, path
        assert sum(got) > 5_000
        heavy += [f"{path}: {sum(got) / 1000:.1f} kB"] if sum(got) > _MOST_KB * 1000 else []
    assert not heavy, heavy
