"""The tables of steps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("meetings", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="StepOffer",
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
                        ("what", models.CharField(max_length=250)),
                        ("due_on", models.DateField()),
                        ("proof", models.CharField(blank=True, max_length=150)),
                        ("stamp_at", models.DateTimeField()),
                        ("stamp_id", models.UUIDField(unique=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["stamp_at", "stamp_id"],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
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
                        ("what", models.CharField(max_length=250)),
                        ("due_on", models.DateField()),
                        ("proof", models.CharField(blank=True, max_length=150)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Belum"),
                                    ("done", "Sudah"),
                                    ("tried", "Dicoba, ada kendala"),
                                ],
                                default="open",
                                max_length=5,
                            ),
                        ),
                        ("report", models.TextField(blank=True)),
                        ("shared", models.BooleanField(default=False)),
                        ("reported_at", models.DateTimeField(blank=True, null=True)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="documents.attachment",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="people.teacher",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="steps",
                                to="steps.stepoffer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["teacher__sort_key", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="EscalationStage",
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
                            "to",
                            models.CharField(
                                choices=[
                                    ("lead_teacher", "Guru pemandu"),
                                    ("school_head", "Kepala sekolah"),
                                    ("supervisor", "Pengawas"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escalation",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "to"), name="one_stage_a_reader"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StepReport",
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
                                choices=[
                                    ("open", "Belum"),
                                    ("done", "Sudah"),
                                    ("tried", "Dicoba, ada kendala"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("device", models.UUIDField(blank=True, null=True)),
                        ("stamp_at", models.DateTimeField()),
                        ("stamp_id", models.UUIDField()),
                        ("seen", models.JSONField(default=list)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="documents.attachment",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="steps.step",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["stamp_at", "stamp_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("step", "stamp_id"), name="one_report_a_command"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
