"""Classroom problems to test with."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image

from gugus.meetings.rules.merge import OWN_WORD, WriteStamp
from gugus.people.rules.roles import Role
from gugus.problems import services
from gugus.problems.models import Problem
from gugus.problems.services import ProblemText
from tests.support.meetings import NOW, actor

VOICE = b"\x1a\x45\xdf\xa3" + b"suara" * 20


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return out.getvalue()


def raised(world, words="Murid belum lancar membaca", role=Role.TEACHER, **more) -> Problem:
    text = ProblemText(
        more.pop("level", 2), more.pop("subject", ""), words, more.pop("named", True)
    )
    return services.raise_problem(
        actor=actor(world.users[role]), now=NOW, group=world.group, text=text, **more
    )


def stamp(minutes: int, number: int = 1) -> WriteStamp:
    return WriteStamp(OWN_WORD, NOW + timedelta(minutes=minutes), UUID(int=number))


def by(world, role=Role.SECRETARY, **more) -> dict:
    return {"actor": actor(world.users[role]), "now": NOW, **more}
