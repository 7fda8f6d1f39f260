"""A meeting that is to be called, and its minutes."""

from datetime import date, time

import pytest

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.people.models import Speaker
from tests.support.world import World


@pytest.fixture
def meeting(world: World) -> Meeting:
    return Meeting.objects.create(
        group=world.group,
        title="Menyusun asesmen",
        date=date(2026, 11, 25),
        starts_at=time(13, 0),
        ends_at=time(15, 30),
        host=world.schools[0],
        place_note="Ruang guru",
        agenda="1. Pembukaan\n2) Diskusi\n- Penutup\n\n",
        speaker=Speaker.objects.create(name="Bu Contoh Narasumber", position="Widyaiswara"),
    )


@pytest.fixture
def written(meeting: Meeting, world: World) -> Minutes:
    return Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.FINAL,
        chaired_by=world.teachers[1].name,
        taken_by="Bu Contoh Notulis",
        opening="Doa bersama.",
        problems="Peserta didik pasif.",
        discussion="Tanya jawab.",
        decisions="1. Mencoba di kelas.\n2. Membawa hasil.",
        closed_at=time(15, 20),
    )
