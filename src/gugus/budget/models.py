"""The budget (RAB): items per programme line and source, and its revisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.funds.models import Budget
from gugus.platform.foundation.kept_json import VersionedJSONField


class BudgetRevision(models.Model):
    """A change of the agreed budget: small ones are self-reported, larger ones need approval.

    It begins as a working copy without number; the budget's rows stay as they are until the
    revision is in force.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Sedang disusun")
        PENDING = "pending", _("Menunggu persetujuan")
        IN_FORCE = "in_force", _("Berlaku")
        WITHDRAWN = "withdrawn", _("Ditarik")
        REFUSED = "refused", _("Tidak disetujui")

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="revisions")
    # 1, 2, 3 ... given when it is handed in: a copy thrown away leaves no gap.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    dated = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    # All rows as they were when it began, and as they are to be (rules/rows.py: `Row`).
    before = VersionedJSONField()
    after = VersionedJSONField()
    # What it shifts, in hundredths of a percent: by itself, and with all the self-reported
    # revisions since the budget was last agreed or approved. The second decides.
    share = models.PositiveIntegerField(default=0)
    share_since = models.PositiveIntegerField(default=0)
    needs_approval = models.BooleanField(default=False)
    # The limit in percent that was applied; None before it is handed in (and on old rows).
    limit_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Who approved or refused: a supervisor here, or an office by letter.
    decided_on = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_letter = models.CharField(max_length=120, blank=True)
    decided_note = models.CharField(max_length=250, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="a_budget_revision_once"),
            models.UniqueConstraint(
                fields=["budget"],
                condition=models.Q(state__in=["draft", "pending"]),
                name="one_open_revision_a_budget",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(number__isnull=False, dated__isnull=False),
                name="a_revision_handed_in_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id}: {self.number} {self.state}"
