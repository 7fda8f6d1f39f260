"""The tables of opening."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("competence", "0001_initial"),
        ("people", "0001_initial"),
        ("programme", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Finding",
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
                        ("found_on", models.DateField()),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="people.group",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="competence.item",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-found_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="LineProposal",
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
                            "source",
                            models.CharField(
                                choices=[
                                    ("need", "Kebutuhan terukur"),
                                    ("last_year", "Belum selesai tahun lalu"),
                                    ("problem", "Masalah kelas yang belum terjawab"),
                                    ("finding", "Temuan pengawas"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("rank", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("basis", gugus.platform.foundation.kept_json.VersionedJSONField(default=dict, version=1)),
                        ("reason", models.TextField(blank=True)),
                        ("content", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Menunggu keputusan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Tidak dipakai"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=250)),
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
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="proposals",
                                to="programme.line",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="programme.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["source", "rank", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "key"), name="proposed_once_a_programme"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
