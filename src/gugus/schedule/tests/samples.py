"""Sample objects of `schedule` for the walk through all addresses."""

from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.people.clock import year_here
from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme
from gugus.schedule.models import DraftMeeting, Placement, ScheduleDraft, ScheduleRun
from tests.support.samples import Sample, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A draft that waits for a decision, its meeting, and one that came of an earlier draft."""
    today, made_by = timezone.localdate(), world.users[Role.CHAIR]
    year = year_here()
    programme, _new = Programme.objects.get_or_create(group=world.group, school_year=year)
    line = Line.objects.create(
        programme=programme, kind="umum", title="Contoh jadwal", strategy="diskusi"
    )
    run = ScheduleRun.objects.create(school_year=year, made_at=timezone.now(), made_by=made_by)
    draft = ScheduleDraft.objects.create(
        run=run, group=world.group, school_year=year, state="ready", objective="total", as_of=today
    )
    row = DraftMeeting.objects.create(
        draft=draft, line=line, part=1, date=today, host=world.schools[0]
    )
    placed = Placement.objects.create(meeting=sample_meeting(world, Meeting.State.PLANNED), part=1)
    of_draft = ("draft", "progress", "resume", "resolve", "take_back", "discard", "adopt", "undo")
    return {
        **{f"schedule:{name}": Sample({"pk": draft.pk}) for name in of_draft},
        **{f"schedule:{name}": Sample({"pk": row.pk}) for name in ("move", "pin", "why", "next")},
        **{
            f"schedule:meeting_{name}": Sample({"pk": placed.pk}) for name in ("why", "next", "pin")
        },
    }
