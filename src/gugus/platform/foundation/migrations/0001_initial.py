"""The tables of foundation."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="User",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("username", models.CharField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=150)),
                        ("language", models.CharField(blank=True, max_length=2)),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_example", models.BooleanField(default=False)),
                        ("must_change_password", models.BooleanField(default=False)),
                        ("session_epoch", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Installation",
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
                        ("is_example", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("setup_code_hash", models.CharField(blank=True, max_length=150)),
                    ],
                ),
                migrations.CreateModel(
                    name="PinBudget",
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
                        ("group_id", models.BigIntegerField(unique=True)),
                        ("counted", models.PositiveIntegerField(default=0)),
                        ("counted_since", models.DateTimeField()),
                        ("wait_until", models.DateTimeField(null=True)),
                        ("slowed_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SentForm",
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
                        ("fingerprint", models.CharField(max_length=64, unique=True)),
                        ("sent_at", models.DateTimeField(db_index=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("sealed", models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="AuditEntry",
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
                        ("at", models.DateTimeField(db_index=True)),
                        ("verb", models.CharField(max_length=60)),
                        ("group_id", models.BigIntegerField(db_index=True, null=True)),
                        ("object_type", models.CharField(blank=True, max_length=60)),
                        ("object_id", models.BigIntegerField(null=True)),
                        ("data", models.JSONField(default=dict)),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SignInAttempts",
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
                        ("account", models.CharField(max_length=200)),
                        ("device", models.CharField(blank=True, max_length=40)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("last_failed_at", models.DateTimeField(null=True)),
                        ("wait_until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "device"), name="one_counter_of_a_device"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonalKey",
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
                                choices=[("link", "link"), ("pin", "PIN")], max_length=4
                            ),
                        ),
                        ("secret_hash", models.CharField(db_index=True, max_length=150)),
                        ("issued_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("last_used_at", models.DateTimeField(null=True)),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keys",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("user", "kind"),
                                name="one_live_key_of_a_kind",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
