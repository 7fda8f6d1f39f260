"""The tables of roster."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="RosterDraft",
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
                        ("made_at", models.DateTimeField()),
                        ("file_name", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "Sedang dibaca"),
                                    ("ready", "Menunggu keputusan"),
                                    ("applied", "Diterapkan"),
                                    ("refused", "Ditolak"),
                                    ("discarded", "Dibatalkan"),
                                ],
                                default="reading",
                                max_length=9,
                            ),
                        ),
                        ("counts", models.JSONField(default=dict)),
                        ("dropped_columns", models.JSONField(default=list)),
                        ("refusal", models.CharField(blank=True, max_length=40)),
                        ("refusal_names", models.JSONField(default=list)),
                        ("applied_at", models.DateTimeField(null=True)),
                        ("outcome", models.JSONField(default=dict)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roster_drafts",
                                to="people.group",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RosterRow",
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
                        ("number", models.PositiveIntegerField()),
                        ("verdict", models.CharField(max_length=9)),
                        ("reason", models.CharField(blank=True, max_length=20)),
                        ("detail", models.CharField(blank=True, max_length=20)),
                        ("values", models.JSONField()),
                        ("changes", models.JSONField()),
                        ("decision", models.CharField(blank=True, max_length=5)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="roster.rosterdraft",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.teacher",
                            ),
                        ),
                    ],
                ),
                migrations.AddIndex(
                    model_name="rosterdraft",
                    index=models.Index(fields=["group", "state"], name="roster_drafts_waiting"),
                ),
                migrations.AddConstraint(
                    model_name="rosterrow",
                    constraint=models.UniqueConstraint(
                        fields=("draft", "verdict", "number"), name="roster_row_stands_once"
                    ),
                ),
            ]
        ),
    ]
