"""The cash book (Buku Kas Umum): entries that stand, receipts, closed months."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.funds.models import BudgetItem, Source
from gugus.people.models import Group, School
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.append_only import AppendOnlyModel
from gugus.platform.foundation.kept_json import VersionedJSONField


class CashEntry(AppendOnlyModel):
    """One row of the cash book; it never changes, a mistake is corrected by a reversing entry."""

    # PROTECT: a group that kept a book is not deleted, and the book with it.
    group = models.ForeignKey(Group, models.PROTECT, related_name="entries")
    school_year = models.PositiveSmallIntegerField()
    # 1, 2, 3 ... within the group's school year, in the order of writing.
    number = models.PositiveIntegerField()
    dated = models.DateField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="entries")
    # The number of the group's own voucher (no. bukti), given out without gap.
    voucher = models.CharField(max_length=40)
    description = models.CharField(max_length=250)
    # Who paid or was paid.
    party = models.CharField(max_length=150, blank=True)
    # What stands on the paper itself: the shop's invoice, the old book's voucher.
    paper_number = models.CharField(max_length=60, blank=True)
    received = models.PositiveBigIntegerField(default=0)
    spent = models.PositiveBigIntegerField(default=0)
    item = models.ForeignKey(
        BudgetItem, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    # Whose contribution it is.
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    # The entry that this one takes back: same source, the amounts on the other side.
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=250, blank=True)
    # Money moved from one source to another: both entries share it.
    transfer = models.UUIDField(null=True, blank=True)
    # The closed month whose difference between book and cash this entry settles.
    settles = models.ForeignKey(
        "MonthClose", models.PROTECT, null=True, blank=True, related_name="settled_by"
    )
    # Entries of one import share it.
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    # The page's own id of what was sent: a second tap writes no second entry.
    sent_id = models.UUIDField(null=True, blank=True, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dated", "number"]
        indexes = [models.Index(fields=["group", "dated"])]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "school_year", "number"], name="an_entry_number_once"
            ),
            models.UniqueConstraint(fields=["group", "voucher"], name="a_voucher_once"),
            models.CheckConstraint(
                condition=models.Q(received__gt=0, spent=0) | models.Q(received=0, spent__gt=0),
                name="an_entry_is_in_or_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.received - self.spent}"


class Receipt(models.Model):
    """A picture or PDF of the paper behind an entry; added at any time, never exchanged.

    One that was attached by mistake is marked void and stays to be seen; only where it showed what
    nobody may keep is its file taken away, and the row tells why.
    """

    entry = models.ForeignKey(CashEntry, models.CASCADE, related_name="receipts")
    # None: the file was taken away.
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(voided_at=None, attachment__isnull=False, void_reason="")
                | (models.Q(voided_at__isnull=False) & ~models.Q(void_reason="")),
                name="a_receipt_counts_or_says_why_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.attachment_id}"


class MonthClose(AppendOnlyModel):
    """A month that is closed: what the book said, what was counted, and who signed."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="closed_months")
    # The month's first day.
    month = models.DateField()
    # What the book says at the month's end, by source: {"3": 1250000}.
    balances = VersionedJSONField()
    balance = models.BigIntegerField()
    # What was counted: notes and coins {"100000": 4, ...}, and what stands at the bank.
    counted = VersionedJSONField()
    at_bank = models.PositiveBigIntegerField(default=0)
    difference = models.BigIntegerField()
    explanation = models.TextField(blank=True)
    # A digest over all entries up to the month's end (rules/closing.py says of what).
    digest = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["group", "month"], name="a_month_closes_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.month:%Y-%m}"


class CloseSignature(AppendOnlyModel):
    """Who signed a closed month: the treasurer who counted, the chair who saw it."""

    class Office(models.TextChoices):
        TREASURER = "bendahara", _("Bendahara")
        CHAIR = "ketua", _("Ketua")

    close = models.ForeignKey(MonthClose, models.CASCADE, related_name="signatures")
    office = models.CharField(max_length=9, choices=Office.choices)
    name = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["close", "office"], name="an_office_signs_once")
        ]

    def __str__(self) -> str:
        return f"{self.close_id}: {self.office}"
