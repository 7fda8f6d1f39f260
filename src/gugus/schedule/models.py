"""Schedules: runs of the solver, what they propose, what was adopted, what was displaced."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.calendar.models import CalendarEvent, PlanSettings
from gugus.meetings.models import Meeting
from gugus.people.models import Group, Place, School, Speaker, StudyGroup
from gugus.platform.foundation.kept_json import VersionedJSONField
from gugus.programme.models import Line
from gugus.timetable.rules.assignment import Assignment, from_columns


class ScheduleRun(models.Model):
    """One piece of work of the solver, done by a job: one group, or all groups of a place."""

    school_year = models.PositiveSmallIntegerField()
    # None: for one group; else every group in the place.
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.school_year} {self.place_id or ''}".strip()


class ScheduleDraft(models.Model):
    """A schedule that the solver proposes to one group, until a person takes or drops it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu giliran")
        READY = "ready", _("Menunggu keputusan")
        ADOPTED = "adopted", _("Dipakai")
        DISCARDED = "discarded", _("Tidak dipakai")
        FAILED = "failed", _("Gagal disusun")

    class Status(models.TextChoices):
        OPTIMAL = "optimal", _("terbukti terbaik")
        FEASIBLE = "feasible", _("baik, belum terbukti terbaik")
        IMPOSSIBLE = "impossible", _("tidak mungkin")
        UNKNOWN = "unknown", _("belum diketahui")

    run = models.ForeignKey(ScheduleRun, models.CASCADE, related_name="drafts")
    group = models.ForeignKey(Group, models.CASCADE, related_name="drafts")
    school_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    objective = models.CharField(max_length=5, choices=PlanSettings.Objective.choices)
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    # How far the travel may still be from the best, as a share of it; 0 when proven.
    gap = models.FloatField(null=True, blank=True)
    total_km = models.FloatField(null=True, blank=True)
    worst_km = models.FloatField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    moved = models.PositiveSmallIntegerField(default=0)
    # What a plain rotation, each time the school with fewest turns, would come to: all distances, or
    # the worst-off teacher's where those are made small.
    rotation_km = models.FloatField(null=True, blank=True)
    # Every school hosts exactly once: no order saves any distance, and none is claimed.
    each_hosts_once = models.BooleanField(default=False)
    # The smallest set of rules that clash: [{"rule", "lines", "school", "speaker", ...}].
    clash = VersionedJSONField(default=list, blank=True)
    # No smaller set of rules clashes, and that is proven.
    clash_is_smallest = models.BooleanField(default=False)
    # What was taken for the distances: 'typed', 'coordinates', 'mixed', 'none'.
    distance_basis = models.CharField(max_length=11, blank=True)
    # Only days after this one were given out; what was before it stood.
    as_of = models.DateField()
    # A digest of what it was made from: the page says when that has changed since.
    facts_digest = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["group", "school_year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "school_year"],
                condition=models.Q(state__in=["waiting", "ready"]),
                name="one_open_draft_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.school_year}: {self.state}"


class Pinned(models.Model):
    """What a person has set: the solver leaves it as it is."""

    pin_date = models.BooleanField(default=False)
    pin_host = models.BooleanField(default=False)
    pin_speaker = models.BooleanField(default=False)

    class Meta:
        abstract = True


class DraftMeeting(Pinned):
    """One meeting of a draft: the part of a line, its day, host, speaker, and why."""

    draft = models.ForeignKey(ScheduleDraft, models.CASCADE, related_name="meetings")
    line = models.ForeignKey(Line, models.CASCADE, related_name="+")
    # 1, 2, 3 ... within the line.
    part = models.PositiveSmallIntegerField()
    study_group = models.ForeignKey(
        StudyGroup, models.CASCADE, null=True, blank=True, related_name="+"
    )
    # The meeting that stands in the calendar already and would be moved or kept.
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    date = models.DateField()
    host = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.ForeignKey(Speaker, models.SET_NULL, null=True, blank=True, related_name="+")
    was_date = models.DateField(null=True, blank=True)
    was_host = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    # Facts for the explanation (planning/rules/explaining.py turns them into words).
    why = VersionedJSONField(default=dict, blank=True)

    class Meta:
        ordering = ["date", "line_id", "part"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "line", "part"], name="a_part_once_in_a_draft")
        ]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.part}: {self.date}"

    @property
    def assignment(self) -> Assignment:
        """Where the draft has the meeting, and what a person pinned."""
        return from_columns(vars(self))

    def assign(self, one: Assignment, *, pins: bool = False) -> None:
        """Take over day, host and speaker, and the pins too where they are meant."""
        self.date, self.host_id, self.speaker_id = one.arrangement
        if pins:
            self.pin_date, self.pin_host, self.pin_speaker = (
                one.pin_date,
                one.pin_host,
                one.pin_speaker,
            )


class DraftChange(models.Model):
    """A person moved or pinned a meeting of a draft; `before` is what taking it back returns to."""

    class Kind(models.TextChoices):
        MOVE = "move", _("Pemindahan")
        PIN = "pin", _("Sematan")

    draft = models.ForeignKey(ScheduleDraft, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    # The meeting's place in its line: rows come and go when the draft is solved again.
    line = models.ForeignKey(Line, models.CASCADE, related_name="+")
    part = models.PositiveSmallIntegerField()
    # Of a move the whole draft as it was, of a pin the former pins of the meeting.
    before = VersionedJSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.kind} {self.line_id}/{self.part}"


class Placement(Pinned):
    """What the schedule knows of a meeting that came of it."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="placement"
    )
    draft = models.ForeignKey(
        ScheduleDraft, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    part = models.PositiveSmallIntegerField()
    why = VersionedJSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.part}"


class Displacement(models.Model):
    """A meeting lost its day to something: to what, why, and where it went (empty: nowhere)."""

    class Cause(models.TextChoices):
        HOLIDAY = "holiday", _("Libur")
        EXAM = "exam", _("Ujian atau asesmen")
        DISTRICT = "district", _("Acara dinas atau kecamatan")
        SCHOOL_EVENT = "school_event", _("Acara sekolah tuan rumah")
        SPEAKER = "speaker", _("Narasumber berhalangan")
        HOST = "host", _("Tuan rumah berhalangan")
        WEATHER = "weather", _("Cuaca atau bencana")
        FEW = "few", _("Peserta terlalu sedikit")
        OTHER = "other", _("Lainnya")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="displacements")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    calendar_event = models.ForeignKey(
        CalendarEvent, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=250)
    old_date = models.DateField()
    new_date = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["old_date", "id"]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.cause}"
