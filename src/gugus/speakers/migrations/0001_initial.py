"""The tables of speakers."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from gugus.platform.foundation.migration_operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("competence", "0001_initial"),
        ("meetings", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="SpeakerTerms",
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
                        ("most_a_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("weekdays", models.JSONField(blank=True, default=list)),
                        (
                            "speaker",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="people.speaker",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HelpOffer",
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
                        ("willing", models.BooleanField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("helper", "Membantu"),
                                    ("co", "Pendamping penyaji"),
                                    ("presenter", "Penyaji"),
                                ],
                                default="helper",
                                max_length=9,
                            ),
                        ),
                        ("as_strong", models.BooleanField(default=False)),
                        ("answered_at", models.DateTimeField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="competence.item",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("teacher", "item"), name="an_offer_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingAssistant",
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
                            "part",
                            models.CharField(
                                choices=[("helper", "Membantu"), ("co", "Pendamping penyaji")],
                                max_length=6,
                            ),
                        ),
                        ("named_at", models.DateTimeField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assists",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assists",
                                to="people.speaker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "speaker"), name="an_assistant_once_a_meeting"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skill",
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
                        ("topic", models.CharField(blank=True, max_length=120)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("helper", "Membantu"),
                                    ("co", "Pendamping penyaji"),
                                    ("presenter", "Penyaji"),
                                ],
                                default="presenter",
                                max_length=9,
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="competence.item",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="skills",
                                to="people.speaker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("item__isnull", False), ("topic", "")),
                                    models.Q(
                                        ("item__isnull", True),
                                        models.Q(("topic", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_skill_names_an_indicator_or_a_topic",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("item__isnull", False)),
                                fields=("speaker", "item"),
                                name="a_skill_in_an_indicator_once",
                            ),
                            models.UniqueConstraint(
                                models.F("speaker"),
                                django.db.models.functions.text.Lower("topic"),
                                condition=models.Q(("topic", ""), _negated=True),
                                name="a_skill_in_a_topic_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpeakerAbsence",
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
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=150)),
                        (
                            "speaker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="away",
                                to="people.speaker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["first_day", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first_day__lte", models.F("last_day"))),
                                name="a_speaker_is_back_after_leaving",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
