"""The tables of interchange."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ImportDraft",
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
                        ("kind", models.CharField(max_length=20)),
                        ("group_id", models.BigIntegerField()),
                        ("subject", models.JSONField(default=dict)),
                        ("label", models.CharField(blank=True, max_length=200)),
                        ("file_name", models.CharField(blank=True, max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "Sedang dibaca"),
                                    ("ready", "Menunggu keputusan"),
                                    ("applied", "Diterapkan"),
                                    ("refused", "Ditolak"),
                                    ("discarded", "Dibatalkan"),
                                ],
                                default="reading",
                                max_length=9,
                            ),
                        ),
                        ("refusal", models.TextField(blank=True)),
                        ("notes", models.JSONField(default=dict)),
                        ("mark", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("applied_at", models.DateTimeField(null=True)),
                        ("outcome", models.JSONField(default=dict)),
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
                    name="ImportRow",
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
                        ("number", models.PositiveIntegerField()),
                        ("verdict", models.CharField(max_length=12)),
                        ("values", models.JSONField()),
                        ("findings", models.JSONField()),
                        ("choices", models.JSONField()),
                        ("decision", models.CharField(blank=True, max_length=12)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="interchange.importdraft",
                            ),
                        ),
                    ],
                ),
                migrations.AddIndex(
                    model_name="importdraft",
                    index=models.Index(
                        fields=["kind", "group_id", "state"], name="import_drafts_waiting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importrow",
                    constraint=models.UniqueConstraint(
                        fields=("draft", "verdict", "number"), name="import_row_stands_once"
                    ),
                ),
            ]
        ),
    ]
