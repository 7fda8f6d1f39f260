"""The tables of schedule."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calendar", "0001_initial"),
        ("meetings", "0001_initial"),
        ("people", "0001_initial"),
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Displacement",
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
                            "cause",
                            models.CharField(
                                choices=[
                                    ("holiday", "Libur"),
                                    ("exam", "Ujian atau asesmen"),
                                    ("district", "Acara dinas atau kecamatan"),
                                    ("school_event", "Acara sekolah tuan rumah"),
                                    ("speaker", "Narasumber berhalangan"),
                                    ("host", "Tuan rumah berhalangan"),
                                    ("weather", "Cuaca atau bencana"),
                                    ("few", "Peserta terlalu sedikit"),
                                    ("other", "Lainnya"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.CharField(max_length=250)),
                        ("old_date", models.DateField()),
                        ("new_date", models.DateField(blank=True, null=True)),
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
                            "calendar_event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="calendar.calendarevent",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="displacements",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["old_date", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ScheduleDraft",
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
                                choices=[
                                    ("waiting", "Menunggu giliran"),
                                    ("ready", "Menunggu keputusan"),
                                    ("adopted", "Dipakai"),
                                    ("discarded", "Tidak dipakai"),
                                    ("failed", "Gagal disusun"),
                                ],
                                default="waiting",
                                max_length=9,
                            ),
                        ),
                        (
                            "objective",
                            models.CharField(
                                choices=[
                                    ("total", "Perjalanan semua guru sesedikit mungkin"),
                                    ("worst", "Perjalanan guru yang terjauh sesedikit mungkin"),
                                    ("fair", "Yang terjauh dulu, lalu semua"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("optimal", "terbukti terbaik"),
                                    ("feasible", "baik, belum terbukti terbaik"),
                                    ("impossible", "tidak mungkin"),
                                    ("unknown", "belum diketahui"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("gap", models.FloatField(blank=True, null=True)),
                        ("total_km", models.FloatField(blank=True, null=True)),
                        ("worst_km", models.FloatField(blank=True, null=True)),
                        ("seconds", models.FloatField(blank=True, null=True)),
                        ("moved", models.PositiveSmallIntegerField(default=0)),
                        ("rotation_km", models.FloatField(blank=True, null=True)),
                        ("each_hosts_once", models.BooleanField(default=False)),
                        ("clash", gugus.platform.foundation.kept_json.VersionedJSONField(blank=True, default=list, version=1)),
                        ("clash_is_smallest", models.BooleanField(default=False)),
                        ("distance_basis", models.CharField(blank=True, max_length=11)),
                        ("as_of", models.DateField()),
                        ("facts_digest", models.CharField(blank=True, max_length=64)),
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
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
                    fields=[
                        ("pin_date", models.BooleanField(default=False)),
                        ("pin_host", models.BooleanField(default=False)),
                        ("pin_speaker", models.BooleanField(default=False)),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="placement",
                                serialize=False,
                                to="meetings.meeting",
                            ),
                        ),
                        ("part", models.PositiveSmallIntegerField()),
                        ("why", gugus.platform.foundation.kept_json.VersionedJSONField(blank=True, default=dict, version=1)),
                        (
                            "draft",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="schedule.scheduledraft",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DraftChange",
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
                                choices=[("move", "Pemindahan"), ("pin", "Sematan")], max_length=4
                            ),
                        ),
                        ("part", models.PositiveSmallIntegerField()),
                        ("before", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
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
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="programme.line",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="schedule.scheduledraft",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ScheduleRun",
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
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.place",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.AddField(
                    model_name="scheduledraft",
                    name="run",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="schedule.schedulerun",
                    ),
                ),
                migrations.CreateModel(
                    name="DraftMeeting",
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
                        ("pin_date", models.BooleanField(default=False)),
                        ("pin_host", models.BooleanField(default=False)),
                        ("pin_speaker", models.BooleanField(default=False)),
                        ("part", models.PositiveSmallIntegerField()),
                        ("date", models.DateField()),
                        ("was_date", models.DateField(blank=True, null=True)),
                        ("why", gugus.platform.foundation.kept_json.VersionedJSONField(blank=True, default=dict, version=1)),
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
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="programme.line",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.speaker",
                            ),
                        ),
                        (
                            "study_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.studygroup",
                            ),
                        ),
                        (
                            "was_host",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="schedule.scheduledraft",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["date", "line_id", "part"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draft", "line", "part"), name="a_part_once_in_a_draft"
                            )
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="scheduledraft",
                    index=models.Index(
                        fields=["group", "school_year"], name="schedule_sc_group_i_a0a274_idx"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="scheduledraft",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "ready"])),
                        fields=("group", "school_year"),
                        name="one_open_draft_a_year",
                    ),
                ),
            ]
        ),
    ]
