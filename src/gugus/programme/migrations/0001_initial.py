"""The tables of programme."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels, append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("competence", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Programme",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Rancangan"),
                                    ("agreed", "Disepakati forum"),
                                    ("signed", "Ditandatangani"),
                                ],
                                default="draft",
                                max_length=6,
                            ),
                        ),
                        ("background", models.TextField(blank=True)),
                        ("legal_basis", models.TextField(blank=True)),
                        ("aims", models.TextField(blank=True)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("agreed_note", models.TextField(blank=True)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        ("acknowledged_on", models.DateField(blank=True, null=True)),
                        ("acknowledged_note", models.TextField(blank=True)),
                        ("acknowledged_revision", models.PositiveSmallIntegerField(default=0)),
                        (
                            "acknowledged_by",
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
                                related_name="programmes",
                                to="people.group",
                            ),
                        ),
                        (
                            "needs_round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="programmes",
                                to="competence.round",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Line",
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
                                    ("umum", "Umum"),
                                    ("rutin", "Rutin"),
                                    ("pengembangan", "Pengembangan"),
                                    ("penunjang", "Penunjang"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("objective", models.TextField()),
                        ("activities", models.TextField()),
                        (
                            "strategy",
                            models.CharField(
                                choices=[
                                    ("diskusi", "Diskusi"),
                                    ("brainstorming", "Brainstorming"),
                                    ("ceramah", "Ceramah"),
                                    ("workshop", "Workshop"),
                                    ("simulasi", "Simulasi"),
                                ],
                                max_length=13,
                            ),
                        ),
                        ("speaker_note", models.CharField(blank=True, max_length=150)),
                        ("product", models.CharField(blank=True, max_length=250)),
                        ("jp", models.PositiveSmallIntegerField(default=4)),
                        ("months", models.JSONField(blank=True, default=list)),
                        ("cost", models.PositiveBigIntegerField(default=0)),
                        ("times", models.PositiveSmallIntegerField(default=1)),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("berkala", "Berkala, dibagi rata sepanjang bulannya"),
                                    ("insidental", "Insidental, kapan saja dalam bulannya"),
                                ],
                                default="insidental",
                                max_length=10,
                            ),
                        ),
                        ("weeks_between", models.PositiveSmallIntegerField(default=1)),
                        (
                            "package",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("a", "Paket a: silabus, RPP, bahan ajar"),
                                    ("b", "Paket b: instrumen penilaian"),
                                    ("c", "Paket c: model pembelajaran dan jurnal belajar"),
                                    ("d", "Paket d: alat peraga"),
                                    ("e", "Paket e: karya tulis ilmiah, PTK"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "after",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="followers",
                                to="programme.line",
                            ),
                        ),
                        (
                            "needs",
                            models.ManyToManyField(
                                blank=True, related_name="lines", to="competence.item"
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lines",
                                to="people.speaker",
                            ),
                        ),
                        (
                            "study_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lines",
                                to="people.studygroup",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="programme.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Forum",
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
                        ("held_on", models.DateField()),
                        ("place", models.CharField(blank=True, max_length=150)),
                        ("chaired_by", models.CharField(blank=True, max_length=150)),
                        ("note", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="forums",
                                to="programme.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
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
                        ("dated", models.DateField()),
                        ("reason", models.TextField()),
                        ("before", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("after", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
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
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="programme.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="StatusChange",
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
                                choices=[
                                    ("draft", "Rancangan"),
                                    ("agreed", "Disepakati forum"),
                                    ("signed", "Ditandatangani"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("dated", models.DateField()),
                        ("note", models.TextField(blank=True)),
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
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="programme.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ForumVoice",
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
                        ("name", models.CharField(blank=True, max_length=150)),
                        (
                            "stand",
                            models.CharField(
                                choices=[
                                    ("agrees", "Setuju"),
                                    ("reserves", "Setuju dengan catatan"),
                                    ("disagrees", "Tidak setuju"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250)),
                        (
                            "forum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voices",
                                to="programme.forum",
                            ),
                        ),
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
                            "teacher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("teacher__isnull", False)),
                                fields=("forum", "teacher"),
                                name="a_teacher_speaks_once_in_a_forum",
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="programme",
                    constraint=models.UniqueConstraint(
                        fields=("group", "school_year"), name="one_programme_a_year"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revision",
                    constraint=models.UniqueConstraint(
                        fields=("programme", "number"), name="a_revision_number_once"
                    ),
                ),
            ]
        ),
        append_only("programme_revision"),
    ]
