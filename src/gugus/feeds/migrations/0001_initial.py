"""The tables of feeds."""

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
                    name="Feed",
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
                        ("nonce", models.CharField(max_length=32)),
                        ("made_at", models.DateTimeField()),
                        ("last_read_at", models.DateTimeField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feeds",
                                to="people.group",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PublishedMeeting",
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
                        ("uid", models.CharField(max_length=36)),
                        ("summary", models.TextField()),
                        ("starts", models.DateTimeField()),
                        ("ends", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("sequence", models.PositiveIntegerField()),
                        ("sequence_offset", models.PositiveIntegerField(default=0)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("changed_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "feed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="handed_out",
                                to="feeds.feed",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts", "id"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="feed",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("group__isnull", False)),
                        fields=("user", "group"),
                        name="one_feed_of_a_group_a_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="feed",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("group__isnull", True)),
                        fields=("user",),
                        name="one_own_feed_a_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedmeeting",
                    constraint=models.UniqueConstraint(
                        fields=("feed", "uid"), name="a_meeting_once_an_address"
                    ),
                ),
            ]
        ),
    ]
