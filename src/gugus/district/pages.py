"""Schedules of a region for who runs the installation: statuses and counts, no names of people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.district.queries import GroupSchedule, RegionCount, ScheduleReadiness
from gugus.people.models import Place
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.jobs.pages import JobProgress, job_progress
from gugus.platform.jobs.queries import JobStatus
from gugus.platform.web.formats import decimal
from gugus.platform.web.links import Link
from gugus.schedule.models import ScheduleDraft
from gugus.schedule.services.runs import PREREQUISITE_MESSAGES


@dataclass(frozen=True)
class RegionsPage:
    """The screen `district:regions`: places with groups."""

    regions: Sequence[RegionCount]


@dataclass(frozen=True)
class GroupScheduleRow:
    """One group of the region: where its schedule stands."""

    name: str
    state: str
    tone: str
    detail: str


@dataclass(frozen=True)
class RegionSchedulesPage:
    """The screen `district:region`, and the part of it that is asked for again and again."""

    place: Place
    year: str
    year_number: int
    years: tuple[Link, ...]
    rows: tuple[GroupScheduleRow, ...]
    summary: str
    progress: JobProgress | None
    may_start: bool


def region_schedules_page(
    place: Place,
    year: int,
    years: Sequence[int],
    states: Sequence[GroupSchedule],
    status: JobStatus | None,
) -> RegionSchedulesPage:
    """The groups with what became of each; `status` of the run that is not finished."""
    here = reverse("district:region", args=[place.pk])
    start = reverse("district:region_start", args=[place.pk])
    again = f"{reverse('district:region_progress', args=[place.pk])}?tahun={year}"
    return RegionSchedulesPage(
        place=place,
        year=school_year_label(year),
        year_number=year,
        years=year_switch(years, year, lambda one: f"{here}?tahun={one}"),
        rows=tuple(_row(one) for one in states),
        summary=_summary(states),
        progress=job_progress(status, again=again, resume=start) if status else None,
        may_start=not status and any(one.readiness == ScheduleReadiness.READY for one in states),
    )


def _summary(states: Sequence[GroupSchedule]) -> str:
    """'6 kelompok · 4 menunggu keputusan · 1 dipakai'."""
    count = ngettext("%(n)d kelompok", "%(n)d kelompok", len(states)) % {"n": len(states)}
    found = Counter(one.draft.state for one in states if one.draft is not None)
    parts = [
        f"{found[state]} {str(state.label).lower()}"
        for state in ScheduleDraft.State
        if found[state]
    ]
    return " · ".join([count, *parts])


def _row(one: GroupSchedule) -> GroupScheduleRow:
    draft = one.draft
    if draft is None or draft.state == ScheduleDraft.State.DISCARDED:
        return GroupScheduleRow(one.group.name, *_without(one))
    if draft.state == ScheduleDraft.State.READY and draft.status == ScheduleDraft.Status.IMPOSSIBLE:
        why = _("Aturannya saling menghalangi; sebabnya tampak bagi pengurusnya.")
        return GroupScheduleRow(one.group.name, _("Tidak mungkin"), "badge bad", why)
    tone = {ScheduleDraft.State.ADOPTED: "badge", ScheduleDraft.State.FAILED: "badge bad"}.get(
        ScheduleDraft.State(draft.state), "badge warn"
    )
    return GroupScheduleRow(
        one.group.name,
        draft.get_state_display(),
        tone,
        " · ".join(_details(one, draft)),
    )


def _without(one: GroupSchedule) -> tuple[str, str, str]:
    """A group without a draft: what is missing, or that it can be scheduled."""
    if one.readiness == ScheduleReadiness.LACKS:
        return (
            _("Belum siap"),
            "badge warn",
            " ".join(str(PREREQUISITE_MESSAGES[lack]) for lack in one.lacks),
        )
    if one.readiness == ScheduleReadiness.ALL_DATED:
        return _("Lengkap"), "badge", _("Semua pertemuan program sudah bertanggal.")
    if one.readiness == ScheduleReadiness.LEFT_OUT:
        return _("Tidak ikut"), "muted", ""
    if one.readiness == ScheduleReadiness.OVER:
        return _("Lewat"), "muted", _("Tahun pelajaran ini sudah lewat.")
    dropped = one.draft is not None
    return _("Siap disusun"), "muted", _("Rancangan lalu tidak dipakai.") if dropped else ""


def _details(one: GroupSchedule, draft: ScheduleDraft) -> Iterable[str]:
    if draft.state == ScheduleDraft.State.WAITING:
        return
    yield _quality(draft)
    if one.meetings:
        yield ngettext("%(n)d pertemuan", "%(n)d pertemuan", one.meetings) % {"n": one.meetings}
    if draft.run.place_id is None:
        yield _("disusun pengurusnya sendiri")


def _quality(draft: ScheduleDraft) -> str:
    """How good the schedule is known to be, with its gap."""
    words = draft.get_status_display()
    if draft.status == ScheduleDraft.Status.FEASIBLE and draft.gap is not None:
        percent = decimal(100 * draft.gap)
        return _("%(quality)s, selisih paling banyak %(gap)s%%") % {
            "quality": words,
            "gap": percent,
        }
    return words
