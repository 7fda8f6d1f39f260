"""The index: the words of records, and which records have changed since their words were read."""

from django.db import models


class IndexEntry(models.Model):
    """The words of one record, for finding it; what is shown is read from the record itself.

    No row outlives its record's text: triggers take it away when the text changes or goes, in the same
    transaction, whoever writes (see `services.triggers`).
    """

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    # The group's number, without a foreign key: the entries go with their records.
    group = models.BigIntegerField()
    # Folded words and stems, each with a blank on both sides.
    title = models.TextField()
    words = models.TextField()
    day = models.DateField(null=True)
    # By which rules the words were made.
    edition = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record"], name="a_record_is_indexed_once")
        ]
        indexes = [models.Index(fields=["group", "kind"])]
        verbose_name_plural = "index entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class ChangedRecord(models.Model):
    """A record was written: its words are to be read. Written by triggers, once for every change."""

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"
