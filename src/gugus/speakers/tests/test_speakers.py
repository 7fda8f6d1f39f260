"""The registry: skills, the ladder, terms, days away, load, and speakers that groups share."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from gugus.calendar.models import PlanSettings
from gugus.competence.models import Item
from gugus.meetings.models import Meeting
from gugus.people.clock import year_here
from gugus.people.models import Group, Speaker
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_bounds
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.programme.models import Line, Programme
from gugus.speakers.models import Skill, SpeakerAbsence, SpeakerTerms
from gugus.speakers.queries.ladder import served_counts_by_skill
from gugus.speakers.queries.shared import find_speakers
from gugus.speakers.queries.speakers import (
    Load,
    able_speakers,
    load_of,
    loads_of,
    most_of,
    speakers_away,
)
from gugus.speakers.services import speakers as services
from tests.support.html import page_of
from tests.support.meetings import actor, make_meeting
from tests.support.world import World, client_of

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
BASE = "/g/rekaan-1/narasumber/"


@pytest.fixture
def items(db: None) -> list[Item]:
    return list(Item.objects.filter(framework__code="pkg-14").order_by("order"))


@pytest.fixture
def speaker(world: World) -> Speaker:
    made = Speaker.objects.create(name="Bu Contoh", institution="UPTD", phone="081299990009")
    made.groups.add(world.group)
    return made


def a_line(world: World, *needs: Item, title: str = "Menyusun asesmen") -> Line:
    programme, _made = Programme.objects.get_or_create(group=world.group, school_year=year_here())
    line = Line.objects.create(
        programme=programme, kind="rutin", title=title, objective="x", strategy="diskusi"
    )
    line.needs.set(needs)
    return line


def held(world: World, speaker: Speaker, line: Line | None = None, **changes) -> Meeting:
    values = {"state": "held", "speaker": speaker, "line": line, **changes}
    return make_meeting(world, **values)


def who(world: World):
    return actor(world.users[Role.SECRETARY])


def in_year() -> date:
    return school_year_bounds(year_here())[0] + timedelta(days=20)


def test_away_days_are_those_written_and_those_of_other_weekdays(world, speaker) -> None:
    other = Speaker.objects.create(name="Pak Contoh")
    SpeakerTerms.objects.create(speaker=speaker, weekdays=[2])
    SpeakerAbsence.objects.create(
        speaker=speaker, first_day=date(2026, 9, 1), last_day=date(2026, 9, 9)
    )
    days = [date(2026, 9, 2), date(2026, 9, 10), date(2026, 9, 16)]  # Rabu, Kamis, Rabu
    found = speakers_away([speaker.pk, other.pk], days)
    assert found == {speaker.pk: {days[0], days[1]}, other.pk: frozenset()}
    assert speakers_away([speaker.pk], []) == {speaker.pk: frozenset()}


def test_the_load_counts_all_groups_and_no_cancelled_meeting(world, speaker) -> None:
    day, settings = in_year(), PlanSettings(group=world.group, speaker_most=5)
    held(world, speaker, date=day)
    make_meeting(world, speaker=speaker, date=day)
    make_meeting(world, speaker=speaker, date=day, group=world.other, host=None)
    make_meeting(world, speaker=speaker, date=day, state="cancelled")
    make_meeting(world, speaker=speaker, date=day - timedelta(days=40))
    year = year_here()
    assert load_of([speaker.pk], year) == {speaker.pk: 3}
    assert loads_of([speaker.pk], year, settings) == {speaker.pk: Load(2, 1, 5)}
    SpeakerTerms.objects.create(speaker=speaker, most_a_year=2)
    assert most_of([speaker.pk], settings) == {speaker.pk: 2}


def test_able_are_the_groups_presenters_of_a_need(world, items) -> None:
    line = a_line(world, items[0], items[1])
    rows = [
        ("presenter", items[0], True),
        ("helper", items[0], True),
        ("presenter", items[5], True),
    ]
    rows += [("presenter", items[1], False)]
    made = []
    for level, item, here in rows:
        one = Speaker.objects.create(name=f"Contoh {len(made)}")
        one.groups.add(world.group if here else world.other)
        Skill.objects.create(speaker=one, item=item, level=level)
        made.append(one.pk)
    assert able_speakers(line) == (made[0],)


def test_skills_are_written_anew_and_other_frameworks_stay(world, speaker, items) -> None:
    foreign = Item.objects.exclude(framework__code="pkg-14").first()
    assert foreign is not None
    for item in (foreign, items[0]):
        Skill.objects.create(speaker=speaker, item=item, level="presenter")
    Skill.objects.create(speaker=speaker, topic="PTK", level="helper")
    services.set_skills(
        actor=who(world),
        now=NOW,
        group=world.group,
        speaker=speaker,
        levels={items[0]: "", items[1]: "co"},
        topics=[("ptk", "co"), ("Alat peraga", "presenter")],
    )
    rows = {(s.item_id or s.topic): s.level for s in speaker.skills.all()}
    assert rows == {
        foreign.pk: "presenter",
        items[1].pk: "co",
        "ptk": "co",
        "Alat peraga": "presenter",
    }


def test_a_level_is_dated_when_it_changes_and_only_then(world, speaker, items) -> None:
    levels = {items[0]: "helper"}
    for now in (NOW, NOW + timedelta(days=5)):
        services.set_skills(
            actor=who(world), now=now, group=world.group, speaker=speaker, levels=levels, topics=[]
        )
    assert speaker.skills.get().since == NOW.date()


def test_serving_proposes_the_next_rung_and_a_person_takes_it(world, speaker, items) -> None:
    skill = Skill.objects.create(
        speaker=speaker, item=items[0], level="helper", since=in_year() - timedelta(days=5)
    )
    topic = Skill.objects.create(speaker=speaker, topic="Penilaian", level="co")
    line = a_line(world, items[0], title="Menilai hasil belajar")
    client = world.client(Role.SECRETARY)
    rising = f"{BASE}{speaker.pk}/naik/"
    assert not page_of(client.get(f"{BASE}{speaker.pk}/")).leads_to(rising)
    held(world, speaker, line, date=in_year())
    held(world, speaker, line, date=in_year() - timedelta(days=9))
    make_meeting(world, speaker=speaker, line=line, date=in_year())
    # Of the item one since its level was set; of the topic, by its stem, both.
    assert served_counts_by_skill([speaker]) == {skill.pk: 1, topic.pk: 2}
    page = page_of(client.get(f"{BASE}{speaker.pk}/"))
    offered = [button for button in page.buttons if button.startswith("Naikkan")]
    assert ["Pendamping penyaji" in button for button in offered].count(True) == 1
    assert len(offered) == 2 and page.leads_to(rising)
    reader = page_of(world.client(Role.TEACHER).get(f"{BASE}{speaker.pk}/"))
    assert not reader.leads_to(rising)
    for _tap in range(2):
        client.post(f"{BASE}{speaker.pk}/naik/", {"skill": skill.pk, "seen": "helper"})
    skill.refresh_from_db()
    assert skill.level == "co" and skill.since == timezone.localdate()
    with pytest.raises(Refused):
        services.raise_level(
            actor=who(world),
            now=NOW,
            group=world.group,
            speaker=speaker,
            skill=skill,
            seen="presenter",
        )


def test_terms_and_days_away_through_the_pages(world, speaker) -> None:
    client, one = world.client(Role.CHAIR), f"{BASE}{speaker.pk}/"
    client.post(f"{one}kesediaan/", {"most": "4", "weekdays": ["2", "5"]})
    terms = SpeakerTerms.objects.get()
    assert (terms.most_a_year, terms.weekdays) == (4, [2, 5])
    day = timezone.localdate() + timedelta(days=3)
    client.post(f"{one}berhalangan/", {"first_day": day.isoformat()})
    client.post(f"{one}berhalangan/", {"first_day": day.isoformat(), "note": "lagi"})
    away = SpeakerAbsence.objects.get()
    assert away.first_day == away.last_day == day
    page = page_of(client.get(one))
    assert "4 kali" in " ".join(page.facts.values()) and "Rabu, Sabtu" in page.facts.values()
    # Days away are for those who plan.
    assert "berhalangan" not in world.client(Role.TEACHER).get(one).content.decode()
    bad = client.post(
        f"{one}berhalangan/",
        {
            "first_day": day.isoformat(),
            "last_day": (day - timedelta(1)).isoformat(),
            "note": "Dinas",
        },
    )
    assert bad.status_code == 422 and page_of(bad).value("note") == "Dinas"
    client.post(f"{one}berhalangan/{away.pk}/hapus/")
    assert not SpeakerAbsence.objects.exists()


def test_the_skills_form_takes_over_what_was_noted_and_keeps_what_was_typed(
    world, speaker, items
) -> None:
    speaker.expertise = "Penilaian kelas\n\nAlat peraga"
    speaker.save()
    client, url = world.client(Role.SECTION_HEAD), f"{BASE}{speaker.pk}/keahlian/"
    form = page_of(client.get(url))
    assert "Penilaian kelas" in [field.value for field in form.fields.values()]
    none = {f"item_{item.pk}": "none" for item in items}
    twice = {**none, "topic_0": "PTK", "topic_1": "ptk", f"item_{items[0].pk}": "co"}
    bad = client.post(url, twice)
    assert bad.status_code == 422 and "topic_1" in page_of(bad).errors
    client.post(url, {**twice, "topic_1": ""})
    assert speaker.skills.count() == 2
    listed = page_of(client.get(BASE))
    assert listed.entry("PTK").says("penyaji")


def test_the_list_filters_and_says_when_nothing_fits(world, speaker, items) -> None:
    client = world.client(Role.TEACHER)
    Skill.objects.create(speaker=speaker, item=items[0], level="presenter")
    found = page_of(client.get(f"{BASE}?keahlian={items[0].pk}"))
    assert found.entry("Bu Contoh")
    empty = page_of(client.get(f"{BASE}?keahlian={items[3].pk}"))
    assert empty.empty and "Bu Contoh" not in empty
    assert client.get(f"{BASE}?keahlian=x&tahun=9999").status_code == 200
    Speaker.objects.all().delete()
    assert page_of(client.get(BASE)).empty


def test_a_speaker_of_the_same_place_is_shared_without_the_phone(world, speaker, items) -> None:
    """The other group's secretary finds the person, and never the number."""
    Skill.objects.create(speaker=speaker, item=items[0], level="presenter")
    held(world, speaker, date=in_year())
    theirs = client_of(world.outsider)
    found = theirs.get("/g/seberang-1/narasumber/kelompok-sekitar/?cari=contoh uptd")
    page = found.content.decode()
    assert "Bu Contoh" in page and "081299990009" not in page
    for _tap in range(2):
        theirs.post("/g/seberang-1/narasumber/kelompok-sekitar/", {"speaker": speaker.pk})
    assert speaker.groups.count() == 2 and Speaker.objects.count() == 1
    shared = page_of(theirs.get(f"/g/seberang-1/narasumber/{speaker.pk}/"))
    assert shared.notice("1 kelompok lain")
    assert shared.entry("Kelompok lain") and "Diskusi rekaan" not in shared.source
    assert "081299990009" not in theirs.get("/g/seberang-1/anggota/narasumber/").content.decode()
    form = theirs.get(f"/g/seberang-1/anggota/narasumber/{speaker.pk}/ubah/").content.decode()
    assert "081299990009" not in form
    own = world.client(Role.SECRETARY).get("/g/rekaan-1/anggota/narasumber/").content.decode()
    assert "081299990009" in own


def test_other_places_are_not_searched(world, speaker) -> None:
    assert find_speakers(world.other, "contoh") == [speaker]
    assert find_speakers(world.other, "") == []
    world.other.place = None
    assert find_speakers(world.other, "contoh") == []
    with pytest.raises(Refused):
        services.share_speaker(actor=who(world), now=NOW, group=world.other, speaker_id=speaker.pk)


def test_who_left_the_list_is_not_written_about(world, speaker) -> None:
    speaker.groups.remove(world.group)
    with pytest.raises(Refused):
        services.set_terms(
            actor=who(world), now=NOW, group=world.group, speaker=speaker, most=1, weekdays=[]
        )
    assert world.client(Role.SECRETARY).get(f"{BASE}{speaker.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_groups_write_about_one_speaker_at_once(transactional_db: None) -> None:
    groups = [Group.objects.create(code=f"g{n}", name=f"G{n}") for n in (1, 2)]
    speaker = Speaker.objects.create(name="Bu Contoh")
    speaker.groups.set(groups)
    user = User.objects.create_user("penulis", "Penulis")
    ready, faults = Barrier(2), []

    def write(group: Group) -> None:
        try:
            ready.wait(5)
            services.set_skills(
                actor=actor(user),
                now=NOW,
                group=group,
                speaker=speaker,
                levels={},
                topics=[("Menulis PTK", "helper")],
            )
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(group,)) for group in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not faults and Skill.objects.filter(speaker=speaker).count() == 1
