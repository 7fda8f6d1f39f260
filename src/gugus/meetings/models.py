"""Meetings, who came, what was minuted, and the step that each teacher took away."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, School, Speaker, StudyGroup, Teacher
from gugus.platform.documents.models import Letter
from gugus.programme.models import Line


class Meeting(models.Model):
    """One meeting of a group or of one of its study groups."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Direncanakan")
        CALLED = "called", _("Diundang")
        HELD = "held", _("Terlaksana")
        CANCELLED = "cancelled", _("Dibatalkan")

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    line = models.ForeignKey(Line, models.SET_NULL, null=True, blank=True, related_name="meetings")
    study_group = models.ForeignKey(
        StudyGroup, models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    date = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    host = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    place_note = models.CharField(max_length=150, blank=True)
    agenda = models.TextField(blank=True)
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    speaker_note = models.CharField(max_length=150, blank=True)
    invitation = models.OneToOneField(
        Letter, models.PROTECT, null=True, blank=True, related_name="+"
    )
    called_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=250, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["date", "starts_at", "id"]
        indexes = [models.Index(fields=["group", "date"])]

    def __str__(self) -> str:
        return f"{self.title} {self.date}"


class Move(models.Model):
    """A meeting was moved to another time: from when, and why."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moves")
    old_date = models.DateField()
    old_starts_at = models.TimeField()
    old_ends_at = models.TimeField()
    reason = models.CharField(max_length=250)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.old_date}"


class Attendance(models.Model):
    """How one teacher stands to one meeting; no row means not recorded."""

    class Status(models.TextChoices):
        PRESENT = "hadir", _("Hadir")
        LATE = "terlambat", _("Terlambat")
        EXCUSED = "izin", _("Izin")
        SICK = "sakit", _("Sakit")
        DUTY = "dinas", _("Dinas")
        ABSENT = "alpa", _("Alpa")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="attendance")
    status = models.CharField(max_length=9, choices=Status.choices)
    note = models.CharField(max_length=150, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="one_attendance_each")
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.status}"


class Guest(models.Model):
    """Somebody who came and is not on the roster."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=150)
    institution = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Minutes(models.Model):
    """The minutes (notulen) of one meeting."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        FINAL = "final", _("Selesai")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    chaired_by = models.CharField(max_length=150, blank=True)
    taken_by = models.CharField(max_length=150, blank=True)
    opening = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    closed_at = models.TimeField(null=True, blank=True)
    # Raised by every save: a form made from an older one is refused, not overwritten.
    version = models.PositiveIntegerField(default=0)
    finalised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"notulen {self.meeting_id}"


class Step(models.Model):
    """What one teacher does next (rencana tindak lanjut), by when, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Belum")
        DONE = "done", _("Sudah")
        TRIED = "tried", _("Dicoba, ada kendala")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=250)
    due_on = models.DateField()
    proof = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    report = models.CharField(max_length=400, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["teacher__name", "id"]

    def __str__(self) -> str:
        return self.what
