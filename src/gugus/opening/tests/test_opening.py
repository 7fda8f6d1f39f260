"""Opening a year: what the records propose, with reasons in figures, and what persons decide."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from gugus.meetings.models import Meeting
from gugus.opening.models import Finding, LineProposal
from gugus.opening.queries import reasons
from gugus.opening.queries.reasons import reason_of
from gugus.opening.rules.proposals import month_window, months_ahead
from gugus.opening.rules.strategies import StrategyReason, for_finding, for_need, for_problems
from gugus.opening.services.opening import gather_proposals, open_year
from gugus.opening.services.proposals import (
    accept_proposal,
    accept_unchanged,
    proposed_content,
    reconsider_proposal,
    refuse_proposals,
)
from gugus.people.clock import year_here
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.problems.models import Problem
from gugus.problems.services import update_search_index
from gugus.programme.models import Line, Programme
from gugus.programme.queries import coverage_of
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services import change_status
from tests.support.ciawi import NOW, YEAR, actor_of, measure, programme, typed
from tests.support.html import mentions, page_of
from tests.support.world import World

pytestmark = pytest.mark.day(2026, 11, 21)


@pytest.fixture
def made(world: World) -> Programme:
    measure(world)
    return programme(world)


def gathered(world: World, made: Programme, source: str = "") -> list[LineProposal]:
    gather_proposals(actor=actor_of(world), now=NOW, programme=made)
    rows = LineProposal.objects.filter(programme=made).order_by("source", "rank")
    return list(rows.filter(source=source) if source else rows)


def test_ciawis_four_unserved_needs_are_proposed_in_order_with_their_figures(
    world: World, made: Programme
) -> None:
    found = gathered(world, made, "need")
    figures = [reason_of(one).split("rata-rata ")[1].split(",")[0] for one in found]
    assert figures == ["64", "65", "68", "70"]
    assert "terbesar" in reason_of(found[0])
    assert mentions(reason_of(found[0]), "76 persen", "Hasil PKG 2016/2017", "1 Jun 2017")
    assert "Hanya rata-rata" in reason_of(found[0])
    assert [one.content["strategy"] for one in found] == [
        "workshop", "workshop", "simulasi", "diskusi",
    ]  # fmt: skip
    assert all("Cara: " in reason_of(one) and " karena " in reason_of(one) for one in found)
    assert {one.content["times"] for one in found} == {2, 3}
    assert all(one.content["months"] and one.content["product"] for one in found)


def test_a_reason_is_said_in_the_readers_language_and_old_ones_stay(
    world: World, made: Programme
) -> None:
    one = gathered(world, made, "need")[1]
    assert one.reason == ""
    assert one.basis["mean"] == 65 and one.basis["why"] == "far"
    with override("en"):
        english = reason_of(one)
    assert "1 Jun 2017" in english
    assert "terbesar ke-2" in reason_of(one)
    one.basis, one.reason = {}, "Seperti ditulis dulu."
    one.save()
    assert reason_of(LineProposal.objects.get(pk=one.pk)) == "Seperti ditulis dulu."
    # What still waits gets figures when the records are read again; decided ones keep their text.
    refused = gathered(world, made, "need")[1]
    assert refused.pk == one.pk and refused.basis and refused.reason == ""


def test_every_reason_has_words() -> None:
    assert set(reasons._WHY) == set(StrategyReason)


def test_accepting_them_shows_the_needs_served(world: World, made: Programme) -> None:
    found = gathered(world, made, "need")
    taken = accept_unchanged(
        actor=actor_of(world), now=NOW, programme=made, chosen=[one.pk for one in found]
    )
    assert (taken.accepted, taken.left) == (4, ())
    assert not coverage_of(world.group, made).coverage.unserved
    line = LineProposal.objects.get(key=found[0].key).line
    assert line is not None
    assert (line.times, line.jp, line.weeks_between) == (3, 9, 2)
    assert [need.pk for need in line.needs.all()] == found[0].content["need_ids"]
    # Gathering again proposes none of them again.
    assert gather_proposals(actor=actor_of(world), now=NOW, programme=made) == 0
    assert set(LineProposal.objects.values_list("state", flat=True)) == {"accepted"}


def test_gathering_again_adds_only_what_is_new_and_leaves_decisions(
    world: World, made: Programme
) -> None:
    first = gathered(world, made, "need")
    refuse_proposals(
        actor=actor_of(world), now=NOW, programme=made, chosen=[first[0].pk], note="Tahun depan"
    )
    assert gather_proposals(actor=actor_of(world), now=NOW, programme=made) == 0
    row = LineProposal.objects.get(pk=first[0].pk)
    assert (row.state, row.note) == ("refused", "Tahun depan")
    # One that still waits goes when a line was written for it meanwhile.
    made.lines.first().needs.add(first[1].content["need_ids"][0])  # type: ignore[union-attr]
    gather_proposals(actor=actor_of(world), now=NOW, programme=made)
    assert not LineProposal.objects.filter(pk=first[1].pk).exists()


def test_the_share_below_standard_is_named_where_it_is_known(world: World, made: Programme) -> None:
    round_ = made.needs_round
    assert round_ is not None and round_.result
    rows = round_.result["by"][round_.result["basis"]]["items"]
    low = next(row for row in rows if row["code"] == "6")
    low.update(n=52, sd=9.0, ci_low=61.5, ci_high=66.5, below=40, below_share=0.77)
    round_.save()
    made.refresh_from_db()
    reason = reason_of(gathered(world, made, "need")[0])
    assert mentions(reason, "77 persen", "52 guru", "61,5–66,5")


def _meeting(line: Line, state: str, day: date) -> None:
    Meeting.objects.create(
        group=line.programme.group, line=line, title=line.title, state=state, date=day,
        starts_at="13:00", ends_at="15:00",
    )  # fmt: skip


def test_lines_of_last_year_come_over_by_what_was_held(world: World) -> None:
    measure(world)
    former = programme(world, year=YEAR - 1)
    recurring, training, done, *_rest = former.lines.all()
    Line.objects.filter(pk=recurring.pk).update(times=10, rhythm="berkala", jp=30)
    Line.objects.filter(pk=training.pk).update(times=4, jp=12)
    for number in range(7):
        _meeting(recurring, "held", date(2025, 9, 1) + timedelta(weeks=number))
    _meeting(training, "held", date(2025, 10, 1))
    _meeting(training, "cancelled", date(2025, 11, 1))
    _meeting(done, "held", date(2025, 12, 1))
    made = Programme.objects.create(group=world.group, school_year=YEAR)
    found = {one.title: one for one in gathered(world, made, "last_year")}
    assert done.title not in found
    assert len(found) == 4
    half = found[training.title]
    assert mentions(reason_of(half), "4 pertemuan", "terlaksana 1", "1 dibatalkan")
    assert (half.content["times"], half.content["jp"]) == (3, 9)
    assert half.content["need_ids"]
    again = found[recurring.title]
    assert (again.content["times"], again.content["jp"]) == (10, 30)
    assert "belum satu pun terlaksana" in reason_of(found["Penelitian tindakan kelas (PTK)"])


def _problem(world: World, words: str, days: int, **more: object) -> Problem:
    problem = Problem.objects.create(
        group=world.group,
        raised_by=world.users[Role.TEACHER],
        teacher=world.teachers[0],
        words=words,
        raised_at=NOW - timedelta(days=days),
        **more,
    )
    update_search_index(problem)
    problem.save()
    return problem


def test_problems_alike_are_one_proposal_without_any_name(world: World, made: Programme) -> None:
    first = _problem(world, "Murid sulit membaca kalimat panjang", 80, class_level=2)
    _problem(world, "Membaca kalimat panjang masih sulit", 9, class_level=2, named=False)
    other = _problem(world, "Perkalian selalu tertukar", 20, class_level=3, subject="Matematika")
    _problem(world, "Sudah terjawab", 30, state="adopted")
    found = gathered(world, made, "problem")
    assert [one.key for one in found] == [f"problem:{first.pk}", f"problem:{other.pk}"]
    assert mentions(reason_of(found[0]), "2 masalah serupa")
    assert found[0].content["strategy"] == "brainstorming"
    assert "masalah Matematika kelas 3" in found[1].title
    assert found[1].content["study_group"] == world.lower.pk
    whole = " ".join(f"{one.title} {reason_of(one)} {one.content}" for one in found)
    assert world.teachers[0].name not in whole
    assert world.users[Role.TEACHER].name not in whole


def test_decided_problems_are_not_brought_up_under_another_number(
    world: World, made: Programme
) -> None:
    _problem(world, "Murid sulit membaca kalimat panjang", 80)
    late = _problem(world, "Membaca kalimat panjang masih sulit", 9)
    only = gathered(world, made, "problem")[0]
    refuse_proposals(
        actor=actor_of(world), now=NOW, programme=made, chosen=[only.pk], note="Sudah dibahas"
    )
    Problem.objects.exclude(pk=late.pk).delete()
    assert gather_proposals(actor=actor_of(world), now=NOW, programme=made) == 0


def test_findings_are_proposed_and_strengthen_the_need_they_name(
    world: World, made: Programme
) -> None:
    need = gathered(world, made, "need")[0].content["need_ids"][0]
    common = {"group": world.group, "school_year": YEAR, "written_at": NOW}
    common |= {"written_by": world.users[Role.SUPERVISOR], "found_on": date(2026, 9, 1)}
    Finding.objects.create(text="Murid jarang diberi kesempatan bertanya", item_id=need, **common)
    Finding.objects.create(text="Sudut baca kosong", **common)
    Finding.objects.create(text="Ditarik", withdrawn_at=NOW, **common)
    found = gathered(world, made)
    findings = [one for one in found if one.source == "finding"]
    assert len(findings) == 2
    by_need = {bool(one.content["need_ids"]): one for one in findings}
    assert mentions(reason_of(by_need[True]), 64, "76 persen")
    assert by_need[False].content["speaker_note"] == "Pengawas TK/SD"
    strengthened = [one for one in found if "Pengawas juga" in reason_of(one)]
    assert [one.key for one in strengthened] == [f"need:{need}"]


def test_a_proposal_is_decided_once(world: World, made: Programme) -> None:
    one = gathered(world, made, "need")[0]
    actor = actor_of(world)
    accept_proposal(actor=actor, now=NOW, proposal=one, content=proposed_content(one))
    with pytest.raises(Refused):
        accept_proposal(actor=actor, now=NOW, proposal=one, content=proposed_content(one))
    assert refuse_proposals(
        actor=actor, now=NOW, programme=made, chosen=[one.pk], note="Terlambat"
    ) == 0  # fmt: skip
    with pytest.raises(Refused):
        reconsider_proposal(actor=actor, now=NOW, proposal=one)
    made.lines.latest("pk").delete()
    assert reconsider_proposal(actor=actor, now=NOW, proposal=one).state == "open"


def test_a_twin_among_several_is_left_and_named(world: World, made: Programme) -> None:
    first, second, *_rest = gathered(world, made, "need")
    made.lines.filter(pk=made.lines.first().pk).update(  # type: ignore[union-attr]
        title=first.title, kind="pengembangan"
    )
    taken = accept_unchanged(
        actor=actor_of(world), now=NOW, programme=made, chosen=[first.pk, second.pk]
    )
    assert taken.accepted == 1
    assert [title for title, _why in taken.left] == [first.title]


def test_a_signed_programme_takes_no_proposals(world: World, made: Programme) -> None:
    one = gathered(world, made, "need")[0]
    chair = actor_of(world, Role.CHAIR)
    for step in (ProgrammeTransition.AGREE, ProgrammeTransition.SIGN):
        wish = TransitionRequest(step, date(2026, 11, 21), "Wakil sekolah")
        change_status(actor=chair, now=NOW, programme=made, wish=wish)
    with pytest.raises(Refused):
        gather_proposals(actor=chair, now=NOW, programme=made)
    with pytest.raises(Refused):
        accept_proposal(actor=chair, now=NOW, proposal=one, content=proposed_content(one))
    page = page_of(_open(world.client(Role.CHAIR), world))
    assert "sudah ditandatangani" in page.told and "proposal" not in page.fields


def _open(client: Client, world: World, year: int = YEAR):  # type: ignore[no-untyped-def]
    address = reverse("opening:opening", args=[world.group.code])
    return client.get(address, {"tahun": year})


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    assert year_here() == YEAR
    return NOW


def test_the_chair_opens_the_year_and_decides(world: World, today: datetime) -> None:
    measure(world)
    client, code = world.client(Role.CHAIR), world.group.code
    start = reverse("opening:start", args=[code])
    assert page_of(_open(client, world)).leads_to(start)
    assert client.post(f"{start}?tahun={YEAR}").status_code == 302
    opened = _open(client, world)
    page = opened.context["page"]
    assert [step.state for step in page.steps] == ["", "hole", "no", "no", "no", "no"]
    rows = [row.proposal for group in page.groups for row in group.rows]
    # Nothing is served yet: all six low needs.
    assert len(rows) == 6
    accept = reverse("opening:accept", args=[code, rows[0].pk])
    accept += f"?kembali=/g/{code}/pembukaan/%3Ftahun%3D{YEAR}"
    assert page_of(opened).leads_to(accept)
    form = client.get(accept)
    assert form.context["page"].form["title"].value().startswith("Penguatan")
    needs = form.context["page"].form["needs"].value()
    answer = client.post(accept, typed(needs=needs))
    assert answer.status_code == 302
    assert answer["Location"] == f"/g/{code}/pembukaan/?tahun={YEAR}"
    decide = reverse("opening:decide", args=[code]) + f"?tahun={YEAR}"
    chosen = {"proposal": [rows[1].pk, rows[2].pk]}
    assert client.post(decide, {**chosen, "decision": "terima"}).status_code == 302
    kept = client.post(decide, {"proposal": [rows[3].pk], "decision": "tolak", "note": " "})
    assert kept.status_code == 422
    ticked = [row.proposal.pk for g in kept.context["page"].groups for row in g.rows if row.ticked]
    assert ticked == [rows[3].pk]
    assert client.post(decide, {"decision": "terima", "note": "tetap"}).status_code == 422
    refused = {"proposal": [rows[3].pk], "decision": "tolak", "note": "Bukan tahun ini"}
    assert client.post(decide, refused).status_code == 302
    page = _open(client, world).context["page"]
    assert (len(page.accepted), len(page.refused), page.waiting) == (3, 1, 2)
    undo = reverse("opening:reconsider", args=[code, page.refused[0].proposal.pk])
    assert client.post(f"{undo}?tahun={YEAR}").status_code == 302
    assert _open(client, world).context["page"].waiting == 3
    again = reverse("opening:gather", args=[code]) + f"?tahun={YEAR}"
    assert client.post(again).status_code == 302


def test_the_way_back_never_leads_outside_the_group(world: World, made: Programme) -> None:
    one = gathered(world, made, "need")[0]
    address = reverse("opening:accept", args=[world.group.code, one.pk])
    for evil in ("https://contoh.invalid/", "//contoh.invalid", "/g/seberang-1/", "/g/rekaan-1/\\"):
        page = world.client(Role.CHAIR).get(address, {"kembali": evil}).context["page"]
        assert page.back_href.startswith(f"/g/{world.group.code}/program/")


def test_problems_and_findings_want_words_before_they_are_taken(
    world: World, made: Programme, today: datetime
) -> None:
    _problem(world, "Murid sulit membaca", 9)
    one = gathered(world, made, "problem")[0]
    decide = reverse("opening:decide", args=[world.group.code]) + f"?tahun={YEAR}"
    client = world.client(Role.SECRETARY)
    client.post(decide, {"proposal": [one.pk], "decision": "terima"})
    one.refresh_from_db()
    assert one.state == "open"


def test_opening_twice_starts_once(world: World, today: datetime) -> None:
    measure(world)
    found = [
        open_year(actor=actor_of(world, role), now=NOW, group=world.group, year=YEAR)
        for role in (Role.CHAIR, Role.SECRETARY)
    ]
    assert found[0][0] == found[1][0]
    assert [new for _programme, new in found] == [6, 0]


@pytest.mark.parametrize(
    ("choice", "strategy"),
    [
        (for_need("Kepribadian", 6.0, 0.9), "diskusi"),
        (for_need("Sosial", 8.0, None), "simulasi"),
        (for_need("Pedagogik", 12.0, None), "workshop"),
        (for_need("Pedagogik", 4.0, None), "simulasi"),
        (for_need("Profesional", 12.0, 0.3), "diskusi"),
        (for_need("Profesional", 1.0, 0.6), "workshop"),
        (for_problems(1, 10), "diskusi"),
        (for_problems(3, 10), "brainstorming"),
        (for_problems(1, 90), "brainstorming"),
        (for_finding(), "brainstorming"),
    ],
)
def test_strategies_and_when(choice, strategy: str) -> None:  # type: ignore[no-untyped-def]
    assert choice.strategy == strategy
    assert choice.why


def test_proposed_months_lie_ahead_and_in_the_year() -> None:
    for number in range(30):
        today = date(2026 + number // 12, number % 12 + 1, 28)
        ahead = months_ahead(2026, today)
        for rank in range(12):
            for month in month_window(ahead, rank):
                assert (2026 + (month < 7), month) >= (today.year, today.month)
                assert month not in (6, 7, 12)
    assert months_ahead(2026, date(2026, 3, 1)) == (8, 9, 10, 11, 1, 2, 3, 4, 5)
    assert months_ahead(2026, date(2027, 6, 1)) == ()
