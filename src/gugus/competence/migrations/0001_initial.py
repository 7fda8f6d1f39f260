"""The tables of competence."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.competence.migrations._frameworks import load_frameworks
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
                    name="Assessment",
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
                            "rater",
                            models.CharField(
                                choices=[
                                    ("self", "Diri sendiri"),
                                    ("head", "Kepala sekolah"),
                                    ("supervisor", "Pengawas"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("screen", "diisi di layar"),
                                    ("sheet", "dari lembar Excel"),
                                ],
                                default="screen",
                                max_length=6,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "rated_by",
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
                                related_name="assessments",
                                to="people.teacher",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Framework",
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
                        ("code", models.SlugField(max_length=40)),
                        ("version", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=150)),
                        ("name_en", models.CharField(max_length=150)),
                        ("source", models.CharField(max_length=250)),
                        ("scoring", models.JSONField(default=dict)),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["code", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "version"), name="framework_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Competency",
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
                        ("name", models.CharField(max_length=100)),
                        ("name_en", models.CharField(max_length=100)),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="competencies",
                                to="competence.framework",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "competencies",
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
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
                        ("code", models.CharField(max_length=20)),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=250)),
                        ("name_en", models.CharField(max_length=250)),
                        ("short_name", models.CharField(max_length=60)),
                        ("short_name_en", models.CharField(max_length=60)),
                        (
                            "competency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="competence.competency",
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="competence.framework",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
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
                        ("code", models.CharField(max_length=20)),
                        ("order", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=400)),
                        ("text_en", models.CharField(max_length=400)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="indicators",
                                to="competence.item",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item__order", "order"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportanceRating",
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
                        ("value", models.PositiveSmallIntegerField()),
                        ("stamp_at", models.DateTimeField(null=True)),
                        ("stamp_id", models.UUIDField(null=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="importance",
                                to="competence.assessment",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="competence.item",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Round",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("individual", "Penilaian per guru"),
                                    ("summary", "Ringkasan yang dicatat"),
                                ],
                                default="individual",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Dibuka"), ("closed", "Ditutup")],
                                default="open",
                                max_length=6,
                            ),
                        ),
                        ("school_year", models.PositiveSmallIntegerField()),
                        ("measured_on", models.DateField()),
                        ("closes_on", models.DateField(blank=True, null=True)),
                        ("standard_percent", models.PositiveSmallIntegerField(default=76)),
                        ("source_note", models.CharField(blank=True, max_length=250)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("self", "Diri sendiri"),
                                    ("head", "Kepala sekolah"),
                                    ("supervisor", "Pengawas"),
                                ],
                                default="head",
                                max_length=10,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("result", gugus.platform.foundation.kept_json.VersionedJSONField(blank=True, null=True, version=1)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="competence.framework",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rounds",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-measured_on", "-id"],
                    },
                ),
                migrations.AddField(
                    model_name="assessment",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="competence.round",
                    ),
                ),
                migrations.CreateModel(
                    name="SummaryValue",
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
                        ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("n", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="competence.item",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="summary_values",
                                to="competence.round",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Answer",
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
                        ("value", models.PositiveSmallIntegerField()),
                        ("stamp_at", models.DateTimeField(null=True)),
                        ("stamp_id", models.UUIDField(null=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="competence.assessment",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="competence.indicator",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "indicator"), name="one_answer_each"
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.UniqueConstraint(
                        fields=("framework", "code"), name="item_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.UniqueConstraint(
                        fields=("item", "code"), name="indicator_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importancerating",
                    constraint=models.UniqueConstraint(
                        fields=("assessment", "item"), name="one_importance_each"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.UniqueConstraint(
                        fields=("round", "teacher", "rater"), name="one_assessment_per_rater"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="summaryvalue",
                    constraint=models.UniqueConstraint(
                        fields=("round", "item"), name="summary_item_once"
                    ),
                ),
            ]
        ),
        migrations.RunPython(load_frameworks, migrations.RunPython.noop),
    ]
