"""The tables of search."""

from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ChangedRecord",
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
                        ("record", models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="IndexEntry",
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
                        ("record", models.BigIntegerField()),
                        ("group", models.BigIntegerField()),
                        ("title", models.TextField()),
                        ("words", models.TextField()),
                        ("day", models.DateField(null=True)),
                        ("edition", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "verbose_name_plural": "index entries",
                        "indexes": [
                            models.Index(
                                fields=["group", "kind"], name="search_inde_group_3dbad2_idx"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "record"), name="a_record_is_indexed_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
