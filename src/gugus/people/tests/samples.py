"""Sample objects of `people` for the walk through all addresses."""

from gugus.people.models import Speaker
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `people`."""
    teacher = Sample({"pk": world.teachers[1].pk})
    # The second school: the core school cannot leave.
    school = Sample({"pk": world.schools[1].pk})
    speaker = Speaker.objects.create(name="Bu Contoh Ahli")
    speaker.groups.add(world.group)
    schools = ("school", "school_edit", "school_core", "school_leave", "school_stay")
    return {
        **{f"people:teacher{name}": teacher for name in ("", "_edit", "_leave", "_restore")},
        **{f"people:{name}": school for name in (*schools, "school_classes")},
        "people:school_add": Sample({"npsn": "99991077"}, owned=False),
        **{f"people:speaker_{name}": Sample({"pk": speaker.pk}) for name in ("edit", "remove")},
    }
