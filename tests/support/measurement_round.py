"""A round in the shared world, and hands that fill it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from gugus.competence.models import Assessment, Framework, Item, Rater, Round
from gugus.competence.rules.stamps import AnswerStamp
from gugus.competence.services import assessments as rating
from gugus.competence.services import rounds
from gugus.people.access import Actor, load_actor
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from tests.support.world import World

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@dataclass
class Measuring:
    """An open PKG round in the world."""

    world: World
    framework: Framework
    items: list[Item]
    round: Round

    def actor(self, role: Role) -> Actor:
        return load_actor(self.world.users[role])

    def target(self, teacher: Teacher, rater: Rater) -> rating.RatingTarget:
        return rating.RatingTarget(self.round, teacher, rater)

    def fill(self, teacher: Teacher, rater: Rater, value: int = 1, skip: int = 0) -> Assessment:
        """A sent rating with one value everywhere, without answers to the first `skip` items."""
        assessment = Assessment.objects.create(
            round=self.round,
            teacher=teacher,
            rater=rater,
            rated_by=self.world.users[Role.SCHOOL_HEAD],
            started_at=NOW,
            submitted_at=NOW,
        )
        asked = [one.pk for item in self.items[skip:] for one in item.indicators.all()]
        rating.store_answers(assessment, dict.fromkeys(asked, value), AnswerStamp(NOW, uuid4()))
        return assessment

    def close(self) -> Round:
        self.round = rounds.close_round(
            actor=self.actor(Role.SECRETARY), now=NOW, round_=self.round
        )
        return self.round

    def address(self, rest: str) -> str:
        return f"/g/{self.world.group.code}/kebutuhan/{rest}"
