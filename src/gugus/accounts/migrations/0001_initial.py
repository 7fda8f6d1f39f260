"""The tables of accounts."""

import django.db.models.deletion
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
                    name="SignIn",
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
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=20)),
                        ("device", models.CharField(max_length=30)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeProposal",
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
                                    ("role", "role"),
                                    ("password", "password"),
                                    ("second_factor", "second factor"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("approved", "approved"),
                                    ("declined", "declined"),
                                    ("taken_back", "taken back"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=20)),
                        ("name", models.CharField(blank=True, max_length=150)),
                        ("username", models.CharField(blank=True, max_length=60)),
                        ("proposed_on", models.DateField()),
                        ("open_until", models.DateField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("sealed_half", models.CharField(blank=True, max_length=200)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.group",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposed_offices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.teacher",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting"), ("user__isnull", False)),
                                fields=("kind", "user"),
                                name="one_proposal_of_a_kind_waits_for_a_login",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
