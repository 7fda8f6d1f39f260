"""The tables of attendance."""

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
                    name="CardSecret",
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
                        ("secret", models.CharField(max_length=64)),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.group",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Guest",
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
                        ("name", models.CharField(max_length=150)),
                        ("institution", models.CharField(blank=True, max_length=150)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="RestMark",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("hadir", "Hadir"),
                                    ("terlambat", "Terlambat"),
                                    ("izin", "Izin"),
                                    ("sakit", "Sakit"),
                                    ("dinas", "Dinas"),
                                    ("alpa", "Alpa"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("said_at", models.DateTimeField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rest_marks",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["said_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SheetPhoto",
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
                        (
                            "attachment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.attachment",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheet_photos",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="WallCode",
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
                        ("secret", models.CharField(max_length=64)),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wall_code",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hadir", "Hadir"),
                                    ("terlambat", "Terlambat"),
                                    ("izin", "Izin"),
                                    ("sakit", "Sakit"),
                                    ("dinas", "Dinas"),
                                    ("alpa", "Alpa"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("list", "ditandai pencatat"),
                                    ("card", "kartu dipindai pencatat"),
                                    ("sheet", "lembar kertas"),
                                    ("self", "ditandai sendiri"),
                                    ("code", "kode di dinding"),
                                    ("sign", "tanda tangan di HP"),
                                    ("rest", "ditandai sekaligus"),
                                ],
                                default="list",
                                max_length=5,
                            ),
                        ),
                        ("arrived_at", models.TimeField(blank=True, null=True)),
                        ("left_at", models.TimeField(blank=True, null=True)),
                        ("signature", models.TextField(blank=True)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("signed_id", models.UUIDField(null=True)),
                        ("note", models.CharField(blank=True, max_length=150)),
                        ("recorded_at", models.DateTimeField()),
                        ("stamp_authority", models.PositiveSmallIntegerField(default=1)),
                        ("stamp_at", models.DateTimeField(null=True)),
                        ("stamp_id", models.UUIDField(null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "teacher"), name="one_attendance_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrintedSheet",
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
                        ("code", models.CharField(max_length=4)),
                        ("teacher_ids", models.JSONField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="printed_sheets",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "code"), name="one_sheet_a_code"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
