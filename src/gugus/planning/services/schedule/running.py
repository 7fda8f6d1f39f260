"""Having a schedule made: beside the request, with progress, and on again when it was broken off.

A run has a draft for each group. The draft's state is the place in the work: one that waits is
solved and stored in one transaction, with the draft held; so work that was broken off goes on, and
of two workers on one draft the second stores nothing.
"""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.cores.scheduling import Objective, Status
from gugus.meetings.rules.times import local
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.years import bounds, label
from gugus.planning.models import Draft, DraftMeeting, Run
from gugus.planning.queries.facts import Gathered
from gugus.planning.queries.readiness import lacks_of
from gugus.planning.queries.schedule import open_draft
from gugus.planning.queries.settings import settings_of
from gugus.planning.rules.facts import PartKey, digest
from gugus.planning.rules.outcome import (
    Placed,
    clash_rows,
    once_each,
    placed,
    rotation_km,
    short_rows,
)
from gugus.planning.rules.readiness import Lack, hinders
from gugus.planning.services.schedule.solving import Solved
from gugus.planning.services.schedule.together import Answer, answers, batches
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.foundation.working import work_aside

# No sign of life for so long: the process that worked on it is gone. A search for several groups,
# and for the first of them alone when that found nothing, takes a minute without a sign.
SILENCE = timedelta(seconds=120)
logger = logging.getLogger(__name__)

LACKS = {
    Lack.WEEKDAY: gettext_lazy("Hari belajar mingguan belum dipilih."),
    Lack.LINES: gettext_lazy("Program tahun ini belum berisi."),
    Lack.HOSTS: gettext_lazy("Belum ada sekolah yang dapat menjadi tuan rumah."),
    Lack.CALENDAR: gettext_lazy(
        "Ujian dan libur sekolah belum ada di kalender tahun ini. Jadwal dapat disusun, tetapi "
        "pertemuannya dapat jatuh pada hari itu."
    ),
    Lack.WAYS: gettext_lazy(
        "Jarak antarsekolah belum diketahui. Jadwal dapat disusun, tetapi perjalanan guru "
        "belum diperhitungkan."
    ),
}


def start_run(*, actor: Actor, now: datetime, group: Group, year: int, wait: bool = False) -> Draft:
    """Begin a schedule of a group's year, and give back its draft.

    While one is being made a second press joins it; a draft that waits for a decision gives way.
    Made beside the request, unless the caller says that it will `wait`.
    """
    try:
        with transaction.atomic():
            group = Group.objects.select_for_update().get(pk=group.pk)
            draft = open_draft(group, year)
            if draft is not None and draft.state == Draft.State.WAITING:
                return resume_run(actor=actor, now=now, draft=draft, wait=wait)
            check_ready(group, year, now)
            if draft is not None:
                give_way(draft, actor, now)
            draft = _new_draft(actor, now, group, year)
    except IntegrityError:
        # Somebody else was quicker by a moment: theirs is the open one.
        there = open_draft(group, year)
        if there is None:
            raise
        return there
    begin(draft.run, wait=wait)
    draft.refresh_from_db()
    return draft


def check_ready(group: Group, year: int, now: datetime) -> None:
    """Refuse with words where a schedule cannot even be begun."""
    if bounds(year)[1] <= local(now, group.time_zone).date():
        raise Refused(
            _("Tahun pelajaran %(year)s sudah lewat. Tidak ada yang disusun.")
            % {"year": label(year)}
        )
    lacks = [lack for lack in lacks_of(group, year) if hinders(lack)]
    if lacks:
        said = " ".join(str(LACKS[lack]) for lack in lacks)
        raise Refused(_("Jadwal belum dapat disusun. %(lacks)s") % {"lacks": said})


def give_way(draft: Draft, actor: Actor, now: datetime) -> None:
    """Close an open draft without taking it."""
    draft.state = Draft.State.DISCARDED
    draft.decided_at, draft.decided_by_id = now, actor.user_id
    draft.save(update_fields=["state", "decided_at", "decided_by"])


def _new_draft(actor: Actor, now: datetime, group: Group, year: int) -> Draft:
    run = new_run(actor, now, year)
    draft = Draft.objects.create(
        run=run,
        group=group,
        school_year=year,
        objective=settings_of(group).objective,
        as_of=local(now, group.time_zone).date(),
    )
    record(user_id=actor.user_id, now=now, verb="schedule.begun", obj=draft, group_id=group.pk)
    return draft


def new_run(actor: Actor, now: datetime, year: int) -> Run:
    """A run of one draft, at work from now on."""
    return Run.objects.create(school_year=year, beat_at=now, made_at=now, made_by_id=actor.user_id)


def resume_run(*, actor: Actor, now: datetime, draft: Draft, wait: bool = False) -> Draft:
    """Go on with what was broken off; a run that still works is left alone."""
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=draft.run_id)
        if not is_broken_off(run, now):
            return draft
        run.state, run.beat_at = Run.State.WORKING, now
        run.save(update_fields=["state", "beat_at"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="schedule.resumed",
            obj=draft,
            group_id=draft.group_id,
        )
    begin(run, wait=wait)
    draft.refresh_from_db()
    return draft


def is_broken_off(run: Run, now: datetime) -> bool:
    """It is not finished, and nobody works on it."""
    if run.state == Run.State.STOPPED:
        return True
    silent = run.beat_at is None or now - run.beat_at > SILENCE
    return run.state == Run.State.WORKING and silent


def begin(run: Run, *, wait: bool) -> None:
    """Work off what waits in the run: here, or in a thread once all is committed."""
    if wait:
        work_off(run.pk)
    else:
        work_aside(partial(work_off, run.pk), f"schedule-{run.pk}")


def work_off(run_id: int) -> None:
    """Make every draft of the run that waits; what fails says so, and the others are made.

    What goes wrong before that stops the run, and it is resumed.
    """
    try:
        waiting = Draft.objects.filter(run=run_id, state=Draft.State.WAITING)
        drafts = list(waiting.select_related("group").order_by("pk"))
        for batch in batches(drafts):
            Run.objects.filter(pk=run_id).update(beat_at=timezone.now())
            try:
                for answer in answers(batch):
                    _keep(answer)
            except Exception:
                logger.exception("Drafts of schedule run %s failed", run_id)
                _fail([one.draft.pk for one in batch])
        state = Run.State.DONE
    except Exception:
        logger.exception("Schedule run %s stopped", run_id)
        state = Run.State.STOPPED
    Run.objects.filter(pk=run_id, state=Run.State.WORKING).update(state=state)


def _fail(drafts: list[int]) -> None:
    """What a person worked on stays; a draft that holds nothing yet is closed."""
    waiting = Draft.objects.filter(pk__in=drafts, state=Draft.State.WAITING)
    held = DraftMeeting.objects.filter(draft__in=drafts).values("draft")
    waiting.filter(pk__in=held).update(state=Draft.State.READY, status=Draft.Status.UNKNOWN)
    waiting.exclude(pk__in=held).update(state=Draft.State.FAILED)


def _keep(answer: Answer) -> None:
    asked = answer.asked
    with transaction.atomic():
        held = Draft.objects.select_for_update().get(pk=asked.draft.pk)
        # Another worker was quicker, or a person has dropped it meanwhile.
        if held.state == Draft.State.WAITING and held.run_id == asked.draft.run_id:
            held.objective = str(answer.objective)
            store(held, asked.gathered, answer.solved)
        Run.objects.filter(pk=asked.draft.run_id).update(
            done=_done(asked.draft.run_id), beat_at=timezone.now()
        )


def _done(run_id: int) -> int:
    """How many drafts of a run no longer wait: right whoever worked on it, and how often."""
    return Draft.objects.filter(run=run_id).exclude(state=Draft.State.WAITING).count()


def store(draft: Draft, gathered: Gathered, answer: Solved) -> None:
    """Write what was found. Where nothing was, the rows that a person worked on stay."""
    found, built = answer.found, answer.built
    draft.state = Draft.State.READY
    draft.status = Draft.Status(found.status)
    draft.gap, draft.seconds, draft.moved = found.gap, found.seconds, 0
    draft.total_km, draft.worst_km = found.total_teacher_km, found.worst_teacher_km
    draft.ways = gathered.ways[draft.group_id].basis
    draft.made_from = digest(gathered.facts)
    draft.clash = short_rows(answer.shorts)
    draft.clash_is_smallest = False
    draft.rotation_km = None
    if built is not None:
        draft.clash = draft.clash or clash_rows(built, found.clash)
        draft.clash_is_smallest = bool(found.clash and found.clash.smallest)
    if built is not None and found.choices:
        rows = placed(built, found)
        group = gathered.facts.groups[0]
        draft.each_hosts_once = once_each(
            [row.host for row in rows], [row.key for row in group.schools if row.may_host]
        )
        draft.rotation_km = rotation_km(built, found, Objective(draft.objective))
        draft.moved = _write(draft, rows, gathered)
    elif found.status == Status.UNKNOWN:
        draft.total_km = None
    draft.save()


def _write(draft: Draft, rows: tuple[Placed, ...], gathered: Gathered) -> int:
    """The rows of the draft, each as it was if it was there; how many meetings of the calendar
    move."""
    standing = {row.key: row for row in gathered.facts.groups[0].standing}
    audience = {line.key: line.audience for line in gathered.facts.groups[0].lines}
    there: dict[PartKey, DraftMeeting] = {
        (row.line_id, row.part): row for row in draft.meetings.all()
    }
    moved = 0
    for one in rows:
        row = there.pop((one.key.line, one.key.part), None)
        row, before = (row, _as_shown(row)) if row else (_new_row(draft, one), None)
        meeting = standing.get(one.key.meeting) if one.key.meeting is not None else None
        row.study_group_id = audience[one.key.line]
        row.meeting_id = one.key.meeting
        row.date, row.host_id, row.speaker_id = one.day, one.host, one.speaker
        row.was_date = meeting.day if meeting else None
        row.was_host_id = meeting.host if meeting else None
        row.why = {"before": before} if before and before != _as_shown(row) else {}
        if meeting and before is None:
            row.pin_date, row.pin_host = meeting.pin_date, meeting.pin_host
            row.pin_speaker = meeting.pin_speaker
        row.save()
        moved += bool(meeting and (meeting.day, meeting.host) != (one.day, one.host))
    DraftMeeting.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    return moved


def _new_row(draft: Draft, one: Placed) -> DraftMeeting:
    return DraftMeeting(draft=draft, line_id=one.key.line, part=one.key.part)


def _as_shown(row: DraftMeeting) -> dict[str, object]:
    return {"date": row.date.isoformat(), "host": row.host_id, "speaker": row.speaker_id}
