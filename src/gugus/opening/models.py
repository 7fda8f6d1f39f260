"""What opens a year: findings, proposals for lines, the forum that agreed, later revisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.competence.models import Item
from gugus.people.models import Group
from gugus.platform.foundation.kept_json import VersionedJSONField
from gugus.programme.models.line import Line
from gugus.programme.models.programme import Programme


class Finding(models.Model):
    """What the supervisor found in the field and wants the group to work on (temuan pengawas)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="findings")
    school_year = models.PositiveSmallIntegerField()
    found_on = models.DateField()
    text = models.TextField()
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-found_on", "-id"]

    def __str__(self) -> str:
        return self.text[:60]


class LineProposal(models.Model):
    """A line that the records propose for a year; a person accepts or refuses it."""

    class Source(models.TextChoices):
        NEED = "need", _("Kebutuhan terukur")
        LAST_YEAR = "last_year", _("Belum selesai tahun lalu")
        PROBLEM = "problem", _("Masalah kelas yang belum terjawab")
        FINDING = "finding", _("Temuan pengawas")

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu keputusan")
        ACCEPTED = "accepted", _("Diterima")
        REFUSED = "refused", _("Tidak dipakai")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="proposals")
    source = models.CharField(max_length=9, choices=Source.choices)
    # What it came from, once a programme: 'need:12', 'line:3', 'problem:7', 'finding:2'.
    key = models.CharField(max_length=40)
    # Its place among the proposals of its source, the most pressing first.
    rank = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    # Why it is proposed, as it was on the day: what it came from, with figures, dates and counts.
    # `queries/reasons.py` makes the sentence of it, in the reader's language.
    basis = VersionedJSONField(default=dict)
    # The sentence itself, in proposals of before `basis`.
    reason = models.TextField(blank=True)
    # The line's content as `LineContent` takes it, ids for records.
    content = VersionedJSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=250, blank=True)
    line = models.ForeignKey(Line, models.SET_NULL, null=True, blank=True, related_name="proposals")

    class Meta:
        ordering = ["source", "rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="proposed_once_a_programme")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"
