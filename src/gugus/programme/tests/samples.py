"""Sample objects of `programme` for the walk through all addresses."""

from datetime import date

from django.utils import timezone

from gugus.people.clock import current_year
from gugus.people.rules.roles import Role
from gugus.programme.models import Forum, Line, Programme
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `programme`."""
    programme = Programme.objects.create(group=world.group, school_year=current_year(world.group))
    line = Line.objects.create(
        programme=programme,
        kind=Line.Kind.ROUTINE,
        title="Diskusi rutin",
        objective="Memecahkan masalah belajar",
        activities="Diskusi",
        strategy=Line.Strategy.DISCUSSION,
    )
    whole = Sample({"pk": programme.pk})
    names = ("add_line", "copy", "agree", "sign", "reopen", "texts", "round")
    one_line = Sample({"pk": line.pk})
    return {
        **{f"programme:{name}": whole for name in names},
        "programme:paper": Sample({"pk": programme.pk, "kind": "pdf"}),
        "programme:coverage_file": Sample({"kind": "csv"}, owned=False),
        **{f"programme:{name}": one_line for name in ("line", "edit_line", "delete_line")},
        **_after_the_forum(world, programme, line),
    }


def _after_the_forum(world: World, programme: Programme, line: Line) -> dict[str, Sample]:
    """The forum, and what comes after the signature."""
    now, day = timezone.now(), date(2026, 11, 2)
    forum = Forum.objects.create(
        programme=programme, held_on=day, recorded_at=now, recorded_by=world.users[Role.CHAIR]
    )
    of_forum = Sample({"pk": forum.pk})
    return {
        "programme:forum": of_forum,
        "programme:forum_paper": Sample({**of_forum.parts, "kind": "pdf"}),
        "programme:acknowledge": Sample({"pk": programme.pk}),
        "programme:revise_add": Sample({"pk": programme.pk}),
        "programme:revise": Sample({"pk": line.pk}),
        "programme:revise_remove": Sample({"pk": line.pk}),
    }
