"""What speakers can do, how often, when not; and members who offer to help."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from gugus.competence.models import Item
from gugus.meetings.models import Meeting
from gugus.people.models import Speaker, Teacher


class Skill(models.Model):
    """A speaker's expertise in one indicator or topic, and how far up the ladder.

    A speaker shared between groups has the same skills in each.
    """

    class Level(models.TextChoices):
        HELPER = "helper", _("Membantu")
        CO_PRESENTER = "co", _("Pendamping penyaji")
        PRESENTER = "presenter", _("Penyaji")

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="skills")
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=9, choices=Level.choices, default=Level.PRESENTER)
    # The day the level was set: only what was served since then speaks for the next one.
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, topic="")
                | (models.Q(item__isnull=True) & ~models.Q(topic="")),
                name="a_skill_names_an_indicator_or_a_topic",
            ),
            models.UniqueConstraint(
                fields=["speaker", "item"],
                condition=models.Q(item__isnull=False),
                name="a_skill_in_an_indicator_once",
            ),
            models.UniqueConstraint(
                "speaker",
                Lower("topic"),
                condition=~models.Q(topic=""),
                name="a_skill_in_a_topic_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_id}: {self.item_id or self.topic} {self.level}"


class SpeakerTerms(models.Model):
    """How often a speaker can be asked in a school year, over all groups."""

    speaker = models.OneToOneField(Speaker, models.CASCADE, related_name="terms")
    most_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Weekdays on which the speaker can come, Monday is 0; empty: any.
    weekdays = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.speaker_id}: {self.most_a_year}"


class SpeakerAbsence(models.Model):
    """Days on which a speaker cannot come."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="away")
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="a_speaker_is_back_after_leaving",
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker_id}: {self.first_day}"


class MeetingAssistant(models.Model):
    """Somebody of the registry who serves at a meeting beside its main speaker."""

    class Part(models.TextChoices):
        HELPER = "helper", _("Membantu")
        CO_PRESENTER = "co", _("Pendamping penyaji")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="assists")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="assists")
    part = models.CharField(max_length=6, choices=Part.choices)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "speaker"], name="an_assistant_once_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.speaker_id} {self.part}"


class HelpOffer(models.Model):
    """A teacher's own answer to 'will you help others with this?'; their figures stay their own."""

    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="offers")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    willing = models.BooleanField()
    level = models.CharField(max_length=9, choices=Skill.Level.choices, default=Skill.Level.HELPER)
    # The teacher was asked as one who is strong here and agreed that this is seen.
    as_strong = models.BooleanField(default=False)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["teacher", "item"], name="an_offer_once")]

    def __str__(self) -> str:
        return f"{self.teacher_id}: {self.item_id} {self.willing}"
