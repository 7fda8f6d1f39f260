"""The tables of catchup."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Reflection",
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
                        ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("learnt", models.TextField(blank=True)),
                        ("applied", models.TextField(blank=True)),
                        ("obstacle", models.TextField(blank=True)),
                        ("next_step", models.TextField(blank=True)),
                        ("written_at", models.DateTimeField()),
                        ("stamp_at", models.DateTimeField()),
                        ("stamp_id", models.UUIDField()),
                        ("is_copy", models.BooleanField(default=False)),
                        ("removed", models.BooleanField(default=False)),
                        ("shared", models.BooleanField(default=False)),
                        ("share_at", models.DateTimeField(blank=True, null=True)),
                        ("share_id", models.UUIDField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.group",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reflections",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reflections",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-written_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
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
                        ("useful", models.PositiveSmallIntegerField()),
                        ("clear", models.PositiveSmallIntegerField()),
                        ("usable", models.PositiveSmallIntegerField()),
                        ("time", models.PositiveSmallIntegerField()),
                        ("sentence", models.CharField(blank=True, max_length=400)),
                        ("stamp_at", models.DateTimeField()),
                        ("stamp_id", models.UUIDField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feedback",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "feedback",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "teacher"), name="one_feedback_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketReading",
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
                        ("opened_at", models.DateTimeField()),
                        ("answer", models.CharField(blank=True, max_length=400)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("stamp_at", models.DateTimeField(blank=True, null=True)),
                        ("stamp_id", models.UUIDField(blank=True, null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "teacher"), name="one_reading_each"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
