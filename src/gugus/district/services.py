"""Schedules for all groups of a place at once, in the background: every chair decides on their own.

A group that has a draft on the table keeps it, one that lacks something is left out, and one whose
meetings all stand in the calendar has nothing to be scheduled.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.calendar.queries.settings import plan_settings_of
from gugus.district.queries import (
    ScheduleReadiness,
    drafts_by_group,
    groups_in,
    schedule_readiness,
    working_run,
)
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Place
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.schedule.queries.runs import is_interrupted
from gugus.schedule.services.queue import enqueue_run, solve_now


def start_region_run(
    *, actor: Actor, now: datetime, place: Place, year: int, wait: bool = False
) -> ScheduleRun:
    """Begin a schedule for every group of a place that can have one; a second press joins it."""
    with transaction.atomic():
        # Two who press at once wait here for each other, on the place's row.
        Place.objects.select_for_update().get(pk=place.pk)
        run = working_run(place, year)
        if run is None:
            run = _new_run(actor, now, place, year)
        elif not is_interrupted(run, now):
            return run
        else:
            enqueue_run(run, user_id=actor.user_id, now=now, total=run.drafts.count())
        record(actor.user_id, now, "schedule_run.started", run, year=year)
    if wait:
        solve_now(run)
    return run


def _new_run(actor: Actor, now: datetime, place: Place, year: int) -> ScheduleRun:
    run = ScheduleRun.objects.create(
        school_year=year, place=place, made_at=now, made_by_id=actor.user_id
    )
    # In one order, so that two runs over nested regions never deadlock.
    groups = list(Group.objects.select_for_update().filter(pk__in=groups_in(place)).order_by("pk"))
    made = [draft for group in groups if (draft := _draft(actor, now, run, group)) is not None]
    if not made:
        raise Refused(
            _(
                "Tidak ada kelompok di wilayah ini yang jadwalnya dapat disusun sekarang. "
                "Keterangan tiap kelompok ada di bawah."
            )
        )
    enqueue_run(run, user_id=actor.user_id, now=now, total=len(made))
    return run


def _draft(actor: Actor, now: datetime, run: ScheduleRun, group: Group) -> ScheduleDraft | None:
    """A draft for a group that can have one."""
    year = run.school_year
    former = drafts_by_group([group.pk], year).get(group.pk)
    today = day_of(group, now)
    if schedule_readiness(group, year, former, today) != ScheduleReadiness.READY:
        return None
    return ScheduleDraft.objects.create(
        run=run,
        group=group,
        school_year=year,
        objective=plan_settings_of(group).objective,
        as_of=today,
    )
