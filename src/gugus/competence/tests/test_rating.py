"""Rating: three independent raters, screen by screen, sent once."""

from datetime import timedelta

import pytest

from gugus.competence.access import rateable_teachers, readable_raters
from gugus.competence.models import Answer, Assessment, Rater, Round
from gugus.competence.services import assessments as rating
from gugus.competence.services import rounds
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.html import page_of
from tests.support.measurement_round import NOW


def _address(measuring, rater, teacher, rest=""):
    return measuring.address(f"nilai/{measuring.round.pk}/{rater}/{teacher.pk}/{rest}")


def test_each_tap_is_kept_and_the_next_screen_follows(measuring):
    world, first = measuring.world, measuring.items[0]
    me = world.teachers[0]
    client = world.client(Role.TEACHER)
    one, two, *_ = first.indicators.all()
    here = _address(measuring, "self", me, f"{first.order}/")
    client.post(here, {f"i{one.pk}": "2"})
    assert page_of(client.get(here)).says("1 dari 6")
    response = client.post(here, {f"i{one.pk}": "1", f"i{two.pk}": "0"})
    assert response["Location"] == _address(measuring, "self", me, f"{first.order + 1}/")
    kept = Assessment.objects.get(teacher=me, rater="self")
    assert dict(kept.answers.values_list("indicator_id", "value")) == {one.pk: 1, two.pk: 0}
    overview = page_of(client.get(_address(measuring, "self", me)))
    assert overview.says("2 dari 6")
    following = _address(measuring, "self", me, f"{first.order}/")
    assert following in overview.links


def test_importance_is_asked_once_after_the_last_screen(measuring):
    world, me = measuring.world, measuring.world.teachers[0]
    client, first, last = world.client(Role.TEACHER), measuring.items[0], measuring.items[-1]
    for item in (first, last):
        here = _address(measuring, "self", me, f"{item.order}/")
        assert "Seberapa penting" not in page_of(client.get(here)).text
    end = _address(measuring, "self", me, "penting/")
    assert client.post(here, {})["Location"] == end
    assert page_of(client.get(end)).source.count("<legend>") == len(measuring.items)
    assert client.post(end, {f"w{first.pk}": "6"}).status_code == 422
    assert client.post(end, {f"w{first.pk}": "4"})["Location"] == _address(measuring, "self", me)
    kept = Assessment.objects.get(teacher=me, rater="self")
    assert (kept.importance.get().item, kept.importance.get().value) == (first, 4)
    assert page_of(client.get(_address(measuring, "self", me))).says("1 dari 14")


def test_the_overview_says_how_long_it_takes_and_how_it_fits_into_days(measuring, answers):
    world, me = measuring.world, measuring.world.teachers[0]
    client, here = world.client(Role.TEACHER), _address(measuring, "self", me)
    page = page_of(client.get(here))
    assert page.says("dari 14 kompetensi, sekitar 26 menit lagi")
    assert page.says("satu kompetensi sehari")
    for item in measuring.items[:3]:
        data = {f"i{pk}": value for pk, value in answers(item, 1).items()}
        client.post(_address(measuring, "self", me, f"{item.order}/"), data)
    measuring.round.closes_on = world.today + timedelta(days=4)
    measuring.round.save()
    page = page_of(client.get(here))
    assert page.only(id="selesai").text == "3" and page.says("3 kompetensi sehari")


def test_a_value_outside_the_scale_is_refused_and_nothing_is_stored(measuring):
    world, first = measuring.world, measuring.items[0]
    one = first.indicators.first()
    here = _address(measuring, "self", world.teachers[0], f"{first.order}/")
    assert world.client(Role.TEACHER).post(here, {f"i{one.pk}": "3"}).status_code == 422
    assert not Answer.objects.exists()


def test_an_indicator_of_another_item_is_refused(measuring, answers):
    target = measuring.target(measuring.world.teachers[0], Rater.SELF)
    first, second = measuring.items[:2]
    with pytest.raises(Refused):
        rating.save_answers(
            actor=measuring.actor(Role.TEACHER),
            now=NOW,
            target=target,
            item=first,
            values=answers(second, 1),
        )


def test_who_rates_whom(measuring):
    world = measuring.world
    at_school = [t for t in world.teachers if t.school_id == world.schools[0].pk]

    def reached(role, rater):
        return set(rateable_teachers(measuring.actor(role), rater, world.group))

    assert reached(Role.TEACHER, Rater.SELF) == {world.teachers[0]}
    assert reached(Role.TEACHER, Rater.HEAD) == set()
    assert reached(Role.SCHOOL_HEAD, Rater.HEAD) == set(at_school)
    assert reached(Role.SUPERVISOR, Rater.SUPERVISOR) == set(world.teachers)
    assert reached(Role.SECRETARY, Rater.SELF) == set()


def test_a_head_who_teaches_does_not_rate_himself_from_outside(measuring):
    world = measuring.world
    teacher = world.teachers[2]
    teacher.user = world.users[Role.SCHOOL_HEAD]
    teacher.save()
    assert teacher.school_id == world.schools[0].pk
    mine = rateable_teachers(measuring.actor(Role.SCHOOL_HEAD), Rater.HEAD, world.group)
    assert teacher not in mine and mine.exists()


def test_other_peoples_screens_are_404(measuring):
    world = measuring.world
    teacher, colleague = world.teachers[0], world.teachers[1]
    cases = [
        (Role.TEACHER, "self", colleague),
        (Role.TEACHER, "head", teacher),
        (Role.SCHOOL_HEAD, "head", colleague),  # another school
        (Role.SCHOOL_HEAD, "self", teacher),
        (Role.SUPERVISOR, "nobody", teacher),
        (Role.SECRETARY, "self", teacher),
    ]
    for role, rater, whom in cases:
        client = world.client(role)
        assert client.get(_address(measuring, rater, whom)).status_code == 404
        assert client.get(_address(measuring, rater, whom, "1/")).status_code == 404
        assert client.post(_address(measuring, rater, whom, "kirim/")).status_code == 404
    outside = measuring.target(world.other_teacher, Rater.SUPERVISOR)
    with pytest.raises(Refused):
        rating.submit_assessment(actor=measuring.actor(Role.SUPERVISOR), now=NOW, target=outside)


def test_sending_with_gaps_needs_a_word_and_locks(measuring, answers):
    world, first = measuring.world, measuring.items[0]
    me, client = world.teachers[0], world.client(Role.TEACHER)
    send = _address(measuring, "self", me, "kirim/")
    assert client.post(send, {"with_gaps": "on"}).status_code == 422  # nothing answered at all
    data = {f"i{pk}": value for pk, value in answers(first, 1).items()}
    client.post(_address(measuring, "self", me, f"{first.order}/"), data)
    refused = client.post(send)
    assert refused.status_code == 422 and "72" in page_of(refused).alerts[0]
    assert client.post(send, {"with_gaps": "on"}).status_code == 302
    again = client.post(_address(measuring, "self", me, f"{first.order}/"), data)
    assert again["Location"] == _address(measuring, "self", me)
    with pytest.raises(Refused):
        rating.save_answers(
            actor=measuring.actor(Role.TEACHER),
            now=NOW,
            target=measuring.target(me, Rater.SELF),
            item=first,
            values=answers(first, 2),
        )
    assert set(Answer.objects.values_list("value", flat=True)) == {1}


def test_the_runner_gives_a_sent_rating_back(measuring, answers):
    me = measuring.world.teachers[0]
    sent = measuring.fill(me, Rater.SELF)
    client = measuring.world.client(Role.SECRETARY)
    client.post(measuring.address(f"ukur/{measuring.round.pk}/kembalikan/{sent.pk}/"))
    sent.refresh_from_db()
    assert sent.submitted_at is None and sent.answers.count() == 78
    with pytest.raises(Refused):
        rounds.unlock_assessment(actor=measuring.actor(Role.CHAIR), now=NOW, assessment=sent)


def test_a_closed_round_takes_no_answers(measuring, answers):
    me, first = measuring.world.teachers[0], measuring.items[0]
    stale = Round.objects.get(pk=measuring.round.pk)
    measuring.close()
    with pytest.raises(Refused):
        rating.save_answers(
            actor=measuring.actor(Role.TEACHER),
            now=NOW,
            target=rating.RatingTarget(stale, me, Rater.SELF),
            item=first,
            values=answers(first, 2),
        )
    assert not Assessment.objects.exists()


def test_raters_do_not_see_each_other_before_the_round_is_closed(measuring):
    world = measuring.world
    me = world.teachers[0]
    measuring.fill(me, Rater.SELF, value=2)
    measuring.fill(me, Rater.HEAD, value=0)

    def seen(role):
        return readable_raters(measuring.actor(role), measuring.round, me)

    assert seen(Role.TEACHER) == (Rater.SELF,)
    assert seen(Role.SCHOOL_HEAD) == (Rater.HEAD,)
    assert seen(Role.SUPERVISOR) == (Rater.SUPERVISOR,)
    measuring.close()
    for role in (Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        assert seen(role) == tuple(Rater)
    for role in (Role.SECRETARY, Role.CHAIR, Role.TREASURER):
        assert seen(role) == ()


def test_the_list_shows_what_waits_for_me(measuring):
    world = measuring.world
    measuring.fill(world.teachers[0], Rater.HEAD)
    page = page_of(world.client(Role.SCHOOL_HEAD).get(measuring.address("nilai/")))
    assert page.says("1 dari 3")
    assert world.teachers[1].name not in page.source
    measuring.close()
    page = page_of(world.client(Role.SCHOOL_HEAD).get(measuring.address("nilai/")))
    assert page.empty and not page.items


def test_a_screen_after_closing_leads_away_and_says_why(measuring):
    me, first = measuring.world.teachers[0], measuring.items[0]
    client = measuring.world.client(Role.TEACHER)
    here = _address(measuring, "self", me, f"{first.order}/")
    data = {f"i{first.indicators.first().pk}": "1"}
    assert client.get(here).status_code == 200
    measuring.close()
    sent = client.post(here, data)
    assert sent["Location"] == _address(measuring, "self", me)
    page = page_of(client.get(sent["Location"]))
    assert "sudah ditutup" in page.told and not page.commands
    assert not Answer.objects.exists()
    assert client.get(here)["Location"] == _address(measuring, "self", me)
