"""The tables of meetings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("people", "0001_initial"),
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="GroupRules",
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
                        ("catch_up_percent", models.PositiveSmallIntegerField(default=0)),
                        ("certificate_percent", models.PositiveSmallIntegerField(default=75)),
                        ("meetings_a_year", models.PositiveSmallIntegerField(default=12)),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meeting_rules",
                                to="people.group",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Direncanakan"),
                                    ("called", "Diundang"),
                                    ("held", "Terlaksana"),
                                    ("cancelled", "Dibatalkan"),
                                ],
                                default="planned",
                                max_length=9,
                            ),
                        ),
                        ("date", models.DateField()),
                        ("starts_at", models.TimeField()),
                        ("ends_at", models.TimeField()),
                        ("place_note", models.CharField(blank=True, max_length=150)),
                        ("agenda", models.TextField(blank=True)),
                        ("speaker_note", models.CharField(blank=True, max_length=150)),
                        ("called_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_reason", models.CharField(blank=True, max_length=250)),
                        ("catch_up_question", models.CharField(blank=True, max_length=200)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("handed_digest", models.CharField(blank=True, max_length=64)),
                        ("handed_sequence", models.PositiveIntegerField(default=0)),
                        ("called_fixed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="people.group",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                        (
                            "invitation",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.letter",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="programme.line",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="people.speaker",
                            ),
                        ),
                        (
                            "study_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="people.studygroup",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["date", "starts_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CalledTeacher",
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
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="people.teacher",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="called",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingMove",
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
                        ("old_date", models.DateField()),
                        ("old_starts_at", models.TimeField()),
                        ("old_ends_at", models.TimeField()),
                        ("reason", models.CharField(max_length=250)),
                        ("moved_at", models.DateTimeField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "moved_by",
                            models.ForeignKey(
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
                migrations.AddIndex(
                    model_name="meeting",
                    index=models.Index(
                        fields=["group", "date"], name="meetings_me_group_i_299aca_idx"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="calledteacher",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "teacher"), name="called_once_a_meeting"
                    ),
                ),
            ]
        ),
    ]
