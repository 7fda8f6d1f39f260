"""The tables of sync."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
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
                    name="CommandRecord",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("device", models.UUIDField()),
                        ("seq", models.PositiveBigIntegerField()),
                        ("kind", models.CharField(max_length=60)),
                        ("group_code", models.CharField(blank=True, max_length=40)),
                        ("made_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(db_index=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("applied", "applied"), ("refused", "refused"), ("superseded", "superseded")],
                                max_length=10,
                            ),
                        ),
                        ("answer", gugus.platform.foundation.kept_json.VersionedJSONField(default=dict, version=1)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
            ]
        ),
    ]
