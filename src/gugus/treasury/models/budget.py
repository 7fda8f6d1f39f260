"""The budget (RAB): items per programme line and source, and its revisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group
from gugus.programme.models import Line
from gugus.treasury.models.settings import Source


class Budget(models.Model):
    """A group's budget of one school year."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        AGREED = "agreed", _("Disepakati")

    group = models.ForeignKey(Group, models.CASCADE, related_name="budgets")
    school_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    # The group's `revision_percent` when it was agreed: raised later, it does not count here.
    revision_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "school_year"], name="one_budget_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.school_year}"


class BudgetItem(models.Model):
    """One row of the budget: volume x price, paid from one source, in whole rupiah.

    A row that a revision takes out stays with a date of removal: entries may point at it.
    """

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="items")
    # None: belongs to no line (office costs).
    line = models.ForeignKey(
        Line, models.SET_NULL, null=True, blank=True, related_name="budget_items"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="items")
    item = models.CharField(max_length=200)
    volume = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=30)
    price = models.PositiveBigIntegerField()
    # volume x price; only a whole number of rupiah is taken.
    total = models.PositiveBigIntegerField()
    # The calendar month in which it is planned to be spent.
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item}: {self.total}"


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
    before = models.JSONField()
    after = models.JSONField()
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
