"""Ratings by spreadsheet: the template goes out, comes back, and only *Terapkan* stores."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from lxml import etree

from gugus.competence.interchange import IMPORTER
from gugus.competence.models import Answer, Assessment, Rater
from gugus.competence.papers import rating_form
from gugus.competence.services import assessments as rating
from gugus.competence.services import rounds, sheets
from gugus.cores.formats import rating_sheet as sheet
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import Table
from gugus.platform.foundation.errors import Refused
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import NewImport, apply_draft, preview_import
from tests.support.html import page_of
from tests.support.measurement_round import NOW


def _template(measuring, role, rater):
    data = sheets.rating_sheet_template(
        actor=measuring.actor(role), round_=measuring.round, rater=rater
    )
    return data, sheet.read_ratings(data)


def _filled(filled, rows, token=None, titles=0, hidden_rows=(), copy=None):
    """The template as a person would hand it in: key -> cells by column key.

    `titles` are rows that were put above, `copy` are the rows of a hidden sheet in front.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, written in (("Lama", copy), ("Nilai", rows)):
        if written is None:
            continue
        page = book.add_worksheet(name)
        keys = list(filled.letters)
        page.write_row(titles + 1, 0, [sheet.MAGIC, token or filled.token, "", *keys])
        for at, (key, whose, cells) in enumerate(written, start=titles + 4):
            page.write_row(at, 0, [key, whose, ""])
            for column, key_ in enumerate(keys, start=3):
                if key_ in cells:
                    page.write(at, column, cells[key_])
        for at in hidden_rows:
            page.set_row(at, None, None, {"hidden": True})
        page.activate()
        page.set_first_sheet()
    if copy is not None:
        book.get_worksheet_by_name("Lama").hide()
    book.close()
    return out.getvalue()


def _read(measuring, role, rater, data, round_=None):
    subject = {"round": (round_ or measuring.round).pk, "rater": rater.value}
    what = NewImport(measuring.world.group.pk, data, "lembar.xlsx", "", subject)
    return preview_import(IMPORTER, actor_id=measuring.actor(role).user_id, now=NOW, what=what)


def _apply(measuring, role, draft, **options):
    actor = measuring.actor(role)
    done = apply_draft(
        IMPORTER, actor=actor, actor_id=actor.user_id, now=NOW, draft=draft, options=options
    )
    return done.outcome


def _rows(draft):
    return list(draft.rows.order_by("number"))


def _verdicts(draft):
    return [row.verdict for row in _rows(draft)]


def _all(filled, value):
    return {key: value for key in filled.letters if key.startswith("i:")}


def test_the_template_holds_only_whom_one_rates_and_says_what_cells_take(measuring):
    world = measuring.world
    data, filled = _template(measuring, Role.SCHOOL_HEAD, Rater.HEAD)
    own = {str(t.pk) for t in world.teachers if t.school_id == world.schools[0].pk}
    assert {row.key for row in filled.rows} == own
    assert sum(key.startswith("i:") for key in filled.letters) == 78
    assert sum(key.startswith("w:") for key in filled.letters) == 14
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    written = etree.fromstring(xml)
    assert written.find(".//{*}sheetProtection") is not None
    taken = next(one for one in written.iter("{*}dataValidation") if one.get("type") == "whole")
    assert [limit.text for limit in taken] == ["0", "2"]
    assert len(written.findall(".//*[@hidden='1']")) == 2


def test_there_and_back(measuring):
    filled = _template(measuring, Role.SUPERVISOR, Rater.SUPERVISOR)[1]
    first, second = filled.rows[:2]
    whole = {**_all(filled, 2), f"w:{measuring.items[0].pk}": 5}
    part = {f"i:{one.pk}": 1 for one in measuring.items[0].indicators.all()}
    handed = _filled(filled, [(first.key, first.name, whole), (second.key, second.name, part)])
    draft = _read(measuring, Role.SUPERVISOR, Rater.SUPERVISOR, handed)
    assert [(row.number, row.verdict, row.findings["missing"]) for row in _rows(draft)] == [
        (5, "new", 0),
        (6, "new", 72),
    ]
    assert not Assessment.objects.exists()
    assert _apply(measuring, Role.SUPERVISOR, draft) == {"sent": 1, "kept": 1}
    assert not _rows(draft)
    sent = Assessment.objects.get(teacher_id=first.key)
    assert sent.submitted_at == NOW and sent.origin == "sheet"
    assert sent.importance.get().value == 5
    assert Assessment.objects.get(teacher_id=second.key).submitted_at is None
    # A rater's next template goes on where the last one ended.
    again = _template(measuring, Role.SUPERVISOR, Rater.SUPERVISOR)[1]
    assert first.key not in {row.key for row in again.rows}
    assert next(row for row in again.rows if row.key == second.key).cells == {
        key: "1" for key in part
    }


def test_the_same_sheet_twice_changes_nothing(measuring):
    filled = _template(measuring, Role.SUPERVISOR, Rater.SUPERVISOR)[1]
    row = filled.rows[0]
    part = {f"i:{one.pk}": 1 for one in measuring.items[0].indicators.all()}
    handed = _filled(filled, [(row.key, row.name, part)])
    _apply(measuring, Role.SUPERVISOR, _read(measuring, Role.SUPERVISOR, Rater.SUPERVISOR, handed))
    draft = _read(measuring, Role.SUPERVISOR, Rater.SUPERVISOR, handed)
    assert _verdicts(draft) == ["unchanged"]
    _apply(measuring, Role.SUPERVISOR, draft)
    assert Answer.objects.count() == 6


def test_a_refused_cell_is_named_and_its_row_stays_out(measuring):
    filled = _template(measuring, Role.SUPERVISOR, Rater.SUPERVISOR)[1]
    one, two, three = filled.rows[:3]
    keys = list(filled.letters)
    rows = [
        (one.key, one.name, {keys[0]: 3, keys[1]: "dua", keys[2]: 1.5, keys[3]: 2}),
        (two.key, two.name, {keys[0]: "=1+1"}),
        (three.key, three.name, {keys[0]: " 2 "}),
    ]
    draft = _read(measuring, Role.SUPERVISOR, Rater.SUPERVISOR, _filled(filled, rows))
    assert _verdicts(draft) == ["refused", "refused", "new"]
    reasons = _rows(draft)[0].findings["reasons"]
    assert len(reasons) == 3
    assert "D5" in reasons[0] and "1.1" in reasons[0] and "“3”" in reasons[0]
    assert "E5" in reasons[1] and "“dua”" in reasons[1]
    _apply(measuring, Role.SUPERVISOR, draft, with_gaps=True)
    assert Answer.objects.get().assessment.teacher_id == int(three.key)


def test_a_sheet_as_other_programs_leave_it(measuring):
    filled = _template(measuring, Role.SUPERVISOR, Rater.SUPERVISOR)[1]
    one, two = filled.rows[:2]
    keys = list(filled.letters)
    rows = [
        (one.key, one.name, {keys[0]: 1.9999999999, keys[1]: "2,0", keys[2]: "1.0"}),
        (two.key, two.name, {keys[0]: 1}),
    ]
    old = [(one.key, one.name, {keys[0]: 0})]
    data = _filled(filled, rows, titles=3, hidden_rows=[8], copy=old)
    draft = _read(measuring, Role.SUPERVISOR, Rater.SUPERVISOR, data)
    assert _verdicts(draft) == ["new", "new"]
    assert _rows(draft)[0].findings["answers"] == 3
    assert draft.notes["hidden"] == [9]
    _apply(measuring, Role.SUPERVISOR, draft, with_gaps=True)
    answers = Answer.objects.filter(assessment__teacher_id=int(one.key))
    assert sorted(answers.values_list("value", flat=True)) == [1, 2, 2]


def test_rows_that_are_not_mine_are_refused(measuring):
    world = measuring.world
    filled = _template(measuring, Role.SCHOOL_HEAD, Rater.HEAD)[1]
    mine = filled.rows[0]
    elsewhere, outside = world.teachers[1], world.other_teacher
    rows = [
        (str(elsewhere.pk), elsewhere.name, _all(filled, 1)),
        (str(outside.pk), outside.name, _all(filled, 1)),
        ("999999", "Siapa", _all(filled, 1)),
        (mine.key, "Nama Lain", _all(filled, 1)),
        (mine.key, mine.name, _all(filled, 1)),
        (mine.key, mine.name, _all(filled, 2)),
    ]
    draft = _read(measuring, Role.SCHOOL_HEAD, Rater.HEAD, _filled(filled, rows))
    assert _verdicts(draft) == ["refused"] * 4 + ["new", "refused"]
    for row in _rows(draft):
        assert row.number == 9 or (row.findings["reasons"] and not row.findings["answers"])


def test_the_secretary_copies_paper_but_never_over_a_teachers_own_answers(measuring, answers):
    world = measuring.world
    own = world.teachers[0]
    begun = measuring.fill(own, Rater.SELF, value=2)
    Assessment.objects.filter(pk=begun.pk).update(
        submitted_at=None, rated_by=world.users[Role.TEACHER]
    )
    filled = _template(measuring, Role.SECRETARY, Rater.SELF)[1]
    assert len(filled.rows) == 6
    assert not any(row.cells for row in filled.rows)  # what the teacher answered is not shown
    rows = [(row.key, row.name, _all(filled, 0)) for row in filled.rows]
    draft = _read(measuring, Role.SECRETARY, Rater.SELF, _filled(filled, rows))
    verdicts = {row.findings["name"]: row.verdict for row in _rows(draft)}
    assert verdicts.pop(own.name) == "refused"
    assert set(verdicts.values()) == {"new"}
    _apply(measuring, Role.SECRETARY, draft)
    copied = Assessment.objects.exclude(pk=begun.pk)
    assert {row.rated_by for row in copied} == {world.users[Role.SECRETARY]}
    assert begun.answers.filter(value=2).count() == 78


def test_a_teacher_who_begins_meanwhile_stops_the_whole_sheet(measuring):
    world = measuring.world
    filled = _template(measuring, Role.SECRETARY, Rater.SELF)[1]
    rows = [(row.key, row.name, _all(filled, 0)) for row in filled.rows]
    draft = _read(measuring, Role.SECRETARY, Rater.SELF, _filled(filled, rows))
    Assessment.objects.create(
        round=measuring.round,
        teacher=world.teachers[3],
        rater="self",
        rated_by=world.users[Role.TEACHER],
        started_at=NOW,
    )
    with pytest.raises(Refused):
        _apply(measuring, Role.SECRETARY, draft)
    assert not Answer.objects.exists()
    draft.refresh_from_db()
    assert draft.state == "ready" and "refused" in _verdicts(draft)


def test_another_rounds_or_raters_sheet_is_refused(measuring):
    data = _template(measuring, Role.SUPERVISOR, Rater.SUPERVISOR)[0]
    plan = rounds.RoundPlan(measuring.framework, "Lain", measuring.round.measured_on, 76)
    other = rounds.open_round(
        actor=measuring.actor(Role.SECRETARY), now=NOW, group=measuring.world.group, plan=plan
    )
    for round_, role, rater in (
        (other, Role.SUPERVISOR, Rater.SUPERVISOR),
        (measuring.round, Role.SECRETARY, Rater.SELF),
    ):
        with pytest.raises(Refused, match="penilai lain"):
            _read(measuring, role, rater, data, round_)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"<html>", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_sheet_of_ours_is_refused_in_words(measuring, data):
    with pytest.raises(Refused, match="bukan lembar"):
        _read(measuring, Role.SECRETARY, Rater.SELF, data)


def test_a_workbook_with_a_macro_or_without_keys_is_refused(measuring):
    data, filled = _template(measuring, Role.SECRETARY, Rater.SELF)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    for wrong in (out.getvalue(), _filled(filled, [], token="x:1:self")):
        with pytest.raises(Refused):
            _read(measuring, Role.SECRETARY, Rater.SELF, wrong)


def test_on_screen_nothing_is_stored_before_terapkan(measuring):
    world = measuring.world
    client = world.client(Role.SECRETARY)
    base = measuring.address(f"lembar/{measuring.round.pk}/")
    data = client.get(f"{base}self/unduh/").content
    filled = sheet.read_ratings(data)
    row = filled.rows[0]
    handed = _filled(filled, [(row.key, row.name, _all(filled, 1)), ("1x", "Siapa", {})])
    upload = SimpleUploadedFile("isi.xlsx", handed)
    preview = client.post(f"{base}self/", {"file": upload}, follow=True)
    text = page_of(preview)
    assert text.entry("Siapa") and "Ditolak 1" in text
    assert not Assessment.objects.exists()
    draft = ImportDraft.objects.get()
    for role in (Role.CHAIR, Role.SUPERVISOR, Role.TEACHER):
        other = world.client(role)
        assert other.get(f"{base}periksa/{draft.pk}/").status_code == 404
        assert other.post(f"{base}periksa/{draft.pk}/terapkan/").status_code == 404
    assert client.post(f"{base}periksa/{draft.pk}/terapkan/").status_code == 302
    assert Assessment.objects.get().submitted_at is not None
    assert client.post(f"{base}periksa/{draft.pk}/terapkan/").status_code == 302
    assert Assessment.objects.count() == 1


def test_only_own_kinds_of_sheet_can_be_had(measuring):
    base = measuring.address(f"lembar/{measuring.round.pk}/")
    for role, kind in (
        (Role.SECRETARY, "head"),
        (Role.SCHOOL_HEAD, "self"),
        (Role.SUPERVISOR, "head"),
        (Role.TEACHER, "self"),
    ):
        client = measuring.world.client(role)
        assert client.get(f"{base}{kind}/").status_code == 404
        assert client.get(f"{base}{kind}/unduh/").status_code == 404
    measuring.close()
    assert measuring.world.client(Role.SECRETARY).get(f"{base}self/").status_code == 404


def test_without_a_file_the_form_says_so(measuring):
    client = measuring.world.client(Role.SECRETARY)
    response = client.post(measuring.address(f"lembar/{measuring.round.pk}/self/"))
    assert response.status_code == 422
    assert page_of(response).refusal


def test_once_the_teacher_goes_on_alone_the_copied_sheet_stays_out(measuring, answers):
    world, item = measuring.world, measuring.items[0]
    me = world.teachers[0]
    filled = _template(measuring, Role.SECRETARY, Rater.SELF)[1]
    part = {f"i:{pk}": value for pk, value in answers(item, 1).items()}
    handed = _filled(filled, [(str(me.pk), me.name, part)])
    _apply(measuring, Role.SECRETARY, _read(measuring, Role.SECRETARY, Rater.SELF, handed))
    rating.save_answers(
        actor=measuring.actor(Role.TEACHER),
        now=timezone.now(),
        target=measuring.target(me, Rater.SELF),
        item=item,
        values=answers(item, 2),
    )
    draft = _read(measuring, Role.SECRETARY, Rater.SELF, handed)
    assert _verdicts(draft) == ["refused"]
    assert set(Answer.objects.values_list("value", flat=True)) == {2}


def test_the_paper_form_prints_every_indicator(measuring):
    base = measuring.address(f"lembar/{measuring.round.pk}/self/formulir.")
    client = measuring.world.client(Role.SECRETARY)
    pdf = client.get(f"{base}pdf")
    assert pdf.content.startswith(b"%PDF")
    tables = [b for b in rating_form(measuring.round, Rater.SELF).blocks if isinstance(b, Table)]
    *asked, importance = tables
    assert sum(len(table.rows) for table in asked) == 78
    assert len(importance.rows) == len(asked) == 14, "asked once, at the end"
    assert client.get(f"{base}exe").status_code == 404
    assert measuring.world.client(Role.TEACHER).get(f"{base}pdf").status_code == 404
