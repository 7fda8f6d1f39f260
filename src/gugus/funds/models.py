"""The group's own rules of money, and where its money comes from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, School
from gugus.platform.foundation.append_only import AppendOnlyModel
from gugus.programme.models import Line


class TreasurySettings(models.Model):
    """One group's rules; a group without a row has these defaults."""

    class OverItem(models.TextChoices):
        WARN = "warn", _("Ingatkan, tetapi simpan")
        REFUSE = "refuse", _("Tolak")

    group = models.OneToOneField(Group, models.CASCADE, related_name="cash_settings")
    # A revision that shifts more of the budget than this needs an approval (juknis DBL: 10 %).
    revision_percent = models.PositiveSmallIntegerField(default=10)
    # What happens when an item's spending passes its budget.
    over_item = models.CharField(max_length=6, choices=OverItem.choices, default=OverItem.WARN)
    # More cash in hand than this is warned of; empty: no limit.
    cash_limit = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.group_id}"


class LimitChange(AppendOnlyModel):
    """A change of `revision_percent`: who made it and when, for whoever reads a revision later."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="limit_changes")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.before} -> {self.after}"


class Source(models.Model):
    """A source of funds with a balance of its own."""

    class Kind(models.TextChoices):
        BOS = "bos", _("BOS")
        OWN = "iuran", _("Iuran anggota")
        APBD = "apbd", _("APBD")
        GRANT = "hibah", _("Hibah atau bantuan")
        OTHER = "lain", _("Lainnya")

    group = models.ForeignKey(Group, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    name = models.CharField(max_length=100)
    note = models.CharField(max_length=250, blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["group", "name"], name="a_source_once")]

    def __str__(self) -> str:
        return self.name


class Contribution(models.Model):
    """What a source is expected to bring in a school year, by school where schools pay (BOS)."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="contributions")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    planned = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "school", "school_year"],
                condition=models.Q(school__isnull=False),
                name="a_contribution_of_a_school_once",
            ),
            models.UniqueConstraint(
                fields=["source", "school_year"],
                condition=models.Q(school__isnull=True),
                name="a_contribution_without_school_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.school_year}: {self.planned}"


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
