"""Who came: by tap, by sheet, by oneself, by several recorders at once."""

import re
from datetime import datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from gugus.attendance import queries
from gugus.attendance.models import Attendance, Guest
from gugus.attendance.pages.sheet import SheetRow
from gugus.attendance.services import attendance as services
from gugus.attendance.services.marks import AttendanceMark
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.web.compiled import render_compiled
from tests.support.html import page_of
from tests.support.meetings import NOW, actor, make_meeting, mark, url

TAP = {"HX-Request": "true"}


@pytest.fixture
def recorder(world):
    return world.client(Role.LEAD_TEACHER)


@pytest.fixture
def meeting(world):
    return make_meeting(world, state="called")


def sheet_of(client, meeting):
    """Every value of the sheet as the browser would send it."""
    page = page_of(client.get(url(meeting, "hadir/")))
    fields = {
        name: field.value
        for name, field in page.fields.items()
        if re.fullmatch(r"s\d+", name) or re.fullmatch(r"n\d+", name)
    }
    fields["base"] = page.value("base")
    return fields


def stored(meeting):
    return dict(queries.recorded_rows(meeting).values_list("teacher_id", "status"))


def test_a_tap_is_saved_at_once_and_counts_again(world, recorder, meeting):
    one = world.teachers[0].pk
    answer = recorder.post(url(meeting, "hadir/"), {f"s{one}": "hadir"}, headers=TAP)
    text = page_of(answer)
    assert answer.status_code == 200
    assert text.says("1 dari 6")
    assert text.only(id=f"k{one}", hx_swap_oob="true").says("tersimpan")
    assert not text.has("h1")
    recorder.post(url(meeting, "hadir/"), {f"s{one}": "izin", f"n{one}": "anak sakit"}, headers=TAP)
    row = Attendance.objects.get()
    assert (row.status, row.note) == ("izin", "anak sakit")
    recorder.post(url(meeting, "hadir/"), {f"s{one}": ""}, headers=TAP)
    assert stored(meeting) == {}


def test_without_javascript_the_whole_sheet_saves_what_was_chosen(world, recorder, meeting):
    one, two = world.teachers[0].pk, world.teachers[1].pk
    sheet = sheet_of(recorder, meeting) | {f"s{one}": "hadir", f"s{two}": "sakit"}
    answer = recorder.post(url(meeting, "hadir/"), sheet, follow=True)
    assert stored(meeting) == {one: "hadir", two: "sakit"}
    assert page_of(answer).notice("2 guru")
    again = recorder.post(url(meeting, "hadir/"), sheet_of(recorder, meeting), follow=True)
    assert "sudah tersimpan" in page_of(again).told


def test_two_recorders_with_old_sheets_lose_nothing(world, meeting):
    first, second = world.client(Role.SECRETARY), world.client(Role.LEAD_TEACHER)
    a, b, c = (teacher.pk for teacher in world.teachers[:3])
    mark(meeting, world.teachers[2], world.users[Role.CHAIR], "alpa")
    one, two = sheet_of(first, meeting), sheet_of(second, meeting)
    first.post(url(meeting, "hadir/"), one | {f"s{a}": "hadir", f"s{c}": "terlambat"})
    second.post(url(meeting, "hadir/"), two | {f"s{b}": "izin"})
    # The second sheet still said "alpa" for c, but its person never touched that row.
    assert stored(meeting) == {a: "hadir", b: "izin", c: "terlambat"}
    second.post(url(meeting, "hadir/"), two | {f"s{a}": "sakit"})
    assert stored(meeting)[a] == "sakit"


def test_a_tapped_row_is_not_sent_again_by_the_button(world, meeting):
    first, second = world.client(Role.SECRETARY), world.client(Role.LEAD_TEACHER)
    a = world.teachers[0].pk
    sheet = sheet_of(first, meeting)
    tapped = first.post(url(meeting, "hadir/"), {f"s{a}": "hadir"}, headers=TAP)
    newer = page_of(tapped).value(f"m{a}")
    second.post(url(meeting, "hadir/"), {f"s{a}": "sakit"}, headers=TAP)
    first.post(url(meeting, "hadir/"), sheet | {f"s{a}": "hadir", f"m{a}": newer})
    assert stored(meeting)[a] == "sakit"


def test_one_row_each_whoever_comes_first(world, meeting):
    who = actor(world.users[Role.SECRETARY])
    one = world.teachers[0]
    for later, status in enumerate(("hadir", "izin", "hadir")):
        now = NOW + timedelta(seconds=later)
        services.record_attendance(
            actor=who, now=now, meeting=meeting, marks=[AttendanceMark(one.pk, status)]
        )
    assert stored(meeting) == {one.pk: "hadir"}
    with pytest.raises(IntegrityError):
        mark(meeting, one, world.users[Role.SECRETARY])


@pytest.mark.parametrize(
    "data",
    [
        {"s{t}": "mungkin"},
        {"s999999999999999": "hadir"},
        {"s{stranger}": "hadir"},
        {"s{t}": "hadir", "s{stranger}": "hadir"},
    ],
)
def test_what_cannot_be_recorded_changes_nothing(world, recorder, meeting, data):
    names = {"t": world.teachers[0].pk, "stranger": world.other_teacher.pk}
    data = {key.format(**names): value for key, value in data.items()}
    for headers in (TAP, {}):
        answer = recorder.post(url(meeting, "hadir/"), data, headers=headers)
        assert answer.status_code == 422
        assert page_of(answer).says("Tidak ada yang diubah")
    assert stored(meeting) == {}


def test_rubbish_in_field_names_is_ignored(world, recorder, meeting):
    data = {"s": "hadir", "s-1": "hadir", "sx": "hadir", "s1e5": "hadir", "s١": "hadir"}
    assert recorder.post(url(meeting, "hadir/"), data).status_code == 302
    assert stored(meeting) == {}


def test_notes_are_cut_cleaned_and_escaped(world, recorder, meeting):
    one = world.teachers[0].pk
    note = "<script>alert(1)</script>\x00 " + "x" * 300
    recorder.post(url(meeting, "hadir/"), {f"s{one}": "izin", f"n{one}": note})
    page = page_of(recorder.get(url(meeting, "hadir/")))
    assert page.value(f"n{one}").startswith("<script>alert(1)</script>")
    assert not page.has("script")
    assert len(Attendance.objects.get().note) == 150


def test_names_are_escaped_and_percent_signs_survive(world, recorder, meeting):
    Teacher.objects.filter(pk=world.teachers[0].pk).update(name="<b>Bu</b> 100%s %(row)s")
    page = page_of(recorder.get(url(meeting, "hadir/")))
    assert page.entry("<b>Bu</b> 100%s %(row)s")


def test_nothing_in_a_row_of_the_sheet_is_left_unescaped():
    """The template escapes by hand: whatever a field may hold comes out as text."""
    bad = """<b>"'&"""
    fields = {name: bad for name in SheetRow._fields if name != "id"}
    rows = [SheetRow(id=7, **fields)]
    made = render_compiled("attendance/rows.html", rows=rows)
    assert "<b>" not in made and "&lt;b&gt;" in made
    assert made.count("&#34;&#39;&amp;") == made.count("&lt;b&gt;") >= len(fields) - 1


def test_the_rest_is_marked_without_touching_what_stands(world, recorder, meeting):
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY], "sakit")
    answer = recorder.post(url(meeting, "hadir/sisanya/"), {"status": "hadir"}, follow=True)
    assert page_of(answer).notice("5 guru", "hadir")
    assert stored(meeting)[world.teachers[0].pk] == "sakit"
    assert sorted(stored(meeting).values()) == ["hadir"] * 5 + ["sakit"]
    recorder.post(url(meeting, "hadir/sisanya/"), {"status": "izin"})
    assert "izin" not in stored(meeting).values()


def test_a_study_group_expects_its_own_and_others_can_be_added(world, recorder):
    meeting = make_meeting(world, study_group=world.lower)
    page = page_of(recorder.get(url(meeting, "hadir/")))
    assert page.says("dari 3 hadir")
    fourth = world.teachers[3]
    assert str(fourth.pk) in page.fields["teacher"].options
    recorder.post(url(meeting, "hadir/tambah/"), {"teacher": fourth.pk})
    page = page_of(recorder.get(url(meeting, "hadir/")))
    assert page.says("1 dari 4 hadir")
    recorder.post(url(meeting, "hadir/tambah/"), {"teacher": world.other_teacher.pk})
    assert len(stored(meeting)) == 1


def test_guests_come_once_and_go(world, recorder, meeting):
    for _twice in range(2):
        recorder.post(url(meeting, "hadir/tamu/"), {"name": "Tamu Rekaan", "institution": "Dinas"})
    assert Guest.objects.count() == 1
    recorder.post(url(meeting, "hadir/tamu/"), {"name": ""})
    assert Guest.objects.count() == 1
    other = make_meeting(world, title="Lain")
    guest = Guest.objects.get()
    assert recorder.post(url(other, f"hadir/tamu/{guest.pk}/hapus/")).status_code == 404
    recorder.post(url(meeting, f"hadir/tamu/{guest.pk}/hapus/"))
    assert not Guest.objects.exists()


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_a_closed_or_cancelled_meeting_is_locked(world, recorder, meeting, state):
    meeting.state = state
    meeting.save()
    one = world.teachers[0].pk
    answer = recorder.post(url(meeting, "hadir/"), {f"s{one}": "hadir"}, headers=TAP)
    assert answer.status_code == 422
    assert stored(meeting) == {}
    fields = page_of(recorder.get(url(meeting, "hadir/"))).fields
    assert all(field.kind != "radio" for field in fields.values())


def test_searching_by_name_and_school_works_on_the_server(world, recorder, meeting):
    page = page_of(recorder.get(url(meeting, "hadir/") + "?cari=rekaan+3"))
    assert page.entry("Guru Rekaan 3")
    assert not page.entries("Guru Rekaan 4")
    assert page.says("dari 6 hadir")
    school = world.schools[1].pk
    page = page_of(recorder.get(url(meeting, "hadir/") + f"?sekolah={school}"))
    assert page.entry("Guru Rekaan 2")
    assert not page.entries("Guru Rekaan 1")


def test_heads_see_their_own_school_and_cannot_write(world, meeting):
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY], "izin")
    mark(meeting, world.teachers[1], world.users[Role.SECRETARY], "sakit")
    Attendance.objects.filter(teacher=world.teachers[0]).update(note="Anak saya sakit")
    head = world.client(Role.SCHOOL_HEAD)
    page = page_of(head.get(url(meeting, "hadir/")))
    assert page.entry("Guru Rekaan 1")
    assert "Guru Rekaan 2" not in page.source
    assert page.says("dari 3 hadir", "1 berhalangan")
    one = world.teachers[0].pk
    assert head.post(url(meeting, "hadir/"), {f"s{one}": "hadir"}).status_code == 405
    assert "Anak saya sakit" not in page.source
    assert stored(meeting)[one] == "izin"


def test_teachers_neither_see_nor_write_the_sheet(world, meeting):
    teacher = world.client(Role.TEACHER)
    one = world.teachers[0].pk
    assert teacher.get(url(meeting, "hadir/")).status_code == 404
    assert teacher.post(url(meeting, "hadir/"), {f"s{one}": "hadir"}).status_code == 404
    for rest in ("hadir/sisanya/", "hadir/tamu/", "hadir/tambah/"):
        assert teacher.post(url(meeting, rest), {"status": "hadir"}).status_code == 404
    assert stored(meeting) == {}


def test_the_audit_trail_names_no_person(world, recorder, meeting):
    one = world.teachers[0].pk
    recorder.post(url(meeting, "hadir/"), {f"s{one}": "izin", f"n{one}": "rahasia"})
    entry = AuditEntry.objects.get(verb="attendance.recorded")
    assert entry.data == {"teachers": [one]}


def local(hour, minute=0):
    return datetime(2026, 11, 25, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def today_meeting(world):
    return make_meeting(world, state="called", date=local(1).date())


def check_in(world, meeting, now):
    user, teacher = world.users[Role.TEACHER], world.teachers[0]
    return services.check_in(actor=actor(user), now=now, meeting=meeting, teacher=teacher)


def test_a_teacher_checks_in_on_the_day_and_it_shows(world, recorder, today_meeting):
    assert check_in(world, today_meeting, local(12, 5))
    assert check_in(world, today_meeting, local(13))
    row = Attendance.objects.get()
    assert (row.status, row.recorded_by) == ("hadir", world.users[Role.TEACHER])
    listed = page_of(recorder.get(url(today_meeting, "hadir/")))
    assert listed.entry("diisi sendiri 13.00")


def test_the_meetings_page_goes_on_saying_that_one_was_recorded(world):
    all_day = make_meeting(world, state="called", starts_at=time(0), ends_at=time(23, 59, 59))
    teacher = world.client(Role.TEACHER)
    page = page_of(teacher.get(url(all_day)))
    assert "attendance.self" in page.commands and "tercatat" not in page.told
    teacher.post(url(all_day, "saya-hadir/"))
    teacher.get(url(all_day))  # the message of the moment is read and gone
    page = page_of(teacher.get(url(all_day)))
    assert "attendance.self" not in page.commands and page.notice("tercatat", "hadir")


def test_a_recorder_of_the_roster_records_first_and_checks_in_below(world):
    all_day = make_meeting(world, state="called", starts_at=time(0), ends_at=time(23, 59, 59))
    world.teachers[1].user = world.users[Role.SECRETARY]
    world.teachers[1].save()
    page = page_of(world.client(Role.SECRETARY).get(url(all_day)))
    # Recording is the one main action, and comes first.
    assert page.main_actions == [page.links[url(all_day, "hadir/")]]
    own = page.command("attendance.self")
    tapped = [part.text for part in page.all() if part.tag in ("a", "button")]
    assert tapped.index(page.main_actions[0]) < tapped.index(own.buttons[0])
    # Their own attendance is folded away.
    assert [part for part in page.all("details") if "attendance.self" in part.commands]
    other = page_of(world.client(Role.TEACHER).get(url(all_day)))
    assert other.command("attendance.self").main_actions


@pytest.mark.parametrize("now", [local(11, 59), local(15, 1), local(13) + timedelta(days=1)])
def test_outside_the_time_nobody_checks_in(world, today_meeting, now):
    with pytest.raises(Refused):
        check_in(world, today_meeting, now)
    assert stored(today_meeting) == {}


def test_the_recorders_word_wins_over_checking_in(world, today_meeting):
    mark(today_meeting, world.teachers[0], world.users[Role.SECRETARY], "izin")
    assert not check_in(world, today_meeting, local(13))
    assert stored(today_meeting) == {world.teachers[0].pk: "izin"}


def test_only_expected_teachers_of_the_group_check_in(world, meeting):
    part = make_meeting(world, study_group=world.lower)
    Teacher.objects.filter(pk=world.teachers[0].pk).update(class_level=6)
    teacher = world.client(Role.TEACHER)
    assert teacher.post(url(part, "saya-hadir/")).status_code == 404
    assert world.client(Role.SECRETARY).post(url(meeting, "saya-hadir/")).status_code == 404


def test_beranda_learns_when_checking_in_is_open(world, today_meeting):
    teacher = world.teachers[0]
    assert queries.check_in_open(world.group, teacher, local(11)) is None
    found = queries.check_in_open(world.group, teacher, local(13))
    assert (found.meeting, found.status) == (today_meeting, "")
    assert queries.check_in_open(world.other, world.other_teacher, local(13)) is None


def test_ninety_names_take_no_more_queries_than_six(world, recorder, meeting):
    def count():
        with CaptureQueriesContext(connection) as seen:
            assert recorder.get(url(meeting, "hadir/")).status_code == 200
        return len(seen)

    few = count()
    Teacher.objects.bulk_create(
        Teacher(school=world.schools[0], name=f"Guru Tambahan {n}", class_level=n % 6 + 1)
        for n in range(84)
    )
    assert count() == few <= 9


@pytest.mark.parametrize("row", ["9" * 20, "9" * 5000, "٣"])
def test_a_refused_tap_on_a_row_that_cannot_be_is_answered(meeting, world, row):
    odd = urlencode({f"s{world.teachers[0].pk}": "tidak-dikenal", f"s{row}": "hadir"})
    form = "application/x-www-form-urlencoded"
    client = world.client(Role.SECRETARY)
    answer = client.post(url(meeting, "hadir/"), odd, content_type=form, headers=TAP)
    assert answer.status_code == 422


def test_names_stand_school_by_school_and_the_rest_is_marked_above_them(world, recorder, meeting):
    page = recorder.get(url(meeting, "hadir/"))
    rows = page.context["page"].roll
    schools = [row.detail.partition(" · ")[0] for row in rows]
    assert schools == sorted(schools) and len(set(schools)) > 1
    # Each school is named once, above its first name; names are in order within it.
    firsts = [n for n, row in enumerate(rows) if row.school]
    assert [rows[n].school for n in firsts] == sorted(set(schools))
    names = [(school, row.name) for school, row in zip(schools, rows, strict=True)]
    assert names == sorted(names)
    source = page_of(page).source
    assert source.index('id="hitung"') < source.index(url(meeting, "hadir/sisanya/"))
    assert source.index(url(meeting, "hadir/sisanya/")) < source.index('class="roll sheet"')
