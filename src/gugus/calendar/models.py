"""Days on which a group cannot meet, or a school cannot host; and which weekday suits most."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, School, Teacher


class CalendarEvent(models.Model):
    """Something on some days: a holiday, an exam, an event of a school or the district.

    With a school it keeps that school from being host; without one it keeps the group from
    meeting. One that does not block is only shown.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Libur")
        JOINT_LEAVE = "joint_leave", _("Cuti bersama")
        SCHOOL_BREAK = "school_break", _("Libur sekolah")
        EXAM = "exam", _("Ujian atau asesmen")
        DISTRICT = "district", _("Acara dinas atau kecamatan")
        SCHOOL_EVENT = "school_event", _("Acara sekolah")
        OTHER = "other", _("Lainnya")

    class Origin(models.TextChoices):
        TYPED = "typed", _("diketik")
        PASTED = "pasted", _("ditempel dari tabel")
        CALENDAR = "calendar", _("dari berkas kalender")

    group = models.ForeignKey(Group, models.CASCADE, related_name="calendar_events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    blocks = models.BooleanField(default=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.TYPED)
    # The event's UID in the file it came from: reading the same file again updates events and never
    # duplicates them.
    uid = models.CharField(max_length=255, blank=True)
    # Which calendar or table it came from, so that a later one of it can be compared.
    source = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["first_day", "last_day", "id"]
        indexes = [models.Index(fields=["group", "first_day"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="an_event_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["group", "uid", "first_day"],
                condition=~models.Q(uid="") & models.Q(school=None),
                name="an_event_of_a_file_once",
            ),
            # Two schools may take over the same calendar of the district.
            models.UniqueConstraint(
                fields=["group", "school", "uid", "first_day"],
                condition=~models.Q(uid="") & models.Q(school__isnull=False),
                name="an_event_of_a_file_once_a_school",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.title}"


class HolidayException(models.Model):
    """The group's exception to a public holiday of the library: it meets nevertheless."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="holiday_changes")
    day = models.DateField()
    note = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="a_holiday_once")]

    def __str__(self) -> str:
        return f"{self.day}"


class DayPoll(models.Model):
    """The question which weekday suits, asked of the group's teachers."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="day_polls")
    # Weekdays to choose from, Monday is 0.
    weekdays = models.JSONField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closes_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    chosen = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=models.Q(closed_at=None),
                name="one_open_day_poll_a_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.opened_at:%Y-%m-%d}"


class DayVote(models.Model):
    """One teacher's answer about one weekday."""

    class Answer(models.TextChoices):
        CAN = "can", _("Bisa")
        MAYBE = "maybe", _("Kalau perlu")
        CANNOT = "cannot", _("Tidak bisa")

    poll = models.ForeignKey(DayPoll, models.CASCADE, related_name="votes")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=6, choices=Answer.choices)
    # When it was said, and who recorded it: the teacher, or an officer for them.
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "teacher", "weekday"], name="a_word_on_a_weekday_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.weekday} {self.word}"


def usual_packages() -> dict[str, int]:
    """Meetings that complete each package (Rambu-rambu KKG: a-d three, e four)."""
    return {"a": 3, "b": 3, "c": 3, "d": 3, "e": 4}


class PlanSettings(models.Model):
    """One group's settings of planning; a group without a row has these defaults."""

    class Objective(models.TextChoices):
        TOTAL = "total", _("Perjalanan semua guru sesedikit mungkin")
        WORST = "worst", _("Perjalanan guru yang terjauh sesedikit mungkin")
        FAIR = "fair", _("Yang terjauh dulu, lalu semua")

    group = models.OneToOneField(Group, models.CASCADE, related_name="plan_settings")
    # The weekly learning day (hari belajar guru), Monday is 0; empty until the group has chosen.
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_at = models.TimeField(default=time(13, 0))
    ends_at = models.TimeField(default=time(15, 15))
    objective = models.CharField(max_length=5, choices=Objective.choices, default=Objective.TOTAL)
    # Turns of hosts may differ by so many at most, former years counted.
    spread = models.PositiveSmallIntegerField(default=1)
    by_size = models.BooleanField(default=False)
    twice_running = models.BooleanField(default=False)
    # Turns of so many former school years count.
    years_counted = models.PositiveSmallIntegerField(default=3)
    # Does the group meet on days of joint leave (cuti bersama)?
    meets_on_joint_leave = models.BooleanField(default=False)
    speaker_most = models.PositiveSmallIntegerField(null=True, blank=True)
    packages = models.JSONField(default=usual_packages)

    def __str__(self) -> str:
        return f"{self.group_id}: {self.weekday}"
