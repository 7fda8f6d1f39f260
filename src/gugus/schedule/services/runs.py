"""Starting a schedule: queued, with progress, resumable after an interruption.

A run has a draft for each group; it waits in line until the solver has a place for it.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.calendar.queries.settings import plan_settings_of
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds, school_year_label
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.schedule.queries.drafts import open_draft
from gugus.schedule.queries.readiness import missing_prerequisites
from gugus.schedule.queries.runs import is_interrupted
from gugus.schedule.services.queue import enqueue_run, solve_now
from gugus.timetable.rules.readiness import MissingPrerequisite, is_blocking

PREREQUISITE_MESSAGES = {
    MissingPrerequisite.WEEKDAY: gettext_lazy("Hari belajar mingguan belum dipilih."),
    MissingPrerequisite.LINES: gettext_lazy("Program tahun ini belum berisi."),
    MissingPrerequisite.HOSTS: gettext_lazy("Belum ada sekolah yang dapat menjadi tuan rumah."),
    MissingPrerequisite.CALENDAR: gettext_lazy(
        "Ujian dan libur sekolah belum ada di kalender tahun ini. Jadwal dapat disusun, tetapi "
        "pertemuannya dapat jatuh pada hari itu."
    ),
    MissingPrerequisite.DISTANCES: gettext_lazy(
        "Jarak antarsekolah belum diketahui. Jadwal dapat disusun, tetapi perjalanan guru "
        "belum diperhitungkan."
    ),
}


def start_schedule_run(
    *, actor: Actor, now: datetime, group: Group, year: int, wait: bool = False
) -> ScheduleDraft:
    """Begin a schedule of a group's year, and give back its draft.

    While one is being made a second press joins it; a draft that waits for a decision gives way.
    Solved by the worker, unless the caller says that it will `wait`.
    """
    try:
        with transaction.atomic():
            group = Group.objects.select_for_update().get(pk=group.pk)
            draft = open_draft(group, year)
            if draft is not None and draft.state == ScheduleDraft.State.WAITING:
                return resume_schedule_run(actor=actor, now=now, draft=draft, wait=wait)
            check_ready(group, year, now)
            if draft is not None:
                close_draft(draft, actor, now)
            draft = _new_draft(actor, now, group, year)
    except IntegrityError:
        # Somebody else was quicker by a moment: theirs is the open one.
        there = open_draft(group, year)
        if there is None:
            raise
        return there
    if wait:
        solve_now(draft.run)
    draft.refresh_from_db()
    return draft


def check_ready(group: Group, year: int, now: datetime) -> None:
    """Refuse with words where a schedule cannot even be begun."""
    if school_year_bounds(year)[1] <= day_of(group, now):
        raise Refused(
            _("Tahun pelajaran %(year)s sudah lewat. Tidak ada yang disusun.")
            % {"year": school_year_label(year)}
        )
    lacks = [lack for lack in missing_prerequisites(group, year) if is_blocking(lack)]
    if lacks:
        said = " ".join(str(PREREQUISITE_MESSAGES[lack]) for lack in lacks)
        raise Refused(_("Jadwal belum dapat disusun. %(lacks)s") % {"lacks": said})


def close_draft(draft: ScheduleDraft, actor: Actor, now: datetime) -> None:
    """Close an open draft without taking it."""
    draft.state = ScheduleDraft.State.DISCARDED
    draft.decided_at, draft.decided_by_id = now, actor.user_id
    draft.save(update_fields=["state", "decided_at", "decided_by"])


def _new_draft(actor: Actor, now: datetime, group: Group, year: int) -> ScheduleDraft:
    run = new_run(actor, now, year)
    draft = ScheduleDraft.objects.create(
        run=run,
        group=group,
        school_year=year,
        objective=plan_settings_of(group).objective,
        as_of=day_of(group, now),
    )
    record(actor.user_id, now, "schedule_draft.requested", draft, group.pk)
    return draft


def new_run(actor: Actor, now: datetime, year: int) -> ScheduleRun:
    """A run of one draft, at the end of the line."""
    run = ScheduleRun.objects.create(school_year=year, made_at=now, made_by_id=actor.user_id)
    enqueue_run(run, user_id=actor.user_id, now=now)
    return run


def resume_schedule_run(
    *, actor: Actor, now: datetime, draft: ScheduleDraft, wait: bool = False
) -> ScheduleDraft:
    """Go on with what was broken off; a run that works, or waits for its turn, is left alone."""
    with transaction.atomic():
        run = ScheduleRun.objects.select_for_update().get(pk=draft.run_id)
        if not is_interrupted(run, now):
            return draft
        enqueue_run(run, user_id=actor.user_id, now=now, total=run.drafts.count())
        record(actor.user_id, now, "schedule_run.resumed", draft, draft.group_id)
    if wait:
        solve_now(run)
    draft.refresh_from_db()
    return draft
