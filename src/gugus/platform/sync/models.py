"""The log of commands: each is carried out once, whatever the network repeats."""

from django.conf import settings
from django.db import models

from gugus.platform.foundation.kept_json import VersionedJSONField


class CommandRecord(models.Model):
    """One command that a phone sent, and what it was answered: the same whenever it comes again."""

    class State(models.TextChoices):
        APPLIED = "applied", "applied"
        REFUSED = "refused", "refused"
        SUPERSEDED = "superseded", "superseded"

    # Made by the phone.
    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    device = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    group_code = models.CharField(max_length=40, blank=True)
    # When the person did it, put right by what the phone's clock showed on sending.
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices)
    answer = VersionedJSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.state}"
