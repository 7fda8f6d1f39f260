"""The tables of funds."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels, append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Budget",
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
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Rancangan"), ("agreed", "Disepakati")],
                                default="draft",
                                max_length=6,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "revision_percent",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="budgets",
                                to="people.group",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="LimitChange",
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
                        ("before", models.PositiveSmallIntegerField()),
                        ("after", models.PositiveSmallIntegerField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="limit_changes",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bos", "BOS"),
                                    ("iuran", "Iuran anggota"),
                                    ("apbd", "APBD"),
                                    ("hibah", "Hibah atau bantuan"),
                                    ("lain", "Lainnya"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        ("note", models.CharField(blank=True, max_length=250)),
                        ("made_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
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
                        ("planned", models.PositiveBigIntegerField()),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="funds.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetItem",
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
                        ("item", models.CharField(max_length=200)),
                        ("volume", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("unit", models.CharField(max_length=30)),
                        ("price", models.PositiveBigIntegerField()),
                        ("total", models.PositiveBigIntegerField()),
                        ("month", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="funds.budget",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="budget_items",
                                to="programme.line",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="funds.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="TreasurySettings",
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
                        ("revision_percent", models.PositiveSmallIntegerField(default=10)),
                        (
                            "over_item",
                            models.CharField(
                                choices=[("warn", "Ingatkan, tetapi simpan"), ("refuse", "Tolak")],
                                default="warn",
                                max_length=6,
                            ),
                        ),
                        ("cash_limit", models.PositiveBigIntegerField(blank=True, null=True)),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cash_settings",
                                to="people.group",
                            ),
                        ),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="budget",
                    constraint=models.UniqueConstraint(
                        fields=("group", "school_year"), name="one_budget_a_year"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="source",
                    constraint=models.UniqueConstraint(
                        fields=("group", "name"), name="a_source_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contribution",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("source", "school", "school_year"),
                        name="a_contribution_of_a_school_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contribution",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("source", "school_year"),
                        name="a_contribution_without_school_once",
                    ),
                ),
            ]
        ),
        append_only("funds_limitchange", deletes=False),
    ]
