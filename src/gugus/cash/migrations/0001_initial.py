"""The tables of cash."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.cash.migrations._closed_months import keep_months_closed
from gugus.platform.foundation.migration_operations import CreateModels, append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("funds", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="MonthClose",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("balances", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("balance", models.BigIntegerField()),
                        ("counted", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("at_bank", models.PositiveBigIntegerField(default=0)),
                        ("difference", models.BigIntegerField()),
                        ("explanation", models.TextField(blank=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("closed_at", models.DateTimeField()),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_months",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["month"],
                    },
                ),
                migrations.CreateModel(
                    name="CloseSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[("bendahara", "Bendahara"), ("ketua", "Ketua")],
                                max_length=9,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("signed_at", models.DateTimeField()),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "close",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="cash.monthclose",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="CashEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("school_year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("dated", models.DateField()),
                        ("voucher", models.CharField(max_length=40)),
                        ("description", models.CharField(max_length=250)),
                        ("party", models.CharField(blank=True, max_length=150)),
                        ("paper_number", models.CharField(blank=True, max_length=60)),
                        ("received", models.PositiveBigIntegerField(default=0)),
                        ("spent", models.PositiveBigIntegerField(default=0)),
                        ("correction_reason", models.CharField(blank=True, max_length=250)),
                        ("transfer", models.UUIDField(blank=True, null=True)),
                        ("batch", models.UUIDField(blank=True, db_index=True, null=True)),
                        ("sent_id", models.UUIDField(blank=True, null=True, unique=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="cash.cashentry",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="people.group",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.budgetitem",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.source",
                            ),
                        ),
                        (
                            "settles",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settled_by",
                                to="cash.monthclose",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["dated", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.CharField(blank=True, max_length=250)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "attachment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.attachment",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="cash.cashentry",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="monthclose",
                    constraint=models.UniqueConstraint(
                        fields=("group", "month"), name="a_month_closes_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closesignature",
                    constraint=models.UniqueConstraint(
                        fields=("close", "office"), name="an_office_signs_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="cashentry",
                    index=models.Index(
                        fields=["group", "dated"], name="cash_cashen_group_i_1ce918_idx"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cashentry",
                    constraint=models.UniqueConstraint(
                        fields=("group", "school_year", "number"), name="an_entry_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cashentry",
                    constraint=models.UniqueConstraint(
                        fields=("group", "voucher"), name="a_voucher_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cashentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received__gt", 0), ("spent", 0)),
                            models.Q(("received", 0), ("spent__gt", 0)),
                            _connector="OR",
                        ),
                        name="an_entry_is_in_or_out",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="receipt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attachment__isnull", False),
                                ("void_reason", ""),
                                ("voided_at", None),
                            ),
                            models.Q(
                                ("voided_at__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_receipt_counts_or_says_why_not",
                    ),
                ),
            ]
        ),
        append_only("cash_cashentry", "cash_monthclose", "cash_closesignature", deletes=False),
        migrations.RunPython(keep_months_closed),
    ]
