"""The tables of certificates."""

import django.db.models.deletion
from django.conf import settings
import gugus.platform.foundation.kept_json
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels, append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="CertificateRun",
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
                        ("title", models.CharField(max_length=200)),
                        ("plan", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("people", gugus.platform.foundation.kept_json.VersionedJSONField(default=list, version=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ready", "Rancangan"),
                                    ("running", "Sedang diterbitkan"),
                                    ("done", "Selesai"),
                                ],
                                default="ready",
                                max_length=7,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="certificate_runs",
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
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                        ("code", models.CharField(max_length=32, unique=True)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("participant", "Peserta"),
                                    ("speaker", "Narasumber"),
                                    ("committee", "Panitia"),
                                    ("moderator", "Moderator"),
                                ],
                                max_length=11,
                            ),
                        ),
                        ("holder", models.CharField(max_length=150)),
                        ("facts", gugus.platform.foundation.kept_json.VersionedJSONField(version=1)),
                        ("minutes", models.PositiveIntegerField()),
                        ("badge", models.TextField()),
                        ("issued_at", models.DateTimeField()),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="people.group",
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.letter",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="certificates.certificate",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="people.teacher",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="certificates.certificaterun",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["holder", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateWithdrawal",
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
                        ("reason", models.CharField(max_length=250)),
                        ("made_at", models.DateTimeField()),
                        (
                            "certificate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawal",
                                to="certificates.certificate",
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
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SigningKey",
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
                                choices=[("paper", "PAdES"), ("badge", "Ed25519")], max_length=5
                            ),
                        ),
                        ("private", models.TextField()),
                        ("public", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "retired_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("renewed", "diperbarui"),
                                    ("lost", "tidak dapat dibuka lagi"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signing_keys",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("replaces", None), ("teacher__isnull", False)),
                        fields=("run", "teacher", "role"),
                        name="one_certificate_a_teacher_and_role",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("replaces", None), ("teacher", None)),
                        fields=("run", "holder", "role"),
                        name="one_certificate_a_guest_and_role",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="signingkey",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("group", "kind"),
                        name="one_live_key_of_a_kind_in_a_group",
                    ),
                ),
            ]
        ),
        append_only("certificates_certificate", "certificates_certificatewithdrawal"),
    ]
