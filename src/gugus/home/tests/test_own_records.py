"""Everybody reads, and takes along, all that is recorded about themselves; and nothing of others."""

import json
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from gugus.catchup.models import Feedback, PacketReading, Reflection
from gugus.people.rules.roles import Role
from gugus.problems.models import Problem
from tests.support.html import page_of
from tests.support.meetings import give, make_meeting, mark

HERE = "/g/rekaan-1/saya/catatan/"


def _life(world, teacher, word):
    """Something of every kind about one teacher."""
    now, meeting = timezone.now(), make_meeting(world, title=f"Pertemuan {word}")
    mark(meeting, teacher, world.users[Role.SECRETARY], note=f"nota {word}")
    give(meeting, teacher, what=f"langkah {word}")
    PacketReading.objects.create(
        meeting=meeting, teacher=teacher, opened_at=now, answer=f"jawab {word}", answered_at=now
    )
    stamp = {"stamp_at": now, "stamp_id": uuid4()}
    taps = dict.fromkeys(("useful", "clear", "usable", "time"), 3)
    Feedback.objects.create(
        meeting=meeting, teacher=teacher, sentence=f"kalimat {word}", **taps, **stamp
    )
    Reflection.objects.create(
        group=world.group, teacher=teacher, learnt=f"jurnal {word}", written_at=now, **stamp
    )
    Problem.objects.create(
        group=world.group,
        raised_by=world.users[Role.SECRETARY],
        teacher=teacher,
        words=f"masalah {word}",
        raised_at=now,
    )


def test_one_s_own_records_are_shown_and_taken_along_and_nobody_else_s(world):
    _life(world, world.teachers[0], "saya")
    _life(world, world.teachers[1], "rekan")
    client = world.client(Role.TEACHER)
    answer = client.get(HERE)
    page = answer.content.decode()
    file = client.get(f"{HERE}unduh/")
    assert "attachment" in file["Content-Disposition"]
    document = json.loads(file.content)
    kept = json.dumps(document)
    for kind in ("nota", "langkah", "jawab", "kalimat", "jurnal", "masalah"):
        assert f"{kind} saya" in page and f"{kind} saya" in kept, kind
        assert f"{kind} rekan" not in page + kept, kind
    assert document["attendance"][0]["status"] == "hadir"
    # Of this kind nothing is recorded: it is named without an entry.
    shown = page_of(answer)
    assert "Sertifikat" in shown
    assert not any("Sertifikat" in part.text for part in shown.all("details"))


def test_an_officer_who_is_no_teacher_has_own_records_too(world):
    _life(world, world.teachers[0], "saya")
    document = json.loads(world.client(Role.SUPERVISOR).get(f"{HERE}unduh/").content)
    assert "attendance" not in document and document["problems"] == []
    assert world.client(Role.DISTRICT_OFFICER).get(HERE).status_code == 404


def test_many_records_stand_on_a_page_of_their_own(world):
    raised = [
        Problem(
            group=world.group,
            raised_by=world.users[Role.SECRETARY],
            words=f"masalah {number}",
            raised_at=timezone.now() - timedelta(days=number),
        )
        for number in range(130)
    ]
    Problem.objects.bulk_create(raised)
    client = world.client(Role.SECRETARY)
    shown = page_of(client.get(HERE))
    assert "masalah 19" in shown and "masalah 20" not in shown
    first = client.get(f"{HERE}problems/")
    assert "masalah 99" in page_of(first) and "masalah 100" not in page_of(first)
    assert "masalah 129" in page_of(client.get(f"{HERE}problems/?hal=2"))
    assert len(client.get(f"{HERE}unduh/").json()["problems"]) == 130
    assert client.get(f"{HERE}lain/").status_code == 404
