"""Places, schools, groups, teachers, posts, roles, speakers, and roster drafts."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.rules.roles import Role
from gugus.platform.foundation.sort_keys import SortedByName, SortKeyField

ROLE_LABELS = {
    Role.SECRETARY: _("Sekretaris"),
    Role.TREASURER: _("Bendahara"),
    Role.CHAIR: _("Ketua"),
    Role.SECTION_HEAD: _("Ketua bidang"),
    Role.LEAD_TEACHER: _("Guru pemandu"),
    Role.TEACHER: _("Guru"),
    Role.SCHOOL_HEAD: _("Kepala sekolah"),
    Role.SUPERVISOR: _("Pengawas"),
    Role.DISTRICT_OFFICER: _("Petugas dinas"),
    Role.SITE_ADMIN: _("Pengelola aplikasi"),
    Role.EVALUATOR: _("Penilai luar"),
}


class Place(models.Model):
    """Province, kabupaten/kota or kecamatan by Kemendagri code ('32', '32.01', '32.01.24')."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """'Ciawi, Kabupaten Bogor, Jawa Barat'."""
        return f"{self.name}, {self.parent.full_name}" if self.parent else self.name


class School(SortedByName):
    """A school or madrasah, known by its NPSN."""

    class Kind(models.TextChoices):
        SD = "sd", "SD"
        MI = "mi", "MI"
        SDLB = "sdlb", "SDLB"
        TK = "tk", "TK"
        RA = "ra", "RA"
        SMP = "smp", "SMP"
        MTS = "mts", "MTs"
        OTHER = "lain", _("Jenis lain")

    class Status(models.TextChoices):
        STATE = "negeri", _("Negeri")
        PRIVATE = "swasta", _("Swasta")

    npsn = models.CharField(
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{8}$", _("NPSN berisi 8 angka."))],
    )
    name = models.CharField(max_length=150)
    sort_key = SortKeyField()
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.SD)
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.STATE)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name


class Group(SortedByName):
    """A teacher working group: a KKG, a group of RA or MI, an MGMP, a KKG of one subject."""

    class Level(models.TextChoices):
        CLUSTER = "gugus", _("Gugus")
        SUBDISTRICT = "kecamatan", _("Kecamatan")
        DISTRICT = "kabupaten", _("Kabupaten/kota")

    class Ministry(models.TextChoices):
        EDUCATION = "kemendikdasmen", "Kemendikdasmen"
        RELIGION = "kemenag", "Kementerian Agama"

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=150)
    sort_key = SortKeyField()
    kind = models.CharField(max_length=40, default="KKG")
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.CLUSTER)
    ministry = models.CharField(max_length=14, choices=Ministry.choices, default=Ministry.EDUCATION)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    core_school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    schools: "models.ManyToManyField[School, GroupSchool]" = models.ManyToManyField(
        School, through="GroupSchool", related_name="groups"
    )
    # Printed above the name on every letter, one line each (kop surat).
    letterhead = models.TextField(blank=True)
    address = models.CharField(max_length=250, blank=True)
    contact = models.CharField(max_length=150, blank=True)
    letter_number_format = models.CharField(
        max_length=80, default="{nomor:03}/{kode}/{bulan_romawi}/{tahun}"
    )
    letter_code = models.CharField(max_length=30, default="KKG")
    minutes_per_jp = models.PositiveSmallIntegerField(default=45)
    standard_percent = models.PositiveSmallIntegerField(default=76)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")

    class Meta:
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name


class GroupSchool(models.Model):
    """A school belongs to a group from one school year to another (year = the July year)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, models.PROTECT, related_name="memberships")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "school", "first_year"], name="school_joins_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} / {self.group}"


class Teacher(SortedByName):
    """A teacher or head. NUPTK, NIP and PegID are optional: none can be the key."""

    class Employment(models.TextChoices):
        PNS = "PNS", "PNS"
        PNS_LENT = "PNS Diperbantukan", "PNS Diperbantukan"
        PNS_DEPAG = "PNS Depag", "PNS Depag"
        CPNS = "CPNS", "CPNS"
        PPPK = "PPPK", "PPPK"
        GTY = "GTY/PTY", "GTY/PTY"
        GTT_PROVINCE = "GTT/PTT Provinsi", "GTT/PTT Provinsi"
        GTT_DISTRICT = "GTT/PTT Kab/Kota", "GTT/PTT Kab/Kota"
        CENTRAL_AID = "Guru Bantu Pusat", "Guru Bantu Pusat"
        HONORARY = "Guru Honor Sekolah", "Guru Honor Sekolah"
        HONORARY_STAFF = "Tenaga Honor", "Tenaga Honor"

    class Sex(models.TextChoices):
        FEMALE = "P", _("Perempuan")
        MALE = "L", _("Laki-laki")

    school = models.ForeignKey(School, models.PROTECT, related_name="teachers")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="teacher"
    )
    name = models.CharField(max_length=150)
    sort_key = SortKeyField(of_people=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    nuptk = models.CharField(max_length=16, unique=True, null=True, blank=True)
    nip = models.CharField(max_length=18, unique=True, null=True, blank=True)
    peg_id = models.CharField(max_length=20, unique=True, null=True, blank=True)
    # As Dapodik writes it; a value outside the list is kept as it came.
    employment = models.CharField(max_length=40, blank=True)
    staff_kind = models.CharField(max_length=60, blank=True)
    rank = models.CharField(max_length=40, blank=True)
    additional_duty = models.CharField(max_length=80, blank=True)
    class_level = models.PositiveSmallIntegerField(null=True, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    qualification = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    active = models.BooleanField(default=True)
    # First day as a member, and the first day no longer; unknown for most who were always there.
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a teacher's school does not say by itself about their place in one group.

    Without such a row a teacher belongs to every group of their school, from `joined_on` to `left_on`.
    A row for the own school takes the place of that rule in its group, as does one without a school:
    somebody who belongs by themselves, whether or not their school does. A row for another school of
    the group is a second school, beside the first.
    """

    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    # This group keeps the record and issues the keys, even where the school has a group of its own.
    is_home = models.BooleanField(default=False)
    # First day as a member, and the first day no longer.
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "group", "school"], name="a_teacher_belongs_once_by_a_school"
            ),
            models.UniqueConstraint(
                fields=["teacher", "group"],
                condition=models.Q(school__isnull=True),
                name="a_teacher_belongs_once_by_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id} / {self.group_id}"


class CommitteePost(models.Model):
    """A post in the group's committee (pengurus), with its term and decree."""

    class Post(models.TextChoices):
        PATRON = "pembina", _("Pembina")
        CHAIR = "ketua", _("Ketua")
        DEPUTY = "wakil", _("Wakil ketua")
        SECRETARY = "sekretaris", _("Sekretaris")
        TREASURER = "bendahara", _("Bendahara")
        CURRICULUM = "kurikulum", _("Seksi kurikulum")
        ORGANISATION = "keorganisasian", _("Seksi keorganisasian")
        PUBLIC_RELATIONS = "humas", _("Seksi humas")
        LEAD_TEACHER = "pemandu", _("Guru pemandu")
        MEMBER = "anggota", _("Anggota")

    group = models.ForeignKey(Group, models.CASCADE, related_name="posts")
    post = models.CharField(max_length=16, choices=Post.choices)
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    # A patron or supervisor is not on the roster: name and NIP are then written here.
    person_name = models.CharField(max_length=150, blank=True)
    person_nip = models.CharField(max_length=18, blank=True)
    person_position = models.CharField(max_length=100, blank=True)
    term_start = models.DateField()
    term_end = models.DateField(null=True, blank=True)
    decree_number = models.CharField(max_length=80, blank=True)
    decree_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_post_display()}: {self.teacher or self.person_name}"


class StudyGroup(models.Model):
    """A part of the group that meets by itself: class levels, or one subject."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="study_groups")
    name = models.CharField(max_length=100)
    class_levels = models.JSONField(default=list, blank=True)
    subject = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Speaker(SortedByName):
    """A resource person (narasumber) that groups may share."""

    groups = models.ManyToManyField(Group, related_name="speakers")
    name = models.CharField(max_length=150)
    sort_key = SortKeyField(of_people=True)
    institution = models.CharField(max_length=150, blank=True)
    position = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    teacher = models.ForeignKey(Teacher, models.SET_NULL, null=True, blank=True, related_name="+")
    expertise = models.TextField(blank=True)

    class Meta:
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """A person holds a role within a scope: a group, one school as a group sees it, or a region.

    A school may belong to two groups: its head sees what belongs to the group that gave the office.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    role = models.CharField(
        max_length=20, choices=[(role.value, label) for role, label in ROLE_LABELS.items()]
    )
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="+")
    # What an outside evaluator is invited to: a kind that an app declares, and its record there.
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_key = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role=Role.EVALUATOR, until__isnull=False)
                & ~models.Q(subject_kind="")
                & ~models.Q(subject_key="")
                | ~models.Q(role=Role.EVALUATOR) & models.Q(subject_kind="", subject_key=""),
                name="an_evaluator_has_a_subject_and_a_last_day",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.SITE_ADMIN)
                | models.Q(group__isnull=False)
                | models.Q(school__isnull=False)
                | models.Q(place__isnull=False),
                name="a_role_has_a_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(school__isnull=True) | models.Q(group__isnull=False),
                name="a_school_office_is_given_by_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
