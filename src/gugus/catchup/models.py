"""What an absent teacher read, what those present thought, and what each keeps for themselves.

The `stamp_` fields order what one person wrote on several phones: see `rules.merging`.
"""

from uuid import uuid4

from django.db import models

from gugus.meetings.models import Meeting
from gugus.people.models import Group, Teacher


class PacketReading(models.Model):
    """An absent teacher opened the catch-up packet, and perhaps answered its question.

    The first opening and the first answer stand as times; of the answers the latest stands.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="readings")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="readings")
    opened_at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    stamp_at = models.DateTimeField(null=True, blank=True)
    stamp_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="one_reading_each")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.teacher_id}"


class Feedback(models.Model):
    """Four taps and a sentence about one meeting; shown to officers only as counts."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="feedback")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="+")
    useful = models.PositiveSmallIntegerField()
    clear = models.PositiveSmallIntegerField()
    usable = models.PositiveSmallIntegerField()
    time = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=400, blank=True)
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField()

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "teacher"], name="one_feedback_each")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.useful}"


class Reflection(models.Model):
    """A page of a teacher's own journal: nobody else reads it unless it is shared.

    An entry that was deleted keeps its empty row, so that what an old phone still holds of it
    does not bring it back.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="reflections")
    # Made where the entry was begun, so that a phone can name it before the server knows it.
    key = models.UUIDField(default=uuid4, unique=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="reflections"
    )
    learnt = models.TextField(blank=True)
    applied = models.TextField(blank=True)
    obstacle = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    written_at = models.DateTimeField()
    # Of the text: the last write that stands.
    stamp_at = models.DateTimeField()
    stamp_id = models.UUIDField()
    # The other text, where two phones changed the same one: its writer decides.
    is_copy = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    share_at = models.DateTimeField(null=True, blank=True)
    share_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.written_at:%Y-%m-%d}"
