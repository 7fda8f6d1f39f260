"""Schools, teachers, posts and logins of the example."""

from datetime import date, datetime

from gugus.config.example.numbers import number_in_words
from gugus.people.clock import year_here
from gugus.people.models import (
    ROLE_LABELS,
    CommitteePost,
    Group,
    GroupSchool,
    Place,
    RoleAssignment,
    School,
    Speaker,
    StudyGroup,
    Teacher,
)
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_bounds
from gugus.platform.foundation.models import User

CODE = "ciawi-1"
PASSWORD = "gugus-contoh-2026"  # noqa: S105 - printed at every start of the example, on purpose

# The seven schools of a published study of this group, by name; numbers, streets and all persons are
# invented, coordinates are those of villages in Ciawi.
_SCHOOLS = (
    ("99900001", "SDN Ciawi 01", "negeri", "Jl. Contoh No. 1, Desa Bendungan", -6.65906, 106.84913),
    (
        "99900002",
        "SDN Pandansari 01",
        "negeri",
        "Jl. Contoh No. 2, Desa Pandansari",
        -6.64866,
        106.85470,
    ),
    (
        "99900003",
        "SDN Pandansari 02",
        "negeri",
        "Jl. Contoh No. 3, Desa Pandansari",
        -6.65012,
        106.85611,
    ),
    ("99900004", "SD Amaliah", "swasta", "Jl. Contoh No. 4, Desa Ciawi", -6.65720, 106.84655),
    (
        "99900005",
        "SDN Ciawi 02",
        "negeri",
        "Jl. Contoh No. 5, Desa Bendungan",
        -6.66962,
        106.85504,
    ),
    (
        "99900006",
        "SDN Ciawi 03",
        "negeri",
        "Jl. Contoh No. 6, Desa Bendungan",
        -6.66595,
        106.86238,
    ),
    (
        "99900007",
        "SDIT Hikmatus Sholawat",
        "swasta",
        "Jl. Contoh No. 7, Kampung Tipar",
        -6.68192,
        106.85157,
    ),
)
# In every school: the head, a teacher for each class, and two subject teachers.
_PLACES = ("head", 1, 2, 3, 4, 5, 6, "PAI", "PJOK")
_POSTS = (
    (CommitteePost.Post.CHAIR, 0),
    (CommitteePost.Post.SECRETARY, 3),
    (CommitteePost.Post.TREASURER, 11),
    (CommitteePost.Post.CURRICULUM, 21),
    (CommitteePost.Post.ORGANISATION, 31),
    (CommitteePost.Post.PUBLIC_RELATIONS, 41),
)
# Who signs in how; the number is the teacher's place on the roster.
_OFFICERS = (
    (Role.SECRETARY, "sekretaris", 3),
    (Role.CHAIR, "ketua", 0),
    (Role.TREASURER, "bendahara", 11),
    (Role.SECTION_HEAD, "kurikulum", 21),
    (Role.LEAD_TEACHER, "pemandu", 13),
    (Role.TEACHER, "guru", 5),
    (Role.SCHOOL_HEAD, "kepsek", 9),
    (Role.SUPERVISOR, "pengawas", None),
    (Role.DISTRICT_OFFICER, "dinas", None),
    (Role.SITE_ADMIN, "pengelola", None),
)


def example_logins() -> list[tuple[str, str]]:
    """Role in words and user name of each example person who signs in."""
    return [(str(ROLE_LABELS[role]), username) for role, username, _ in _OFFICERS]


def example_group() -> Group:
    """The example group."""
    return Group.objects.get(code=CODE)


def example_teachers() -> list[Teacher]:
    """The example's teachers in the order in which they were made."""
    return list(Teacher.objects.order_by("id"))


def build(now: datetime) -> None:
    """Make schools, group, teachers, posts, study groups, speakers and logins."""
    del now
    year = year_here()
    schools = _schools()
    made = _group(schools, year)
    teachers = _teachers(schools)
    _posts(made, teachers, year)
    _study_groups(made)
    _speakers(made, teachers)
    _logins(made, teachers, year)


def _schools() -> list[School]:
    place = Place.objects.get(code="32.01.24")
    return [
        School.objects.create(
            npsn=npsn, name=name, status=status, address=address, latitude=lat, longitude=lon,
            place=place, kind=School.Kind.SD,
        )
        for npsn, name, status, address, lat, lon in _SCHOOLS
    ]  # fmt: skip


def _group(schools: list[School], year: int) -> Group:
    made = Group.objects.create(
        code=CODE,
        name="Gugus I Ciawi",
        place=schools[0].place,
        core_school=schools[0],
        letterhead="PEMERINTAH KABUPATEN BOGOR\nDINAS PENDIDIKAN",
        address="Sekretariat: SDN Ciawi 01, Jl. Contoh No. 1, Kecamatan Ciawi, Kabupaten Bogor",
        contact="kkg.ciawi1@contoh.invalid",
        letter_code="KKG-G1.CWI",
    )
    for school in schools:
        GroupSchool.objects.create(group=made, school=school, first_year=year - 3)
    return made


def _teachers(schools: list[School]) -> list[Teacher]:
    made: list[Teacher] = []
    for school in schools:
        for place in _PLACES:
            made.append(_teacher(len(made) + 1, school, place))
    return Teacher.objects.bulk_create(made)


def _teacher(number: int, school: School, place: int | str) -> Teacher:
    woman = number % 3 != 1
    state = number % 4 == 1 and school.status == School.Status.STATE
    return Teacher(
        school=school,
        name=f"{'Bu' if woman else 'Pak'} Contoh {number_in_words(number)}",
        sex="P" if woman else "L",
        # A birth in 1900: a number that has the right form and can be nobody's.
        nip=f"190001011900{1 + number % 12:02}{2 if woman else 1}{number:03}" if state else None,
        employment="PNS" if state else ("PPPK" if number % 4 == 2 else "Guru Honor Sekolah"),
        staff_kind="Kepala Sekolah"
        if place == "head"
        else ("Guru Mapel" if isinstance(place, str) else "Guru Kelas"),
        additional_duty="Kepala Sekolah" if place == "head" else "",
        class_level=place if isinstance(place, int) else None,
        subject=place if place in {"PAI", "PJOK"} else "",
        qualification="S1",
    )


def _posts(made: Group, teachers: list[Teacher], year: int) -> None:
    term = {
        "term_start": school_year_bounds(year - 1)[0],
        "term_end": school_year_bounds(year + 1)[1],
        "decree_number": "421.2/001-CONTOH",
        "decree_date": school_year_bounds(year - 1)[0],
    }
    for post, place in _POSTS:
        CommitteePost.objects.create(group=made, post=post, teacher=teachers[place], **term)
    CommitteePost.objects.create(
        group=made,
        post=CommitteePost.Post.PATRON,
        person_name="Pak Contoh Pengawas",
        person_nip="190001011900011999",
        person_position="Pengawas TK/SD",
        **term,
    )


def _study_groups(made: Group) -> None:
    for level in range(1, 7):
        StudyGroup.objects.create(group=made, name=f"Kelas {level}", class_levels=[level])
    StudyGroup.objects.create(group=made, name="Kelas rendah", class_levels=[1, 2, 3])
    StudyGroup.objects.create(group=made, name="Kelas tinggi", class_levels=[4, 5, 6])
    for subject in ("PAI", "PJOK"):
        StudyGroup.objects.create(group=made, name=subject, subject=subject)


def _speakers(made: Group, teachers: list[Teacher]) -> None:
    rows = (
        (
            "Pak Contoh Kepala UPTD",
            "UPTD Pendidikan Ciawi",
            "Kepala UPTD",
            None,
            "Penilaian dan evaluasi",
        ),
        (
            "Pak Contoh Pengawas",
            "Dinas Pendidikan",
            "Pengawas TK/SD",
            None,
            "Penelitian tindakan kelas",
        ),
        (teachers[13].name, "", "Guru pemandu", teachers[13], "Perangkat pembelajaran; TIK"),
    )
    for name, institution, position, teacher, expertise in rows:
        speaker = Speaker.objects.create(
            name=name,
            institution=institution,
            position=position,
            teacher=teacher,
            expertise=expertise,
        )
        speaker.groups.add(made)


def _logins(made: Group, teachers: list[Teacher], year: int) -> None:
    hashed: str | None = None
    for role, username, place in _OFFICERS:
        name = teachers[place].name if place is not None else f"Pak Contoh {ROLE_LABELS[role]}"
        user = User(username=username, name=name, is_example=True)
        if hashed is None:
            user.set_password(PASSWORD)
            hashed = user.password
        # One hashing for all: the example must be there within seconds on an old laptop.
        user.password = hashed
        user.save()
        if place is not None:
            Teacher.objects.filter(pk=teachers[place].pk).update(user=user)
        if role != Role.TEACHER:
            _assign(user, role, made, teachers[place].school if place is not None else None, year)


def _assign(user: User, role: Role, made: Group, school: School | None, year: int) -> None:
    scope: dict[str, object] = {"group": made}
    if role == Role.SCHOOL_HEAD:
        scope["school"] = school
    elif role == Role.DISTRICT_OFFICER:
        scope = {"place": Place.objects.get(code="32.01")}
    elif role == Role.SITE_ADMIN:
        scope = {}
    since: date = school_year_bounds(year - 1)[0]
    RoleAssignment.objects.create(user=user, role=role, since=since, **scope)
