"""The tables of calendar."""

import datetime
import django.db.models.deletion
import gugus.calendar.models
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
                    name="DayPoll",
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
                        ("weekdays", models.JSONField()),
                        ("opened_at", models.DateTimeField()),
                        ("closes_on", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("chosen", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="day_polls",
                                to="people.group",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="DayVote",
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
                        ("weekday", models.PositiveSmallIntegerField()),
                        (
                            "word",
                            models.CharField(
                                choices=[
                                    ("can", "Bisa"),
                                    ("maybe", "Kalau perlu"),
                                    ("cannot", "Tidak bisa"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="calendar.daypoll",
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
                ),
                migrations.CreateModel(
                    name="HolidayException",
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
                        ("day", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=150)),
                        ("made_at", models.DateTimeField()),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="holiday_changes",
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
                    ],
                ),
                migrations.CreateModel(
                    name="PlanSettings",
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
                        ("weekday", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("starts_at", models.TimeField(default=datetime.time(13, 0))),
                        ("ends_at", models.TimeField(default=datetime.time(15, 15))),
                        (
                            "objective",
                            models.CharField(
                                choices=[
                                    ("total", "Perjalanan semua guru sesedikit mungkin"),
                                    ("worst", "Perjalanan guru yang terjauh sesedikit mungkin"),
                                    ("fair", "Yang terjauh dulu, lalu semua"),
                                ],
                                default="total",
                                max_length=5,
                            ),
                        ),
                        ("spread", models.PositiveSmallIntegerField(default=1)),
                        ("by_size", models.BooleanField(default=False)),
                        ("twice_running", models.BooleanField(default=False)),
                        ("years_counted", models.PositiveSmallIntegerField(default=3)),
                        ("meets_on_joint_leave", models.BooleanField(default=False)),
                        ("speaker_most", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "packages",
                            models.JSONField(default=gugus.calendar.models.usual_packages),
                        ),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plan_settings",
                                to="people.group",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CalendarEvent",
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
                                    ("holiday", "Libur"),
                                    ("joint_leave", "Cuti bersama"),
                                    ("school_break", "Libur sekolah"),
                                    ("exam", "Ujian atau asesmen"),
                                    ("district", "Acara dinas atau kecamatan"),
                                    ("school_event", "Acara sekolah"),
                                    ("other", "Lainnya"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("blocks", models.BooleanField(default=True)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("typed", "diketik"),
                                    ("pasted", "ditempel dari tabel"),
                                    ("calendar", "dari berkas kalender"),
                                ],
                                default="typed",
                                max_length=8,
                            ),
                        ),
                        ("uid", models.CharField(blank=True, max_length=255)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_events",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["first_day", "last_day", "id"],
                        "indexes": [
                            models.Index(
                                fields=["group", "first_day"], name="calendar_ca_group_i_1c3a20_idx"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first_day__lte", models.F("last_day"))),
                                name="an_event_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("uid", ""), _negated=True), ("school", None)
                                ),
                                fields=("group", "uid", "first_day"),
                                name="an_event_of_a_file_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("uid", ""), _negated=True), ("school__isnull", False)
                                ),
                                fields=("group", "school", "uid", "first_day"),
                                name="an_event_of_a_file_once_a_school",
                            ),
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="daypoll",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("group",),
                        name="one_open_day_poll_a_group",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dayvote",
                    constraint=models.UniqueConstraint(
                        fields=("poll", "teacher", "weekday"), name="a_word_on_a_weekday_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="holidayexception",
                    constraint=models.UniqueConstraint(
                        fields=("group", "day"), name="a_holiday_once"
                    ),
                ),
            ]
        ),
    ]
