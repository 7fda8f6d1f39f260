"""Who came, and by what that is known."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import Meeting
from gugus.people.models import Group, Teacher
from gugus.platform.documents.models import Attachment


class Attendance(models.Model):
    """One teacher's attendance at one meeting.

    No row, or a row whose status is empty (it was taken away again), means not recorded. The
    three `stamp_` fields order what several people and phones wrote about this teacher by name;
    they are empty where the status comes from "all the others" (`RestMark`) alone. The signature
    is always the teacher's own and has its own order. See `rules.merging`.
    """

    class Status(models.TextChoices):
        PRESENT = "hadir", _("Hadir")
        LATE = "terlambat", _("Terlambat")
        EXCUSED = "izin", _("Izin")
        SICK = "sakit", _("Sakit")
        DUTY = "dinas", _("Dinas")
        ABSENT = "alpa", _("Alpa")

    class How(models.TextChoices):
        LIST = "list", _("ditandai pencatat")
        CARD = "card", _("kartu dipindai pencatat")
        SHEET = "sheet", _("lembar kertas")
        SELF = "self", _("ditandai sendiri")
        CODE = "code", _("kode di dinding")
        SIGN = "sign", _("tanda tangan di HP")
        REST = "rest", _("ditandai sekaligus")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="attendance")
    status = models.CharField(max_length=9, choices=Status.choices, blank=True)
    how = models.CharField(max_length=5, choices=How.choices, default=How.LIST)
    # Where they differ from the meeting's own times, they take hours away.
    arrived_at = models.TimeField(null=True, blank=True)
    left_at = models.TimeField(null=True, blank=True)
    # A signature drawn on a phone: the data of an SVG path, nothing else.
    signature = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_id = models.UUIDField(null=True)
    note = models.CharField(max_length=150, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    stamp_authority = models.PositiveSmallIntegerField(default=1)
    stamp_at = models.DateTimeField(null=True)
    stamp_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="one_attendance_each")
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.status}"


class RestMark(models.Model):
    """A recorder gave everybody expected and not recorded by name the same status."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rest_marks")
    status = models.CharField(max_length=9, choices=Attendance.Status.choices)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["said_at", "id"]

    def __str__(self) -> str:
        return f"sisanya {self.status}"


class Guest(models.Model):
    """Somebody who came and is not on the roster."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=150)
    institution = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class WallCode(models.Model):
    """The secret behind the code on the wall of one meeting."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="wall_code")
    secret = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"kode {self.meeting_id}"


class CardSecret(models.Model):
    """The secret behind the codes on a group's cards; with the database it moves to a new server."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"kartu {self.group_id}"


class PrintedSheet(models.Model):
    """The order of names on a printed sheet, so that typed row numbers find their teachers."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="printed_sheets")
    code = models.CharField(max_length=4)
    teacher_ids = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "code"], name="one_sheet_a_code")]

    def __str__(self) -> str:
        return f"lembar {self.code}"


class SheetPhoto(models.Model):
    """A photograph of the signed sheet, kept with the meeting's record."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sheet_photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"foto lembar {self.meeting_id}"
