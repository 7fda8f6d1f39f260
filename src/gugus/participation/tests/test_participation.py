"""Who takes part: what each reader sees, in counts, without a wall of shame."""

import csv
import io
from datetime import date, time, timedelta

import openpyxl
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gugus.meetings.models import GroupRules, Meeting
from gugus.participation.pages.trend import trends
from gugus.participation.papers import RecapFilter, recap
from gugus.participation.queries.hours import CountedTeacher, HeldMeeting, Hours, TeacherHours
from gugus.participation.queries.participation import (
    Period,
    Scope,
    count_participation,
    participation_of,
)
from gugus.participation.rules.hours import AttendanceCategory
from gugus.people.models import GroupSchool, School, Teacher
from gugus.people.rules.roles import Role
from tests.support.html import mentions, page_of
from tests.support.meetings import make_meeting, mark
from tests.support.paper_contents import docx_text, pdf_text
from tests.support.world import World, client_of

URL = "/g/rekaan-1/keikutsertaan/"
START = date(2026, 9, 2)
TODAY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def in_february(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gugus.participation.views.participation.today_of", lambda _request: TODAY)


def held(world: World, week: int, *statuses: str, **changes: object) -> Meeting:
    """A meeting so many weeks after the first, with the statuses of the world's teachers."""
    values = {"date": START + timedelta(weeks=week), "state": Meeting.State.HELD, **changes}
    meeting = make_meeting(world, **values)
    for teacher, status in zip(world.teachers, statuses, strict=False):
        mark(meeting, teacher, world.users[Role.SECRETARY], status)
    return meeting


@pytest.fixture
def year(world: World) -> World:
    """Four meetings; the fourth teacher never came, the last week was not recorded."""
    held(world, 0, "hadir", "hadir", "izin", "alpa", "hadir", "hadir", title="Pertama")
    held(world, 1, "hadir", "terlambat", "sakit", "", "hadir", title="Kedua")
    held(world, 2, "hadir", "dinas", "hadir", "alpa", "hadir", "alpa", title="Ketiga")
    # January, so the second semester.
    held(world, 19, "alpa", "hadir", "hadir", "izin", "hadir", "hadir", title="Keempat")
    held(world, 20, title="Belum ditulis")
    held(world, 3, "hadir", state=Meeting.State.CANCELLED, title="Dibatalkan")
    held(world, 40, state=Meeting.State.PLANNED, title="Nanti")
    return world


def get(client: Client, path: str = URL, status: int = 200, **asked: object):
    response = client.get(path, asked)
    assert response.status_code == status
    return response


def shown(client: Client, **asked: object):
    return get(client, **asked).context["page"]


def rows(page):
    """The rows of all teachers, by name."""
    return sorted((row for one in page.schools for row in one.teachers), key=lambda row: row.name)


def test_officers_see_the_group_in_counts(year: World) -> None:
    page = shown(year.client(Role.SECRETARY))
    assert "4 pertemuan · 6 guru · 14 dari 24" in page.summary
    assert [row.name for row in rows(page)] == [one.name for one in year.teachers]
    first = rows(page)[0]
    assert (first.figure.counts, first.figure.percent) == ("3 dari 4", "75%")
    assert first.away == "1 alpa"
    assert [one.row.figure.counts for one in page.schools] == ["9 dari 12", "5 dari 12"]


def test_the_reasons_add_up_to_everybody_called(year: World) -> None:
    page = shown(year.client(Role.SECRETARY))
    assert sum(reason.n for reason in page.reasons) == 24


def test_meetings_that_do_not_count_are_named_or_left_out(year: World) -> None:
    text = page_of(get(year.client(Role.SECRETARY)))
    assert text.notice("Belum ditulis")
    assert "Dibatalkan" not in text.source and "Nanti" not in text.source


def test_a_semester_and_free_days(year: World) -> None:
    client = year.client(Role.CHAIR)
    assert [row.name for row in shown(client, semester="2").meetings] == ["Keempat"]
    assert len(shown(client, semester="1").meetings) == 3
    page = shown(client, dari="2026-09-09", sampai="2026-09-09")
    assert [row.name for row in page.meetings] == ["Kedua"]
    assert page.minimum == ""


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"dari": "2026-09-09", "sampai": ""}, "Isi kedua tanggal"),
        ({"dari": "", "sampai": "2026-09-09"}, "Isi kedua tanggal"),
        ({"dari": "2026-09-09", "sampai": "2026-09-01"}, "mendahului tanggal awal"),
        ({"dari": "kemarin", "sampai": "2026-09-01"}, "Tulis tanggal seperti"),
        ({"dari": "0001-01-01", "sampai": "2026-09-01"}, "Periksa tahunnya"),
    ],
)
def test_days_that_cannot_be_are_said(year: World, asked: dict[str, str], words: str) -> None:
    response = get(year.client(Role.SECRETARY), status=422, **asked)
    assert any(words in error for error in page_of(response).errors.values())


def test_nonsense_is_answered_by_this_year(year: World) -> None:
    client = year.client(Role.SECRETARY)
    for asked in ({"tahun": "99999"}, {"semester": "x"}, {"kelompok": "9" * 40}, {"saring": "?"}):
        assert len(shown(client, **asked).meetings) == 4


def test_one_meeting_has_counts_but_no_percentage(year: World) -> None:
    page = shown(year.client(Role.SECRETARY), semester="2")
    assert rows(page)[0].figure.counts == "0 dari 1"
    assert rows(page)[0].figure.percent == ""
    assert page.few


def test_a_head_sees_the_own_school_only(year: World) -> None:
    response = get(year.client(Role.SCHOOL_HEAD))
    page, text = response.context["page"], response.content.decode()
    own = {one.name for one in year.teachers[::2]}
    assert {row.name for row in rows(page)} == own
    assert page.filter_text == "SDN Rekaan 01"
    assert not any(one.name in text for one in year.teachers[1::2])
    assert page.invite == ""
    for kind in ("csv", "xlsx"):
        get(year.client(Role.SCHOOL_HEAD), f"{URL}berkas/{kind}/")
    table = get(year.client(Role.SCHOOL_HEAD), f"{URL}berkas/csv/").content.decode("utf-8-sig")
    assert {row["Nama"] for row in csv.DictReader(io.StringIO(table))} == own


def test_a_head_opens_only_teachers_of_the_own_school(year: World) -> None:
    client = year.client(Role.SCHOOL_HEAD)
    get(client, f"{URL}guru/{year.teachers[2].pk}/")
    get(client, f"{URL}guru/{year.teachers[1].pk}/", status=404)


def test_the_supervisor_sees_the_group(year: World) -> None:
    page = shown(year.client(Role.SUPERVISOR))
    assert len(rows(page)) == 6 and page.rules_href == "" and page.invite == ""


def test_a_teacher_sees_the_own_meetings_only(year: World) -> None:
    client = year.client(Role.TEACHER)
    response = get(client)
    page, text = response.context["page"], response.content.decode()
    assert page.figure.counts == "3 dari 4"
    assert [one.name for one in page.meetings] == ["Keempat", "Ketiga", "Kedua", "Pertama"]
    assert "3 dari 12" in page.minimum
    assert not any(one.name in text for one in year.teachers[1:])
    get(client, f"{URL}guru/{year.teachers[0].pk}/")
    get(client, f"{URL}guru/{year.teachers[1].pk}/", status=404)
    for rest in ("berkas/csv/", "cetak/pdf/"):
        get(client, URL + rest, status=404)


def test_strangers_and_other_groups_find_nothing(year: World) -> None:
    get(client_of(year.outsider), status=404)
    foreign = f"{URL}guru/{year.other_teacher.pk}/"
    get(year.client(Role.SECRETARY), foreign, status=404)


def test_who_never_came_is_a_count_that_invites(year: World) -> None:
    client = year.client(Role.SECRETARY)
    page = shown(client)
    assert mentions(page.invite, "1 guru")
    listed = shown(client, saring="belum-hadir")
    assert [row.name for row in listed.never] == [year.teachers[3].name]
    # Asked for by somebody who may not act it changes nothing.
    assert len(rows(shown(year.client(Role.SUPERVISOR), saring="belum-hadir"))) == 6


def test_a_study_group_is_its_members(year: World) -> None:
    held(year, 4, "hadir", "hadir", study_group=year.lower, title="Kelas rendah saja")
    page = shown(year.client(Role.SECRETARY), kelompok=year.lower.pk)
    assert [row.name for row in rows(page)] == [one.name for one in year.teachers[:3]]
    assert page.filter_text == "Kelas rendah"
    whole = shown(year.client(Role.SECRETARY))
    assert [row.name for row in whole.study_groups] == ["Kelas rendah", "Di luar kelompok belajar"]
    assert rows(whole)[5].figure.counts == "2 dari 4"


def test_who_came_uncalled_counts_in_the_own_row_only(year: World) -> None:
    extra = held(year, 4, study_group=year.lower, title="Kelas rendah saja")
    mark(extra, year.teachers[5], year.users[Role.SECRETARY])
    page = shown(year.client(Role.SECRETARY))
    row = rows(page)[5]
    assert row.figure.counts == "3 dari 5" and "1 di luar undangan" in row.note
    assert "1 di luar undangan" in page.summary
    # One more was called there, nobody of them came.
    assert page.schools[1].row.figure.counts == "5 dari 13"
    assert [one.figure.counts for one in page.meetings][3] == "0 dari 3"


def test_who_left_or_joined_is_not_asked_for_the_rest(year: World) -> None:
    gone, new = year.teachers[3], year.teachers[4]
    day = START + timedelta(weeks=1)
    Teacher.objects.filter(pk=gone.pk).update(active=False, left_on=day)
    Teacher.objects.filter(pk=new.pk).update(joined_on=START + timedelta(weeks=2))
    page = shown(year.client(Role.SECRETARY))
    assert rows(page)[3].figure.counts == "0 dari 3"  # two recorded afterwards are extra
    assert "sudah keluar" in rows(page)[3].note
    assert "2 di luar undangan" in rows(page)[4].note
    assert page.invite == ""


def test_the_minimum_is_the_groups_own(year: World) -> None:
    GroupRules.objects.create(group=year.group, meetings_a_year=3)
    page = shown(year.client(Role.SECRETARY), semester="2")
    assert mentions(page.minimum, "3 kali", "3 dari 6 guru")
    assert mentions(rows(page)[0].note, "3 dari 3")
    GroupRules.objects.update(meetings_a_year=0)
    assert shown(year.client(Role.SECRETARY)).minimum == ""


def test_nothing_yet_says_what_to_do(world: World) -> None:
    for role in (Role.SECRETARY, Role.TEACHER, Role.SCHOOL_HEAD):
        assert page_of(get(world.client(role))).empty
    Teacher.objects.filter(school__in=world.schools).update(active=False)
    held(world, 0)
    get(world.client(Role.SECRETARY))
    for kind in ("pdf", "docx"):
        get(world.client(Role.SECRETARY), f"{URL}cetak/{kind}/")


UGLY = '=SUM(A1)"<b>&,;\n' + "Panjang" * 18


def test_ugly_names_run_no_formula_and_break_no_page(year: World) -> None:
    Teacher.objects.filter(pk=year.teachers[0].pk).update(name=UGLY)
    Teacher.objects.filter(pk=year.teachers[1].pk).update(name="@perintah")
    client = year.client(Role.SECRETARY)
    assert page_of(get(client)).entry(UGLY.replace("\n", " "))
    read = csv.reader(io.StringIO(get(client, f"{URL}berkas/csv/").content.decode("utf-8-sig")))
    names = [row[0] for row in read]
    assert "'" + UGLY in names and "'@perintah" in names
    book = openpyxl.load_workbook(io.BytesIO(get(client, f"{URL}berkas/xlsx/").content))
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert all(cell.data_type == "s" for cell in cells)
    get(client, f"{URL}cetak/pdf/")
    get(client, f"{URL}berkas/exe/", status=404)


def test_the_table_counts_like_the_page(year: World) -> None:
    table = get(year.client(Role.SECRETARY), f"{URL}berkas/csv/").content.decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(table)))
    assert (first["Dihitung"], first["Hadir"], first["Alpa"], first["Menit"]) == (
        "4", "3", "1", "360",
    )  # fmt: skip
    assert (first["JP"], first["Persen hadir"]) == ("8.0", "75")


def test_the_paper_says_the_same_in_both_formats(year: World) -> None:
    part = participation_of(year.group, Period(2026), Scope(), today=TODAY)
    paper = recap(year.group, part, RecapFilter(), dated=TODAY)
    assert paper.landscape
    for text in (pdf_text(paper), docx_text(paper)):
        assert "REKAP KEHADIRAN" in text and "14 dari 24" in text
        assert "Belum ditulis" in text and "Guru Rekaan 6" in text
    get(year.client(Role.SUPERVISOR), f"{URL}cetak/pdf/")


def test_a_handful_of_queries(year: World, django_assert_max_num_queries: object) -> None:
    Teacher.objects.bulk_create(
        Teacher(school=year.schools[n % 2], name=f"Guru Rekaan {n}") for n in range(10, 90)
    )
    client = year.client(Role.SECRETARY)
    client.get(URL)
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        client.get(URL)


statuses = st.lists(st.sampled_from(("", "hadir", "izin", "alpa")), min_size=1, max_size=8)


@given(sheets=st.lists(statuses, min_size=1, max_size=6))
def test_schools_and_meetings_and_teachers_sum_to_the_whole(sheets: list[list[str]]) -> None:
    hours = _hours(sheets)
    part = count_participation(hours, Period(2026), Scope(), {})
    for way in (part.schools, part.meetings, part.study_groups, part.teachers):
        assert sum(one.sum.total for one in way) == part.whole.total
        assert sum(one.sum.present for one in way) == part.whole.present
        assert sum(one.sum.minutes for one in way) == part.whole.minutes
    half = count_participation(hours, Period(2026), Scope(schools=frozenset({0})), {})
    rest = count_participation(hours, Period(2026), Scope(schools=frozenset({1})), {})
    assert half.whole.total + rest.whole.total == part.whole.total


@given(sheets=st.lists(statuses, min_size=1, max_size=60))
def test_the_drawing_stays_inside_its_frame(sheets: list[list[str]]) -> None:
    part = count_participation(_hours(sheets), Period(2026), Scope(), {})
    for drawing in trends(part.meetings):
        for bar in drawing.bars:
            assert drawing.left <= bar.x and bar.x + bar.width <= drawing.width
            assert 0 <= bar.called_y <= bar.came_y <= drawing.bottom


def _hours(sheets: list[list[str]]) -> Hours:
    meetings = tuple(
        HeldMeeting(
            n, "Diskusi", START + timedelta(days=n), time(13),
            time(15), 120, "held", None, "", None,
        )
        for n in range(len(sheets))
    )  # fmt: skip
    people = max(map(len, sheets))
    teachers = tuple(
        CountedTeacher(n, f"Guru {n}", n % 2, f"SD {n % 2}", None, "", False, frozenset())
        for n in range(people)
    )
    rows = tuple(
        TeacherHours(
            n, meeting, sheet[n], AttendanceCategory.PRESENT if sheet[n] == "hadir" else AttendanceCategory.ABSENT,
            120 if sheet[n] == "hadir" else 0, False, True,
        )
        for n in range(people)
        for meeting, sheet in enumerate(sheets)
        if n < len(sheet)
    )  # fmt: skip
    return Hours(meetings, (), teachers, rows, 45, 0)


def test_a_school_that_joined_this_year_starts_there(year: World) -> None:
    school = School.objects.create(npsn="99991088", name="SDN Rekaan 03")
    GroupSchool.objects.create(group=year.group, school=school, first_year=2027)
    Teacher.objects.create(school=school, name="Guru Menyusul")
    text = get(year.client(Role.SECRETARY)).content.decode()
    assert "Guru Menyusul" not in text
