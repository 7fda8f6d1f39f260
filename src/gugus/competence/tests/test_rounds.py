"""Rounds: opened, watched, closed with their figures, reopened, recorded as summaries."""

from datetime import date
from decimal import Decimal

import pytest

from gugus.competence.models import Assessment, Rater, Round
from gugus.competence.queries import ranked_needs, reference_round
from gugus.competence.services import rounds
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from tests.support.html import page_of
from tests.support.measurement_round import NOW
from tests.support.world import client_of

CIAWI = [65, 74, 79, 79, 79, 64, 82, 70, 88, 91, 89, 68, 78, 73]


def _record(measuring, n=None):
    plan = rounds.RoundPlan(
        measuring.framework, "2016/17", date(2017, 5, 12), 76, source_note="Laporan"
    )
    percents = {i: Decimal(v) for i, v in zip(measuring.items, CIAWI, strict=True)}
    return rounds.record_summary(
        actor=measuring.actor(Role.SECRETARY),
        now=NOW,
        group=measuring.world.group,
        plan=plan,
        percents=percents,
        n=n,
    )


def test_a_recorded_summary_ranks_by_mean_and_claims_nothing_else(measuring):
    needs = ranked_needs(_record(measuring))
    assert [need.item.code for need in needs[:6]] == ["6", "1", "12", "8", "14", "2"]
    assert sum(need.is_low for need in needs) == 6
    # 79 three times: one shared rank, then the rank after all of them.
    assert [need.rank for need in needs][7:11] == [8, 8, 8, 11]
    for need in needs:
        assert (need.n, need.sd, need.ci_low, need.below, need.rank_low) == (None,) * 5


def test_group_means_of_a_summary_are_those_of_the_study(measuring):
    part = _record(measuring).result["by"]["summary"]
    assert part["mean"] == pytest.approx(1079 / 14)
    assert part["competencies"] == pytest.approx({"1": 522 / 7, "2": 83, "3": 78.5, "4": 75.5})


def test_the_reference_is_the_newest_closed_round(measuring):
    assert reference_round(measuring.world.group) is None
    old = _record(measuring)
    assert reference_round(measuring.world.group) == old
    measuring.fill(measuring.world.teachers[0], Rater.HEAD)
    measuring.close()
    assert reference_round(measuring.world.group) == measuring.round
    assert reference_round(measuring.world.other) is None


def test_closing_keeps_figures_of_the_planned_rater_only(measuring):
    for at, teacher in enumerate(measuring.world.teachers):
        measuring.fill(teacher, Rater.HEAD, value=at % 3)
        measuring.fill(teacher, Rater.SELF, value=2)
    needs = ranked_needs(measuring.close())
    assert {need.mean for need in needs} == {50.0}
    assert {need.n for need in needs} == {6}
    assert all(need.ci_low < 50 < need.ci_high for need in needs)
    assert measuring.round.result["compare"][0]["items"][0]["mean"] == 50.0


def test_without_the_planned_rater_the_others_are_used_and_named(measuring):
    for teacher in measuring.world.teachers:
        measuring.fill(teacher, Rater.SELF, value=1)
    measuring.close()
    assert measuring.round.result["basis"] == "self"
    page = measuring.world.client(Role.TEACHER).get(measuring.address(""))
    page = page_of(measuring.world.client(Role.TEACHER).get(measuring.address("")))
    assert "kepala sekolah" in page.told


def test_figures_of_fewer_than_three_teachers_are_not_given_to_the_group(measuring):
    for teacher in measuring.world.teachers[:2]:
        measuring.fill(teacher, Rater.HEAD)
        measuring.fill(teacher, Rater.SELF)
    need = ranked_needs(measuring.close())[0]
    assert (need.mean, need.n, need.is_low) == (None, 2, False)
    assert measuring.round.result["compare"][0]["items"][0]["mean"] is None


def test_what_is_not_sent_or_not_whole_is_left_out(measuring):
    world = measuring.world
    for teacher in world.teachers[:4]:
        measuring.fill(teacher, Rater.HEAD, value=2)
    measuring.fill(world.teachers[4], Rater.HEAD, value=0, skip=1)
    begun = measuring.fill(world.teachers[5], Rater.HEAD, value=0)
    Assessment.objects.filter(pk=begun.pk).update(submitted_at=None)
    page = page_of(
        world.client(Role.SECRETARY).get(measuring.address(f"ukur/{measuring.round.pk}/"))
    )
    assert "1 penilaian baru dimulai" in page.told
    assert "1 penilaian dikirim" in page.told
    by_code = {need.item.code: need for need in ranked_needs(measuring.close())}
    assert (by_code["1"].mean, by_code["1"].n) == (100.0, 4)
    assert (by_code["2"].mean, by_code["2"].n) == (80.0, 5)


def test_a_round_that_nobody_answered_closes_without_figures(measuring):
    needs = ranked_needs(measuring.close())
    assert len(needs) == 14
    assert all(need.mean is None and need.rank is None for need in needs)
    page = page_of(measuring.world.client(Role.TEACHER).get(measuring.address("")))
    assert not page.has("svg") and not page.has("ol")


def test_closing_twice_is_refused_and_reopening_forgets_the_figures(measuring):
    actor = measuring.actor(Role.CHAIR)
    first = Round.objects.get(pk=measuring.round.pk)
    measuring.close()
    with pytest.raises(Refused):
        rounds.close_round(actor=actor, now=NOW, round_=first)
    reopened = rounds.reopen_round(actor=actor, now=NOW, round_=measuring.round)
    assert (reopened.state, reopened.result) == ("open", None)
    assert reference_round(measuring.world.group) is None


def test_only_an_empty_round_can_be_discarded(measuring):
    actor = measuring.actor(Role.SECRETARY)
    measuring.fill(measuring.world.teachers[0], Rater.HEAD)
    with pytest.raises(Refused):
        rounds.discard_round(actor=actor, now=NOW, round_=measuring.round)
    rounds.discard_round(actor=actor, now=NOW, round_=_record(measuring))
    assert Round.objects.count() == 1


def test_the_audit_trail_holds_no_values(measuring):
    measuring.fill(measuring.world.teachers[0], Rater.HEAD)
    measuring.close()
    verbs = AuditEntry.objects.filter(group_id=measuring.world.group.pk)
    assert [entry.verb for entry in verbs.order_by("id")] == ["round.opened", "round.closed"]
    assert all(entry.data == {} for entry in verbs)


def test_typing_a_summary_takes_comma_and_percent_sign(measuring):
    first, second = measuring.items[:2]
    address = measuring.address(f"ukur/catat/{measuring.framework.pk}/")
    client = measuring.world.client(Role.SECRETARY)
    data = {
        "name": "Laporan",
        "measured_on": "2017-05-12",
        "source_note": "Laporan tahunan",
        "standard_percent": "76",
        f"item_{first.pk}": "64,5 %",
        f"item_{second.pk}": "80",
    }
    wrong = client.post(address, {**data, f"item_{second.pk}": "180"})
    assert wrong.status_code == 422
    assert page_of(wrong).value(f"item_{first.pk}") == "64,5 %"
    assert set(page_of(wrong).errors) == {f"item_{second.pk}"}
    assert client.post(address, data).status_code == 302
    made = Round.objects.get(kind="summary")
    assert [v.percent for v in made.summary_values.order_by("item__order")] == [
        Decimal("64.50"),
        Decimal("80.00"),
    ]
    assert made.school_year == 2016
    none = {key: value for key, value in data.items() if not key.startswith("item_")}
    assert client.post(address, none).status_code == 422


def test_a_closing_day_before_the_first_is_refused_beside_its_field(measuring):
    data = {
        "framework": measuring.framework.pk,
        "name": "Baru",
        "measured_on": "2026-11-02",
        "closes_on": "2026-11-01",
        "standard_percent": "76",
        "basis": "head",
    }
    client = measuring.world.client(Role.SECRETARY)
    response = client.post(measuring.address("ukur/buka/"), data)
    assert response.status_code == 422
    assert set(page_of(response).errors) == {"closes_on"}
    assert (
        client.post(measuring.address("ukur/buka/"), {**data, "closes_on": ""}).status_code == 302
    )


def test_only_who_runs_rounds_sees_and_changes_them(measuring):
    pk = measuring.round.pk
    for role in (Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.TREASURER):
        client = measuring.world.client(role)
        assert client.get(measuring.address("ukur/")).status_code == 404
        assert client.post(measuring.address(f"ukur/{pk}/tutup/")).status_code == 404
    outsider = client_of(measuring.world.outsider)
    other = f"/g/{measuring.world.other.code}/kebutuhan/ukur/{pk}/"
    assert outsider.get(other).status_code == 404
    assert outsider.post(f"{other}tutup/").status_code == 404
    measuring.round.refresh_from_db()
    assert measuring.round.state == "open"
    secretary = measuring.world.client(Role.SECRETARY)
    assert secretary.get(measuring.address(f"ukur/{pk}/tutup/")).status_code == 405


def test_the_same_measurement_sent_twice_is_made_once(measuring):
    _record(measuring)
    with pytest.raises(Refused, match="sudah tercatat") as told:
        _record(measuring)
    assert told.value.field == "name"
    assert Round.objects.filter(name="2016/17").count() == 1
    client = client_of(measuring.world.users[Role.SECRETARY])
    plan = {"framework": measuring.framework.pk, "name": "Ukur", "measured_on": "2026-11-01"}
    plan |= {"basis": "head", "standard_percent": 76}
    sent = [client.post("/g/rekaan-1/kebutuhan/ukur/buka/", plan).status_code for _tap in "12"]
    assert sent == [302, 422]
    own = {**plan, "source_note": "Laporan", f"item_{measuring.items[0].pk}": "50"}
    path = f"/g/rekaan-1/kebutuhan/ukur/catat/{measuring.framework.pk}/"
    assert [client.post(path, own).status_code for _tap in "12"] == [302, 422]
