"""The tables of budget."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("funds", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="BudgetRevision",
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
                        ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Sedang disusun"),
                                    ("pending", "Menunggu persetujuan"),
                                    ("in_force", "Berlaku"),
                                    ("withdrawn", "Ditarik"),
                                    ("refused", "Tidak disetujui"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("dated", models.DateField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("before", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("after", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("share", models.PositiveIntegerField(default=0)),
                        ("share_since", models.PositiveIntegerField(default=0)),
                        ("needs_approval", models.BooleanField(default=False)),
                        ("limit_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_by_name", models.CharField(blank=True, max_length=150)),
                        ("decided_letter", models.CharField(blank=True, max_length=120)),
                        ("decided_note", models.CharField(blank=True, max_length=250)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="funds.budget",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("budget", "number"), name="a_budget_revision_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "pending"])),
                                fields=("budget",),
                                name="one_open_revision_a_budget",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(("dated__isnull", False), ("number__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_revision_handed_in_has_a_number",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
