"""Letters and their numbers, without gap or double; attached files; closed papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gugus.platform.foundation.kept_json import VersionedJSONField


class LetterSeries(models.Model):
    """The last number given out in a series (a group's letters of one year)."""

    key = models.CharField(max_length=80, unique=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last_number}"


class Letter(models.Model):
    """A numbered letter. A number, once given, stays with its letter for ever."""

    series = models.ForeignKey(LetterSeries, models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    dated = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="a_number_once")]

    def __str__(self) -> str:
        return self.text


class Attachment(models.Model):
    """A picture or a recording that somebody attached, cleaned on its way in, never changed.

    It stays in the database: one transaction, one backup. What is kept is small.
    """

    kind = models.CharField(max_length=40)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.size}"


class KeptPaper(models.Model):
    """A closed paper as it was, whatever becomes of the records that it was made of.

    `key` names the paper ("minutes:12"). Who closes again what was opened keeps a new row; the
    older one stays with the day on which it ceased to stand.
    """

    key = models.CharField(max_length=80)
    paper = VersionedJSONField()
    kept_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(withdrawn_at=None), name="one_standing_paper_a_key"
            )
        ]

    def __str__(self) -> str:
        return self.key
