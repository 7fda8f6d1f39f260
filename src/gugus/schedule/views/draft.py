"""A schedule that waits for a decision: look, move, pin, solve again, take, drop, take back."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.calendar.queries.days import learning_days
from gugus.hosts.queries import hosts_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.models import School, Speaker
from gugus.people.rules.roles import May
from gugus.platform.jobs.queries import job_status, latest_job
from gugus.platform.web.answers import Said, done, posted, render_form, saved
from gugus.platform.web.formats import parse_id
from gugus.platform.web.render import render_page
from gugus.schedule.forms.move import DraftMoveForm, initial_of
from gugus.schedule.models import DraftMeeting, ScheduleDraft
from gugus.schedule.pages.changes import undo_message
from gugus.schedule.pages.draft import (
    DraftFacts,
    ScheduleProgressPage,
    adopted_message,
    draft_move_page,
    schedule_draft_page,
    work_page,
)
from gugus.schedule.pages.why import draft_why_page
from gugus.schedule.queries.drafts import draft_meetings, drafts_of, undoable_changes
from gugus.schedule.queries.facts import draft_facts, speakers_for
from gugus.schedule.queries.names import names_of_draft
from gugus.schedule.queries.notified import invited_teachers
from gugus.schedule.services.adoption import adopt_draft, undo_adoption
from gugus.schedule.services.drafts import (
    PINS,
    discard_schedule_draft,
    move_draft_meeting,
    pin_draft_meeting,
    solve_draft_again,
)
from gugus.schedule.services.explanation import explain_draft_meeting, find_draft_alternatives
from gugus.schedule.services.runs import resume_schedule_run
from gugus.schedule.services.undo import undo_draft_change
from gugus.schedule.views.schedule import lost_days, next_answer
from gugus.timetable.rules.facts import facts_digest

T = TypeVar("T")


@group_view(May.PLAN_YEAR)
@require_safe
def draft(request: MemberRequest, pk: int) -> HttpResponse:
    """A draft: being made, or made."""
    found = _draft(request, pk)
    if found.state == ScheduleDraft.State.WAITING:
        page = _work_page(request, found)
        return render_page(request, "schedule/schedule_progress.html", page)
    facts = draft_facts(found).facts
    outdated = facts_digest(facts) != found.facts_digest
    rows = list(draft_meetings(found))
    is_open = found.state == ScheduleDraft.State.READY
    changes = undoable_changes(found) if is_open else []
    shown = DraftFacts(
        draft=found,
        rows=rows,
        facts=facts,
        changes=changes,
        invited=invited_teachers(rows) if is_open else {},
        names=names_of_draft(found, rows, changes),
        outdated=outdated,
    )
    made = schedule_draft_page(request.group, shown)
    return render_page(request, "schedule/schedule_draft.html", made)


@group_view(May.PLAN_YEAR)
@require_safe
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The part that shows progress; sends the browser on when it is done."""
    found = _draft(request, pk)
    page = _work_page(request, found)
    response = render_page(request, "schedule/_schedule_progress.html", page)
    if found.state != ScheduleDraft.State.WAITING:
        response["HX-Redirect"] = reverse("schedule:draft", args=[request.group.code, pk])
    return response


@group_view(May.PLAN_YEAR)
@require_POST
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    """Go on with what was broken off."""
    found = _draft(request, pk)
    resume_schedule_run(**by(request), draft=found)
    return _to_draft(request, pk)


@group_view(May.PLAN_YEAR)
@require_POST
def solve_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Solve again around what is pinned."""
    found = _draft(request, pk)
    return _done(request, pk, lambda: solve_draft_again(**by(request), draft=found))


@group_view(May.PLAN_YEAR)
@require_POST
def undo_change(request: MemberRequest, pk: int) -> HttpResponse:
    """*Batalkan pemindahan terakhir*: the one that the person saw, and no other."""
    found = _draft(request, pk)
    change = found.changes.filter(pk=parse_id(request.POST.get("perubahan", "")) or 0).first()
    if change is None:
        messages.error(request, _("Perubahan itu sudah dibatalkan. Tidak ada yang diubah."))
        return _to_draft(request, pk)
    change.draft = found
    return _done(
        request,
        pk,
        lambda: undo_draft_change(**by(request), change=change),
        lambda after: undo_message(change, solving=after.state == ScheduleDraft.State.WAITING),
    )


@group_view(May.PLAN_YEAR)
@require_POST
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Drop the draft."""
    found = _draft(request, pk)
    if not done(
        request,
        lambda: discard_schedule_draft(**by(request), draft=found),
        _("Rancangan dibuang. Kalender tidak berubah."),
    ):
        return _to_draft(request, pk)
    return _to_schedule(request, found)


@group_view(May.PLAN_YEAR)
@require_POST
def adopt(request: MemberRequest, pk: int) -> HttpResponse:
    """*Pakai jadwal ini*."""
    found = _draft(request, pk)
    if not done(request, lambda: adopt_draft(**by(request), draft=found), adopted_message):
        return _to_draft(request, pk)
    return _to_schedule(request, found)


@group_view(May.PLAN_YEAR)
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the adopted draft back out of the calendar."""
    found = _draft(request, pk)
    if not done(
        request,
        lambda: undo_adoption(**by(request), draft=found),
        _("Jadwal dibatalkan; rancangannya menunggu keputusan lagi."),
    ):
        return _to_schedule(request, found)
    return _to_draft(request, pk)


@group_view(May.PLAN_YEAR)
def move_row(request: MemberRequest, pk: int) -> HttpResponse:
    """Set a meeting elsewhere; the rest is solved again around it."""
    row = _row(request, pk)
    form = DraftMoveForm(
        posted(request),
        initial=initial_of(row),
        days=_days(request, row),
        hosts=[(school.pk, school.name) for school in _hosts(request, row)],
        speakers=_speakers(row),
    )
    if saved(request, form, lambda: move_draft_meeting(**by(request), row=row, to=form.moved(row))):
        return _to_draft(request, row.draft_id)
    page = draft_move_page(row, form)
    return render_form(request, "schedule/schedule_move.html", page, form)


@group_view(May.PLAN_YEAR)
@require_POST
def pin_row(request: MemberRequest, pk: int) -> HttpResponse:
    """Pin a meeting as it stands, or let it go."""
    row = _row(request, pk)
    pins = frozenset(PINS) if request.POST.get("semat") == "ya" else frozenset()
    if row.speaker_id is None:
        pins -= {"pin_speaker"}
    return _done(
        request, row.draft_id, lambda: pin_draft_meeting(**by(request), row=row, pins=pins)
    )


@group_view(May.PLAN_YEAR)
@require_safe
def why(request: MemberRequest, pk: int) -> HttpResponse:
    """Why the draft has a meeting there."""
    row = _row(request, pk)
    lost = lost_days(request, row.draft.school_year)
    page = draft_why_page(request.group, row, explain_draft_meeting(row), lost)
    return render_page(request, "schedule/schedule_why.html", page)


@group_view(May.PLAN_YEAR)
@require_safe
def next_choice(request: MemberRequest, pk: int) -> HttpResponse:
    """What the next best host and day would cost."""
    weighed = find_draft_alternatives(_row(request, pk))
    back = reverse("schedule:why", args=[request.group.code, pk])
    return next_answer(request, weighed, back)


def _done(
    request: MemberRequest, pk: int, act: Callable[[], T], said: Said[T] = ""
) -> HttpResponse:
    done(request, act, said)
    return _to_draft(request, pk)


def _work_page(request: MemberRequest, found: ScheduleDraft) -> ScheduleProgressPage:
    now = timezone.now()
    return work_page(request.group, found, job_status(latest_job(found.run), now), now)


def _draft(request: MemberRequest, pk: int) -> ScheduleDraft:
    return get_object_or_404(drafts_of(request.group), pk=pk)


def _row(request: MemberRequest, pk: int) -> DraftMeeting:
    """A row of a draft that waits for a decision."""
    rows = DraftMeeting.objects.select_related("draft__group", "draft__run", "line", "host")
    rows = rows.filter(draft__group=request.group, draft__state=ScheduleDraft.State.READY)
    return get_object_or_404(rows.select_related("line__programme", "speaker"), pk=pk)


def _to_draft(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect("schedule:draft", request.group.code, pk)


def _to_schedule(request: MemberRequest, found: ScheduleDraft) -> HttpResponse:
    address = reverse("schedule:schedule", args=[request.group.code])
    return redirect(f"{address}?tahun={found.school_year}")


def _days(request: MemberRequest, row: DraftMeeting) -> list[tuple[date, str]]:
    """Learning days ahead, with what the draft has on them."""
    taken = {one.date: one.line.title for one in draft_meetings(row.draft) if one.pk != row.pk}
    free = learning_days(request.group, row.draft.school_year)
    days = {day for day in free if day > row.draft.as_of} | {row.date}
    return [(day, taken.get(day, "")) for day in sorted(days)]


def _hosts(request: MemberRequest, row: DraftMeeting) -> list[School]:
    hosts = list(hosts_of(request.group, row.draft.school_year))
    return hosts if row.host is None or row.host in hosts else [*hosts, row.host]


def _speakers(row: DraftMeeting) -> list[tuple[int, str]]:
    keys = {*speakers_for(row.line), *([row.speaker_id] if row.speaker_id else [])}
    rows = Speaker.objects.filter(pk__in=keys).order_by("sort_key", "pk")
    return list(rows.values_list("pk", "name"))
