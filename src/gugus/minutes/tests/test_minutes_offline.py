"""Minutes written on phones: saved while typing, sent later, merged by field."""

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from gugus.minutes.models import Minutes, MinutesVariant
from gugus.minutes.rules.text_merge import text_digest
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from tests.support.meetings import make_meeting
from tests.support.phone import Phone

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def meeting(world):
    return make_meeting(world, state="called")


def body(meeting, *, base=None, page="", **texts):
    return {"meeting": meeting.pk, "page": page, "base": base or {}, **texts}


def save(phone, meeting, *, ago=timedelta(0), **more):
    return phone.do("minutes.save", body(meeting, **more), ago=ago)


def kept(field="discussion"):
    waiting = MinutesVariant.objects.filter(field=field, waiting=True)
    return getattr(Minutes.objects.get(), field), set(waiting.values_list("text", flat=True))


def test_a_saved_page_is_answered_with_what_stands_that_is_not_its_own(world, meeting):
    phone, other = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    save(other, meeting, opening="Doa bersama")
    answer = save(phone, meeting, discussion="Tanya jawab")
    assert answer["state"] == "applied"
    assert answer["data"] == {
        "version": 2,
        "texts": {
            "opening": "Doa bersama",
            "chaired_by": "Guru Rekaan 2",
            "taken_by": "Guru Rekaan 3",
        },
        "undecided": [],
    }


def test_a_page_that_saves_itself_again_does_not_fight_itself(world, meeting):
    phone = Phone(world.users[Role.SECRETARY])
    for text in ("Tanya", "Tanya ja", "Tanya jawab"):
        # The answers never came back: the base stays.
        assert save(phone, meeting, page="a1", discussion=text)["data"]["undecided"] == []
    assert kept() == ("Tanya jawab", set())
    save(phone, meeting, page="a1", discussion="", base={"discussion": "Tanya jawab"})
    assert kept() == ("", set())
    assert AuditEntry.objects.filter(verb="minutes.saved").count() == 1


def test_a_command_that_names_no_page_comes_from_its_device(world, meeting):
    phone = Phone(world.users[Role.SECRETARY])
    for text in ("Satu", "Dua"):
        save(phone, meeting, discussion=text)
    assert kept() == ("Dua", set())


def test_the_same_command_twice_changes_nothing(world, meeting):
    phone = Phone(world.users[Role.SECRETARY])
    command = phone.make("minutes.save", body(meeting, discussion="Satu"))
    first = phone.send(command)[0]
    again = phone.send(command)[0]
    assert (again["again"], again["data"]) == (True, first["data"])
    assert Minutes.objects.get().version == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_phones_end_the_same_in_every_order(world, meeting, order):
    users = [world.users[role] for role in (Role.SECRETARY, Role.CHAIR, Role.LEAD_TEACHER)]
    off = (timedelta(0), timedelta(days=400), timedelta(days=-9))
    phones = [Phone(user, clock_off=wrong) for user, wrong in zip(users, off, strict=True)]
    texts = ("Pertama", "Kedua", "Ketiga")
    for n in order:
        # Whoever is first in the row wrote longest ago, whatever that phone's clock shows.
        save(phones[n], meeting, ago=(3 - n) * HOUR, discussion=texts[n])
    assert kept() == ("Ketiga", {"Pertama", "Kedua"})


def test_fields_that_one_side_left_alone_take_the_others_text(world, meeting):
    secretary, chair = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    save(secretary, meeting, opening="Doa", discussion="Asal")
    both = {"opening": "Doa", "discussion": "Asal"}
    save(secretary, meeting, page="s2", base=both, opening="Doa dan lagu", discussion="Asal")
    answer = save(chair, meeting, base=both, opening="Doa", discussion="Lanjut")
    assert answer["data"]["undecided"] == []
    assert kept("opening") == ("Doa dan lagu", set())
    assert kept("discussion") == ("Lanjut", set())


def test_a_field_repeated_while_another_is_written_does_not_come_back(world, meeting):
    secretary, chair = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    save(secretary, meeting, page="s", opening="Doa")
    save(chair, meeting, base={"opening": "Doa"}, opening="Doa dan lagu")
    base = {"opening": "Doa", "discussion": ""}
    save(secretary, meeting, page="s", base=base, opening="Doa", discussion="Tanya jawab")
    assert kept("opening") == ("Doa dan lagu", set())


def test_a_phone_decides_and_what_was_decided_against_is_kept(world, meeting):
    secretary, chair = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    save(secretary, meeting, ago=HOUR, decisions="Mencoba")
    answer = save(chair, meeting, decisions="Membaca")
    assert answer["data"]["undecided"] == ["decisions"]
    assert "dua tulisan untuk: Keputusan" in answer["note"]
    choice = {
        "meeting": meeting.pk,
        "field": "decisions",
        "text": "1. Mencoba",
        "seen": [text_digest("Mencoba"), text_digest("Membaca")],
    }
    assert secretary.do("minutes.decide", choice)["state"] == "applied"
    assert kept("decisions") == ("Mencoba", set())
    row = MinutesVariant.objects.get(text="Membaca")
    assert (row.decided_by, row.decided_at is None) == (world.users[Role.SECRETARY], False)
    wrong = secretary.do("minutes.decide", {**choice, "field": "version"})
    assert wrong["state"] == "refused"


def test_a_decision_that_was_made_without_a_later_text_does_not_hide_it(world, meeting):
    phones = [Phone(world.users[role]) for role in (Role.SECRETARY, Role.CHAIR, Role.LEAD_TEACHER)]
    save(phones[0], meeting, ago=3 * HOUR, discussion="Satu")
    save(phones[1], meeting, ago=2 * HOUR, discussion="Dua")
    save(phones[2], meeting, ago=4 * HOUR, discussion="Tiga")
    seen = [text_digest("Satu"), text_digest("Dua")]
    choice = {"meeting": meeting.pk, "field": "discussion", "text": "Satu dan dua", "seen": seen}
    phones[0].do("minutes.decide", choice, ago=HOUR)
    assert kept() == ("Satu dan dua", {"Tiga"})


def test_closing_time_and_names_are_merged_like_texts(world, meeting):
    secretary, chair = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    save(secretary, meeting, ago=HOUR, closed_at="15:10")
    save(chair, meeting, closed_at="15.20")
    assert kept("closed_at")[1] == {"15:10"}
    assert Minutes.objects.get().closed_at.hour == 15
    seen = [text_digest("15:10"), text_digest("15:20")]
    choice = {"meeting": meeting.pk, "field": "closed_at", "text": "15:10", "seen": seen}
    assert chair.do("minutes.decide", choice)["state"] == "applied"
    assert Minutes.objects.get().closed_at.minute == 10


def test_ugly_text_is_kept_as_it_is_and_too_much_is_refused_in_words(world, meeting):
    phone = Phone(world.users[Role.SECRETARY])
    ugly = "<script>alert(1)</script> oyes 👩‍🏫 {{ x }} 'a\\"
    assert save(phone, meeting, discussion=ugly + "\0\u202e")["state"] == "applied"
    assert kept() == (ugly, set())
    refused = save(phone, meeting, discussion="x" * 50_000)
    assert refused["state"] == "refused"
    assert refused["field"] == "discussion"
    assert "Pembahasan" in refused["reason"]
    assert "20000" in refused["reason"]
    for rubbish in ({"discussion": ["a", "b"]}, {"closed_at": "nanti"}, {"base": "x"}):
        assert save(phone, meeting, **rubbish)["state"] in {"applied", "refused"}


def test_nothing_of_another_group_or_of_a_closed_meeting_is_written(world, meeting):
    phone = Phone(world.users[Role.SECRETARY])
    foreign = make_meeting(world, group=world.other, host=world.other_school)
    assert save(phone, foreign, discussion="x")["state"] == "refused"
    assert phone.do("minutes.save", {"meeting": "x"})["state"] == "refused"
    cancelled = make_meeting(world, state="cancelled")
    assert "dibatalkan" in save(phone, cancelled, discussion="x")["reason"]
    held = make_meeting(world, state="held")
    assert "sudah selesai" in save(phone, held, discussion="x")["reason"]
    assert not MinutesVariant.objects.exists()


def test_another_person_cannot_write_in_the_name_of_a_page(world, meeting):
    secretary, chair = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    page = uuid4().hex
    save(secretary, meeting, ago=HOUR, page=page, discussion="Punya sekretaris")
    save(chair, meeting, page=page, discussion="Punya ketua")
    assert kept() == ("Punya ketua", {"Punya sekretaris"})


def test_an_old_text_that_stood_before_is_never_lost(world, meeting):
    Minutes.objects.create(meeting=meeting, discussion="Dari dulu", version=3)
    save(Phone(world.users[Role.CHAIR]), meeting, discussion="Tanpa melihat")
    assert kept() == ("Tanpa melihat", {"Dari dulu"})
