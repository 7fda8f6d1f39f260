"""Schedules for all groups of a place at once, in the background: every chair decides on their own.

A group that has a draft on the table keeps it, one that lacks something is left out, and one whose
meetings all stand in the calendar has nothing to be scheduled.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.queries.settings import settings_of
from gugus.district.queries import Standing, drafts_by_group, groups_in, standing_of, working_run
from gugus.meetings.rules.times import local
from gugus.people.access import Actor
from gugus.people.models import Group, Place
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.schedule.models import Draft, Run
from gugus.schedule.queries.queue import is_broken_off
from gugus.schedule.services.queue import begin, enqueue


def start_region(
    *, actor: Actor, now: datetime, place: Place, year: int, wait: bool = False
) -> Run:
    """Begin a schedule for every group of a place that can have one; a second press joins it."""
    with transaction.atomic():
        # Two who press at once wait here for each other, on the place's row.
        Place.objects.select_for_update().get(pk=place.pk)
        run = working_run(place, year)
        if run is None:
            run = _new_run(actor, now, place, year)
        elif not is_broken_off(run, now):
            return run
        else:
            enqueue(run, now)
        record(user_id=actor.user_id, now=now, verb="schedule.region_begun", obj=run, year=year)
    begin(run, wait=wait)
    run.refresh_from_db()
    return run


def _new_run(actor: Actor, now: datetime, place: Place, year: int) -> Run:
    run = Run.objects.create(
        school_year=year,
        place=place,
        total=0,
        state=Run.State.QUEUED,
        queued_at=now,
        beat_at=now,
        made_at=now,
        made_by_id=actor.user_id,
    )
    # In one order, so that two runs over places inside each other never wait crosswise.
    groups = list(Group.objects.select_for_update().filter(pk__in=groups_in(place)).order_by("pk"))
    made = [draft for group in groups if (draft := _draft(actor, now, run, group)) is not None]
    if not made:
        raise Refused(
            _(
                "Tidak ada kelompok di wilayah ini yang jadwalnya dapat disusun sekarang. "
                "Keterangan tiap kelompok ada di bawah."
            )
        )
    run.total = len(made)
    run.save(update_fields=["total"])
    return run


def _draft(actor: Actor, now: datetime, run: Run, group: Group) -> Draft | None:
    """A draft for a group that can have one."""
    year = run.school_year
    former = drafts_by_group([group.pk], year).get(group.pk)
    today = local(now, group.time_zone).date()
    if standing_of(group, year, former, today) != Standing.READY:
        return None
    return Draft.objects.create(
        run=run,
        group=group,
        school_year=year,
        objective=settings_of(group).objective,
        as_of=today,
    )
