"""The tables of people."""

import django.core.validators
import django.db.models.deletion
import gugus.people.rules.roles
import gugus.platform.foundation.sort_keys
from django.conf import settings
from django.db import migrations, models

from gugus.people.migrations._places import load_places
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
                    name="Place",
                    fields=[
                        (
                            "code",
                            models.CharField(max_length=13, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=100)),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="people.place",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Group",
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
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=150)),
                        (
                            "sort_key",
                            gugus.platform.foundation.sort_keys.SortKeyField(
                                default="", editable=False, max_length=250, of_people=False
                            ),
                        ),
                        ("kind", models.CharField(default="KKG", max_length=40)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("gugus", "Gugus"),
                                    ("kecamatan", "Kecamatan"),
                                    ("kabupaten", "Kabupaten/kota"),
                                ],
                                default="gugus",
                                max_length=10,
                            ),
                        ),
                        (
                            "ministry",
                            models.CharField(
                                choices=[
                                    ("kemendikdasmen", "Kemendikdasmen"),
                                    ("kemenag", "Kementerian Agama"),
                                ],
                                default="kemendikdasmen",
                                max_length=14,
                            ),
                        ),
                        ("letterhead", models.TextField(blank=True)),
                        ("address", models.CharField(blank=True, max_length=250)),
                        ("contact", models.CharField(blank=True, max_length=150)),
                        (
                            "letter_number_format",
                            models.CharField(
                                default="{nomor:03}/{kode}/{bulan_romawi}/{tahun}", max_length=80
                            ),
                        ),
                        ("letter_code", models.CharField(default="KKG", max_length=30)),
                        ("minutes_per_jp", models.PositiveSmallIntegerField(default=45)),
                        ("standard_percent", models.PositiveSmallIntegerField(default=76)),
                        ("time_zone", models.CharField(default="Asia/Jakarta", max_length=40)),
                        (
                            "place",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.place",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="School",
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
                            "npsn",
                            models.CharField(
                                max_length=8,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9]{8}$", "NPSN berisi 8 angka."
                                    )
                                ],
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        (
                            "sort_key",
                            gugus.platform.foundation.sort_keys.SortKeyField(
                                default="", editable=False, max_length=250, of_people=False
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sd", "SD"),
                                    ("mi", "MI"),
                                    ("sdlb", "SDLB"),
                                    ("tk", "TK"),
                                    ("ra", "RA"),
                                    ("smp", "SMP"),
                                    ("mts", "MTs"),
                                    ("lain", "Jenis lain"),
                                ],
                                default="sd",
                                max_length=4,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("negeri", "Negeri"), ("swasta", "Swasta")],
                                default="negeri",
                                max_length=6,
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=250)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("latitude", models.FloatField(blank=True, null=True)),
                        ("longitude", models.FloatField(blank=True, null=True)),
                        (
                            "place",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.place",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="GroupSchool",
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
                        ("first_year", models.PositiveSmallIntegerField()),
                        ("last_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="people.group",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="people.school",
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="group",
                    name="core_school",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.school",
                    ),
                ),
                migrations.AddField(
                    model_name="group",
                    name="schools",
                    field=models.ManyToManyField(
                        related_name="groups", through="people.GroupSchool", to="people.school"
                    ),
                ),
                migrations.CreateModel(
                    name="StudyGroup",
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
                        ("name", models.CharField(max_length=100)),
                        ("class_levels", models.JSONField(blank=True, default=list)),
                        ("subject", models.CharField(blank=True, max_length=80)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="study_groups",
                                to="people.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Teacher",
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
                            "sort_key",
                            gugus.platform.foundation.sort_keys.SortKeyField(
                                default="", editable=False, max_length=250, of_people=True
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("P", "Perempuan"), ("L", "Laki-laki")],
                                max_length=1,
                            ),
                        ),
                        (
                            "nuptk",
                            models.CharField(blank=True, max_length=16, null=True, unique=True),
                        ),
                        (
                            "nip",
                            models.CharField(blank=True, max_length=18, null=True, unique=True),
                        ),
                        (
                            "peg_id",
                            models.CharField(blank=True, max_length=20, null=True, unique=True),
                        ),
                        ("employment", models.CharField(blank=True, max_length=40)),
                        ("staff_kind", models.CharField(blank=True, max_length=60)),
                        ("rank", models.CharField(blank=True, max_length=40)),
                        ("additional_duty", models.CharField(blank=True, max_length=80)),
                        ("class_level", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("subject", models.CharField(blank=True, max_length=80)),
                        ("qualification", models.CharField(blank=True, max_length=80)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("active", models.BooleanField(default=True)),
                        ("joined_on", models.DateField(blank=True, null=True)),
                        ("left_on", models.DateField(blank=True, null=True)),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teachers",
                                to="people.school",
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="teacher",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Speaker",
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
                            "sort_key",
                            gugus.platform.foundation.sort_keys.SortKeyField(
                                default="", editable=False, max_length=250, of_people=True
                            ),
                        ),
                        ("institution", models.CharField(blank=True, max_length=150)),
                        ("position", models.CharField(blank=True, max_length=100)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("expertise", models.TextField(blank=True)),
                        (
                            "groups",
                            models.ManyToManyField(related_name="speakers", to="people.group"),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                        ("is_home", models.BooleanField(default=False)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.group",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteePost",
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
                            "post",
                            models.CharField(
                                choices=[
                                    ("pembina", "Pembina"),
                                    ("ketua", "Ketua"),
                                    ("wakil", "Wakil ketua"),
                                    ("sekretaris", "Sekretaris"),
                                    ("bendahara", "Bendahara"),
                                    ("kurikulum", "Seksi kurikulum"),
                                    ("keorganisasian", "Seksi keorganisasian"),
                                    ("humas", "Seksi humas"),
                                    ("pemandu", "Guru pemandu"),
                                    ("anggota", "Anggota"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("person_name", models.CharField(blank=True, max_length=150)),
                        ("person_nip", models.CharField(blank=True, max_length=18)),
                        ("person_position", models.CharField(blank=True, max_length=100)),
                        ("term_start", models.DateField()),
                        ("term_end", models.DateField(blank=True, null=True)),
                        ("decree_number", models.CharField(blank=True, max_length=80)),
                        ("decree_date", models.DateField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="posts",
                                to="people.group",
                            ),
                        ),
                        (
                            "teacher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="people.teacher",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="RoleAssignment",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("secretary", "Sekretaris"),
                                    ("treasurer", "Bendahara"),
                                    ("chair", "Ketua"),
                                    ("section_head", "Ketua bidang"),
                                    ("lead_teacher", "Guru pemandu"),
                                    ("teacher", "Guru"),
                                    ("school_head", "Kepala sekolah"),
                                    ("supervisor", "Pengawas"),
                                    ("district_officer", "Petugas dinas"),
                                    ("site_admin", "Pengelola aplikasi"),
                                    ("evaluator", "Penilai luar"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("subject_kind", models.CharField(blank=True, max_length=40)),
                        ("subject_key", models.CharField(blank=True, max_length=40)),
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.group",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.place",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.school",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("role", gugus.people.rules.roles.Role["EVALUATOR"]),
                                        ("until__isnull", False),
                                        models.Q(("subject_kind", ""), _negated=True),
                                        models.Q(("subject_key", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("role", gugus.people.rules.roles.Role["EVALUATOR"]),
                                            _negated=True,
                                        ),
                                        ("subject_key", ""),
                                        ("subject_kind", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_evaluator_has_a_subject_and_a_last_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", gugus.people.rules.roles.Role["SITE_ADMIN"]),
                                    ("group__isnull", False),
                                    ("school__isnull", False),
                                    ("place__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_role_has_a_scope",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("school__isnull", True),
                                    ("group__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_school_office_is_given_by_a_group",
                            ),
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="groupschool",
                    constraint=models.UniqueConstraint(
                        fields=("group", "school", "first_year"), name="school_joins_once_a_year"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.UniqueConstraint(
                        fields=("teacher", "group", "school"),
                        name="a_teacher_belongs_once_by_a_school",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("teacher", "group"),
                        name="a_teacher_belongs_once_by_themselves",
                    ),
                ),
            ]
        ),
        migrations.RunPython(load_places, migrations.RunPython.noop),
    ]
