"""The tables of minutes."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Minutes",
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
                            "state",
                            models.CharField(
                                choices=[("draft", "Rancangan"), ("final", "Selesai")],
                                default="draft",
                                max_length=5,
                            ),
                        ),
                        ("chaired_by", models.CharField(blank=True, max_length=150)),
                        ("taken_by", models.CharField(blank=True, max_length=150)),
                        ("opening", models.TextField(blank=True)),
                        ("problems", models.TextField(blank=True)),
                        ("discussion", models.TextField(blank=True)),
                        ("decisions", models.TextField(blank=True)),
                        ("closed_at", models.TimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("finalised_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="approves",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="minutes",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "minutes",
                    },
                ),
                migrations.CreateModel(
                    name="DecisionUpdate",
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
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "Sedang berjalan"),
                                    ("done", "Terlaksana"),
                                    ("dropped", "Tidak jadi"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250)),
                        ("stamp_at", models.DateTimeField()),
                        ("stamp_id", models.UUIDField()),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="news",
                                to="minutes.minutes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "decision news",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("minutes", "number"), name="one_news_a_decision"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addendum",
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
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addenda",
                                to="minutes.minutes",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("minutes", "number"), name="one_addendum_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesVariant",
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
                        ("field", models.CharField(max_length=20)),
                        ("writer", models.CharField(blank=True, max_length=80)),
                        ("text", models.TextField(blank=True)),
                        ("stamp_at", models.DateTimeField()),
                        ("stamp_id", models.UUIDField()),
                        ("changes", models.BooleanField()),
                        ("replaced", gugus.platform.foundation.kept_json.VersionedJSONField(default=dict, version=1)),
                        ("waiting", models.BooleanField(default=False)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="variants",
                                to="minutes.minutes",
                            ),
                        ),
                        (
                            "written_by",
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("minutes", "field", "writer"),
                                name="one_text_a_page_and_field",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
