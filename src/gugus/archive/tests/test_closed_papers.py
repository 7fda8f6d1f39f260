"""Papers of what is closed stay as they are, whatever becomes of the tables they were made of."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pdfplumber
import pytest
from django.contrib.auth import get_user_model
from django.db import models
from django.urls import reverse

from gugus.agenda.services import call_meeting
from gugus.archive.queries import has_open_months
from gugus.archive.services import close_year, reopen_year
from gugus.budget.models import BudgetRevision
from gugus.budget.services.revisions import RevisionDecision, decide_revision
from gugus.cash.models import MonthClose
from gugus.cash.queries.closing import next_close_of
from gugus.closing.services import CashCount, close_month, countersign_month
from gugus.funds.models import Source
from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.minutes.services.minutes import finish_minutes
from gugus.people.models import (
    CommitteePost,
    Group,
    GroupSchool,
    Place,
    School,
    Speaker,
    StudyGroup,
    Teacher,
)
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import KeptPaper
from gugus.platform.foundation.errors import Refused
from gugus.programme.models import Line, Programme
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services import change_status
from gugus.programme.services.forum import ForumSession, ForumVoiceContent, record_forum
from gugus.steps.models import Step
from tests.support.addresses import addresses
from tests.support.budgets import agreed, begin, change, hand_in, supervisor
from tests.support.cash_book import NOW, chair, treasurer, write
from tests.support.certificates import hold_meetings, issued
from tests.support.ciawi import actor_of, measure, programme
from tests.support.html import mentions, page_of
from tests.support.paper_contents import record
from tests.support.world import World

TODAY = date(2026, 11, 20)
LAST_YEAR = 2025
# What is printed and closes nothing: forms to fill in, lists and files of the day.
OF_THE_DAY = {
    "agenda:paper_invitation": "also kept, with the minutes: below",
    "attendance:cards_paper": "cards to hand out",
    "attendance:paper_attendance_empty": "a sheet to sign",
    "catchup:paper_journal": "a teacher's own journal",
    "competence:paper_form": "a form to fill in",
    "displacement:displaced_file": "a calendar file",
    "feeds:end": "no paper: a kind of calendar address",
    "feeds:make": "no paper: a kind of calendar address",
    "home:own_records_of_kind": "no paper: a kind of records on the screen",
    "participation:file": "a table to go on counting with",
    "privacy:letter": "a letter of an office's own words, changed until it is sent",
    "programme:coverage_file": "a table to go on counting with",
}


@pytest.fixture
def closed(world: World) -> dict[str, str]:
    """Everything that can be closed is, by name of its paper's address."""
    code = world.group.code
    at = {
        "agenda:paper_invitation": _meeting(world),
        "programme:paper": _programme(world),
        "closing:count_paper": _months(world),
    }
    at["minutes:paper_minutes"] = at["attendance:paper_attendance"] = at["agenda:paper_invitation"]
    forum = Programme.objects.get(group=world.group).forums.get()
    _revised_budget(world)
    certificate = issued(world)[0]
    close_year(actor=chair(world), now=NOW, group=world.group, year=LAST_YEAR)
    meeting = {"pk": at["agenda:paper_invitation"], "kind": "pdf"}
    year = f"?tahun={LAST_YEAR}"
    to = {
        name: reverse(name, kwargs={"code": code, **meeting})
        for name in (
            "agenda:paper_invitation",
            "attendance:paper_attendance",
            "minutes:paper_minutes",
        )
    }
    for semester in (1, 2):
        to[f"yearplan:prosem_paper {semester}"] = (
            reverse("yearplan:prosem_paper", args=[code, semester, "pdf"]) + year
        )
    return to | {
        "actuals:account": reverse("actuals:account", args=[code, "pdf"]) + year,
        "actuals:rab": reverse("actuals:rab", args=[code, "pdf"]),
        "cash:paper": reverse("cash:paper", args=[code, "pdf"]) + "?bulan=2026-10",
        "certificates:paper": reverse("certificates:paper", args=[code, certificate.pk]),
        "closing:count_paper": reverse(
            "closing:count_paper", args=[code, at["closing:count_paper"], "pdf"]
        ),
        "participation:paper": reverse("participation:paper", args=[code, "pdf"]) + year,
        "programme:forum_paper": reverse("programme:forum_paper", args=[code, forum.pk, "pdf"]),
        "programme:paper": reverse("programme:paper", args=[code, at["programme:paper"], "pdf"]),
        "yearplan:prota_paper": reverse("yearplan:prota_paper", args=[code, "pdf"]) + year,
    }


def _meeting(world: World) -> str:
    """Called and held, with a step of the meeting before it, and another meeting to come."""
    last_year, _other, former = hold_meetings(world)
    Meeting.objects.filter(pk=last_year.pk).update(date=date(2026, 3, 4))
    Step.objects.create(
        meeting=former, teacher=world.teachers[0], what="Mencoba", due_on=TODAY, state="open"
    )
    days = {
        "group": world.group,
        "starts_at": "13:00",
        "ends_at": "15:00",
        "host": world.schools[0],
    }
    made = Meeting.objects.create(
        title="Menyusun asesmen",
        date=TODAY - timedelta(days=1),
        speaker=Speaker.objects.create(name="Bu Contoh Narasumber"),
        study_group=None,
        **days,
    )
    made.refresh_from_db()
    Meeting.objects.create(title="Berikut", date=TODAY + timedelta(days=9), **days)
    call_meeting(actor=actor_of(world, Role.SECRETARY), now=NOW, meeting=made)
    record(made, world, world.teachers[0], "hadir")
    Step.objects.create(
        meeting=made, teacher=world.teachers[0], what="Mencoba lagi", due_on=TODAY, state="open"
    )
    Minutes.objects.create(meeting=made, decisions="Mencoba di kelas", version=1)
    finish_minutes(actor=actor_of(world, Role.SECRETARY), now=NOW, meeting=made, version=1)
    return str(made.pk)


def _programme(world: World) -> str:
    measure(world)
    made = programme(world)
    session = ForumSession(TODAY, "SDN Rekaan 01", "Contoh ketua", "Disepakati")
    voices = [ForumVoiceContent(world.teachers[0], "", None, "agrees", "")]
    head = actor_of(world, Role.CHAIR)
    record_forum(actor=head, now=NOW, programme=made, session=session, voices=voices)
    wish = TransitionRequest(ProgrammeTransition.SIGN, TODAY, "")
    change_status(actor=head, now=NOW, programme=made, wish=wish)
    return str(made.pk)


def _revised_budget(world: World) -> None:
    made, rows = agreed(world, 1_000_000, 500_000)
    revision = begin(world, made)
    change(world, made, rows[0], price=990_000)
    said = RevisionDecision(approves=True, dated=TODAY)
    pending = hand_in(world, revision)
    decide_revision(actor=supervisor(world), now=NOW, revision=pending, decision=said)
    assert BudgetRevision.objects.get().state == BudgetRevision.State.IN_FORCE


def _months(world: World) -> str:
    """Closed from June until October; the last one countersigned."""
    write(world, 400_000, date(2026, 6, 20), school=world.schools[0])
    while (turn := next_close_of(world.group, TODAY)).due and turn.month is not None:
        close = close_month(
            actor=treasurer(world), now=NOW, group=world.group, month=turn.month,
            count=CashCount({100_000: 4}),
        )  # fmt: skip
    countersign_month(actor=chair(world), now=NOW, close=close)
    return f"{close.month:%Y-%m}"


def _change_everything(world: World) -> None:
    """Each name, office, number and letterhead becomes another; people come, go and move."""
    for model in (Teacher, School, Group, Speaker, Source, StudyGroup, Place, get_user_model()):
        _rename(model)
    CommitteePost.objects.all().delete()
    CommitteePost.objects.create(
        group=world.group, post="ketua", teacher=world.teachers[5], term_start=date(2020, 1, 1)
    )
    Teacher.objects.create(school=world.schools[0], name="Guru Susulan")
    Teacher.objects.filter(pk=world.teachers[1].pk).update(active=False, left_on=date(2020, 7, 1))
    Teacher.objects.filter(pk=world.teachers[2].pk).update(school=world.other_school)
    GroupSchool.objects.filter(school=world.schools[1]).update(last_year=2020)
    Group.objects.filter(pk=world.group.pk).update(
        letterhead="DINAS LAIN", address="Jl. Lain", contact="-", core_school=world.other_school,
        minutes_per_jp=30, letter_code="LAIN", letter_number_format="{nomor}/X/{tahun}",
    )  # fmt: skip
    Meeting.objects.filter(date__gt=TODAY).update(title="Lain", date=TODAY + timedelta(days=30))
    Step.objects.update(state="done", report="Sudah")
    Line.objects.update(title="Judul lain", cost=1)


def _rename(model: type[models.Model]) -> None:
    """Every text of every row, as far as it fits; marks by which rows are found stay."""
    keys = {"code", "npsn", "username", "password", "time_zone", "letter_number_format", "nip"}
    for row in model._default_manager.all():
        for one in model._meta.concrete_fields:
            fits = isinstance(one, models.CharField | models.TextField) and not one.choices
            if fits and one.name not in keys and not one.is_relation and not one.unique:
                setattr(row, one.name, f"X{row.pk} lain"[: one.max_length or 99])
        row.save()


def _contents(world: World, addresses: dict[str, str]) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for name, address in addresses.items():
        role = Role.TREASURER if name.split(":")[0] in {"actuals", "cash", "closing"} else None
        answer = world.client(role or Role.SECRETARY).get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        # A certificate is signed as it is handed out: time and signature are of the moment.
        signed = name == "certificates:paper"
        found[name] = _text(answer.content) if signed else answer.content
    return found


def _text(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as read:
        return "\n".join(page.extract_text() for page in read.pages)


def test_no_closed_paper_changes_when_living_tables_do(
    world: World, closed: dict[str, str]
) -> None:
    before = _contents(world, closed)
    _change_everything(world)
    after = _contents(world, closed)
    assert [name for name in before if before[name] != after[name]] == []


def _papers() -> Iterator[str]:
    """All addresses that give files of a kind."""
    return (name for name, one in addresses().items() if "kind" in one.parts)


def test_every_paper_is_kept_or_named_as_one_of_the_day(closed: dict[str, str]) -> None:
    kept = {name.split()[0] for name in closed}
    assert {name for name in _papers() if name not in kept} == set(OF_THE_DAY) - kept


def test_a_draft_follows_its_tables(world: World) -> None:
    """Nothing is kept before it is closed."""
    programme(world)
    assert not KeptPaper.objects.exists()


def test_a_programme_that_is_opened_again_is_made_anew(
    world: World, closed: dict[str, str]
) -> None:
    before = _contents(world, {"programme:paper": closed["programme:paper"]})
    wish = TransitionRequest(ProgrammeTransition.REOPEN, TODAY, "Dana turun")
    made = Programme.objects.get(group=world.group)
    change_status(actor=actor_of(world, Role.CHAIR), now=NOW, programme=made, wish=wish)
    _change_everything(world)
    assert _contents(world, {"programme:paper": closed["programme:paper"]}) != before


def test_a_year_closes_once_it_is_over_and_its_months_are(world: World) -> None:
    head = chair(world)
    with pytest.raises(Refused, match="belum berakhir"):
        close_year(actor=head, now=NOW, group=world.group, year=2026)
    write(world, 400_000, date(2026, 6, 20))
    assert has_open_months(world.group, LAST_YEAR)
    with pytest.raises(Refused, match="bulan terakhir"):
        close_year(actor=head, now=NOW, group=world.group, year=LAST_YEAR)
    close_month(
        actor=treasurer(world), now=NOW, group=world.group, month=date(2026, 6, 1),
        count=CashCount({100_000: 4}),
    )  # fmt: skip
    assert MonthClose.objects.count() == 1
    close_year(actor=head, now=NOW, group=world.group, year=LAST_YEAR)
    assert KeptPaper.objects.filter(key=f"account:{world.group.pk}:{LAST_YEAR}").exists()
    reopen_year(actor=head, now=NOW, group=world.group, year=LAST_YEAR, reason="Salah")
    assert not KeptPaper.objects.filter(key__startswith="account:", withdrawn_at=None).exists()


def test_the_chair_closes_a_year_and_opens_it_again(world: World) -> None:
    hold_meetings(world)
    Meeting.objects.update(date=date(2026, 3, 4))
    client = world.client(Role.CHAIR)
    page = page_of(client.get(reverse("archive:years", args=[world.group.code])))
    assert page.says("2025/2026", "Belum ditutup")
    to = [world.group.code, LAST_YEAR]
    said = page_of(client.post(reverse("archive:close", args=to), follow=True)).text
    assert mentions(said, "Tahun 2025/2026 ditutup", "Buka kembali tahun ini")
    again = reverse("archive:reopen", args=to)
    assert page_of(client.post(again, {"reason": ""}, follow=True)).says("Buka kembali tahun ini")
    assert page_of(client.post(again, {"reason": "Salah"}, follow=True)).says("Belum ditutup")
