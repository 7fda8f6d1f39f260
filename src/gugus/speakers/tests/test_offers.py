"""Members who are strong are asked on their own page; officers see only who said yes."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from gugus.competence.models import Assessment, Item, Rater, Round
from gugus.competence.queries.answers import framework_items
from gugus.competence.rules.stamps import AnswerStamp
from gugus.competence.services import assessments as rating
from gugus.competence.services import rounds
from gugus.people.clock import year_here
from gugus.people.models import Speaker, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.programme.models import Line, Programme
from gugus.speakers.models import HelpOffer, Skill
from gugus.speakers.queries.offers import items_asked_of, strong_and_silent, strong_items
from gugus.speakers.services.offers import OfferAnswer, answer_offer
from tests.support.html import page_of
from tests.support.meetings import actor
from tests.support.phone import Phone
from tests.support.world import World

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
TODAY = date(2026, 11, 25)
OWN = "/g/rekaan-1/membantu/"


@pytest.fixture
def items(db: None) -> list[Item]:
    return framework_items(Item.objects.filter(framework__code="pkg-14")[0].framework_id)


@pytest.fixture
def line(world: World, items: list[Item]) -> Line:
    programme = Programme.objects.create(group=world.group, school_year=year_here())
    made = Line.objects.create(
        programme=programme, kind="rutin", title="Asesmen", objective="x", strategy="diskusi"
    )
    made.needs.set(items[:2])
    return made


def rate(
    world: World, round_: Round, teacher: Teacher, items: list[Item], strong: set[int]
) -> None:
    """The head's rating: everything met in the items at `strong`, nothing in the others."""
    sheet = Assessment.objects.create(
        round=round_,
        teacher=teacher,
        rater=Rater.HEAD,
        rated_by=world.users[Role.SCHOOL_HEAD],
        started_at=NOW,
        submitted_at=NOW,
    )
    answers = {
        one.pk: 2 if n in strong else 0
        for n, item in enumerate(items)
        for one in item.indicators.all()
    }
    rating.store_answers(sheet, answers, AnswerStamp(NOW, uuid4()))


@pytest.fixture
def measured(world: World, items: list[Item], line: Line) -> Round:
    """Teachers 0, 1 and 2 are strong in the first item; 0 also in the last, which nobody seeks."""
    secretary = actor(world.users[Role.SECRETARY])
    plan = rounds.RoundPlan(items[0].framework, "PKG", date(2026, 11, 2), 76)
    round_ = rounds.open_round(actor=secretary, now=NOW, group=world.group, plan=plan)
    for n, teacher in enumerate(world.teachers):
        # Everybody is good in the last: it is no need of the group's.
        strong = {13} | ({0} if n < 3 else set()) | ({2} if n < 1 else set())
        rate(world, round_, teacher, items, strong | set(range(3, 13)))
    return rounds.close_round(actor=secretary, now=NOW, round_=round_)


def choose_url(line: Line) -> str:
    return f"/g/rekaan-1/narasumber/untuk/{line.pk}/"


def offer(world: World, teacher: Teacher, item: Item, **changes) -> HelpOffer:
    values = {"willing": True, "level": "helper", "answered_at": NOW, **changes}
    return HelpOffer.objects.create(teacher=teacher, item=item, **values)


def test_asked_is_who_is_strong_in_what_the_group_seeks(world, items, measured) -> None:
    first = world.teachers[0]
    assert {item.order for item in strong_items(world.group, first)} >= {1, 3, 14}
    asked = items_asked_of(world.group, first, TODAY)
    # The first by the line; the third because the group is low there; the last is nobody's need.
    assert [item.order for item in asked] == [1, 3]
    assert items_asked_of(world.group, world.teachers[4], TODAY) == ()


def test_an_open_round_asks_nobody(world, items, measured) -> None:
    Round.objects.update(state=Round.State.OPEN)
    assert strong_items(world.group, world.teachers[0]) == []
    assert strong_and_silent(world.group, {items[0].pk}) == 0


def test_beranda_asks_until_it_is_answered(world, items, measured) -> None:
    client = world.client(Role.TEACHER)
    home = "/g/rekaan-1/"
    assert page_of(client.get(home)).leads_to(OWN)
    for item in (items[0], items[2]):
        client.post(OWN, {"item": item.pk, "willing": "0", "strong": "on"})
    assert not page_of(client.get(home)).leads_to(OWN)
    assert not HelpOffer.objects.filter(willing=True).exists()


def test_officers_see_a_number_until_somebody_says_yes(world, items, measured, line) -> None:
    secretary = world.client(Role.SECRETARY)
    before = secretary.get(choose_url(line)).content.decode()
    assert page_of(secretary.get(choose_url(line))).notice("3 anggota lain")
    assert not any(teacher.name in before for teacher in world.teachers)
    teacher = world.client(Role.TEACHER)
    page = page_of(teacher.get(OWN))
    assert page.notice("pengurus melihat nama Anda")
    teacher.post(OWN, {"item": items[0].pk, "willing": "1", "strong": "on"})
    after = secretary.get(choose_url(line)).content.decode()
    assert page_of(secretary.get(choose_url(line))).notice("2 anggota lain")
    shown = page_of(secretary.get(choose_url(line))).entry(world.teachers[0].name)
    assert shown.states == ["kuat di sini"]
    assert not any(teacher.name in after for teacher in world.teachers[1:])
    # Taken back: the name is gone, and nobody is told why.
    teacher.post(OWN, {"item": items[0].pk, "willing": "0"})
    gone = secretary.get(choose_url(line)).content.decode()
    assert world.teachers[0].name not in gone
    assert page_of(secretary.get(choose_url(line))).notice("2 anggota lain")


def test_strength_is_shown_only_with_consent_and_only_if_true(world, items, measured, line) -> None:
    # Offered by oneself, without the question that says that strength is seen.
    client = world.client(Role.TEACHER)
    client.post(OWN, {"item": items[0].pk, "willing": "1"})
    assert HelpOffer.objects.get().as_strong is False
    page = page_of(world.client(Role.SECRETARY).get(choose_url(line)))
    assert page.entry(world.teachers[0].name).states == []
    # Who is not strong cannot claim to be.
    client.post(OWN, {"item": items[1].pk, "willing": "1", "strong": "on"})
    assert not HelpOffer.objects.filter(as_strong=True).exists()


def test_changing_the_level_keeps_what_was_agreed(world, items, measured) -> None:
    client = world.client(Role.TEACHER)
    client.post(OWN, {"item": items[0].pk, "willing": "1", "strong": "on"})
    client.post(OWN, {"item": items[0].pk, "willing": "1", "level": "co"})
    row = HelpOffer.objects.get()
    assert row.as_strong and row.level == "co"


def test_commands_of_phones_in_any_order_leave_the_last_word(world, items, measured) -> None:
    phone = Phone(world.users[Role.TEACHER])
    body = {"item": items[0].pk, "willing": "1", "strong": "on"}
    late = phone.do("offer.answer", {**body, "willing": "0"})
    early = phone.do("offer.answer", body, ago=timedelta(hours=2))
    assert (late["state"], early["state"]) == ("applied", "superseded")
    assert HelpOffer.objects.get().willing is False
    assert phone.do("offer.answer", {"willing": "1"})["state"] == "refused"
    assert phone.do("offer.answer", {**body, "item": 99999})["state"] == "refused"


def test_nobody_answers_for_another(world, items) -> None:
    said = OfferAnswer(items[0], True, "helper", False)
    with pytest.raises(Refused):
        answer_offer(
            actor=actor(world.users[Role.SECRETARY]),
            now=NOW,
            group=world.group,
            teacher=world.teachers[0],
            said=said,
            at=NOW,
        )
    assert world.client(Role.SECRETARY).get(OWN).status_code == 404


def test_a_chosen_member_becomes_a_speaker_with_what_they_offered(world, items, line) -> None:
    offer(world, world.teachers[3], items[0], level="co")
    client = world.client(Role.CHAIR)
    for _tap in range(2):
        client.post(choose_url(line), {"who": f"t{world.teachers[3].pk}"})
    speaker = Speaker.objects.get(teacher=world.teachers[3])
    line.refresh_from_db()
    assert line.speaker == speaker and line.changed_at is not None
    assert Skill.objects.get(speaker=speaker).level == "co"
    assert AuditEntry.objects.filter(verb="line.speaker_chosen").count() == 1
    page = page_of(client.get(choose_url(line)))
    assert "terpilih" in page.entry(world.teachers[3].name).states
    client.post(choose_url(line), {"who": ""})
    line.refresh_from_db()
    assert line.speaker is None


def test_a_speaker_of_another_group_who_is_the_same_teacher_is_the_same_row(
    world, items, line
) -> None:
    known = Speaker.objects.create(name="Guru Rekaan 4", teacher=world.teachers[3])
    known.groups.add(world.other)
    offer(world, world.teachers[3], items[0])
    world.client(Role.CHAIR).post(choose_url(line), {"who": f"t{world.teachers[3].pk}"})
    assert Speaker.objects.count() == 1 and known.groups.count() == 2


def test_a_signed_programme_takes_nobody(world, items, line) -> None:
    offer(world, world.teachers[3], items[0])
    line.programme.status = Programme.Status.SIGNED
    line.programme.save()
    client = world.client(Role.CHAIR)
    answer = page_of(
        client.post(choose_url(line), {"who": f"t{world.teachers[3].pk}"}, follow=True)
    )
    assert "ditandatangani" in answer.told and "who" not in answer.fields
    line.refresh_from_db()
    assert line.speaker is None and not Speaker.objects.exists()


def test_who_took_the_offer_back_is_not_chosen(world, items, line) -> None:
    offer(world, world.teachers[3], items[0], willing=False)
    client = world.client(Role.CHAIR)
    for who in (f"t{world.teachers[3].pk}", "s99999", f"t{world.other_teacher.pk}", "x"):
        client.post(choose_url(line), {"who": who})
    line.refresh_from_db()
    assert line.speaker is None and not Speaker.objects.exists()


def test_the_order_on_the_page(world, items, measured, line) -> None:
    offer(world, world.teachers[1], items[0], as_strong=True)
    offer(world, world.teachers[4], items[1])
    for name, level in (("Bu Contoh Penyaji", "presenter"), ("Pak Contoh Pendamping", "co")):
        speaker = Speaker.objects.create(name=name)
        speaker.groups.add(world.group)
        Skill.objects.create(speaker=speaker, item=items[1], level=level)
    other = Speaker.objects.create(name="Bu Contoh Lain")
    other.groups.add(world.group)
    page = page_of(world.client(Role.LEAD_TEACHER).get(choose_url(line)))
    names = ["Guru Rekaan 2", "Bu Contoh Penyaji", "Pak Contoh Pendamping", "Guru Rekaan 5"]
    offered = [item.only("b").text for item in page.items if item.has("b")]
    at = [offered.index(name) for name in [*names, "Bu Contoh Lain"]]
    assert at == sorted(at)
