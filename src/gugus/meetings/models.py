"""A meeting, and its former times."""

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
    # What absent teachers are asked after reading what they missed; empty: the usual question.
    catch_up_question = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # For calendars (iCalendar's SEQUENCE and LAST-MODIFIED): how often, and when last, the
    # meeting changed in a way that must reach those invited.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    # What calendars were handed of it last, as a digest, and the sequence that it had then: what
    # changes elsewhere (an address, a speaker's name, the group's clock) is told by them too.
    handed_digest = models.CharField(max_length=64, blank=True)
    handed_sequence = models.PositiveIntegerField(default=0)
    # Since when the rows of `called` say whom it called; until then the roster of its day does.
    called_fixed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["date", "starts_at", "id"]
        indexes = [models.Index(fields=["group", "date"])]

    def __str__(self) -> str:
        return f"{self.title} {self.date}"


class CalledTeacher(models.Model):
    """A closed meeting called this teacher: whoever comes to the roster later does not change it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="called")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="calls")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="called_once_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.teacher_id}"


class MeetingMove(models.Model):
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


class GroupRules(models.Model):
    """A group's own numbers; without a row the defaults here hold."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="meeting_rules")
    # Reading the catch-up packet and answering its question counts so much of the meeting.
    catch_up_percent = models.PositiveSmallIntegerField(default=0)
    # Share of the hours offered that earns a certificate.
    certificate_percent = models.PositiveSmallIntegerField(default=75)
    # What each teacher is asked to attend in a school year.
    meetings_a_year = models.PositiveSmallIntegerField(default=12)

    def __str__(self) -> str:
        return f"aturan {self.group_id}"
