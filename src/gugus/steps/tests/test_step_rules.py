"""Telling reports as one, proposing steps, and who looks after overdue ones: pure rules."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.meetings.rules.merge import OWN_WORD, WriteStamp
from gugus.steps.rules.escalation import (
    DEFAULTS,
    EscalationFault,
    EscalationTarget,
    Stage,
    escalation_fault,
    last_due,
    reached_stage,
)
from gugus.steps.rules.reports import FiledReport, read_ids, summarize_reports, write_ids
from gugus.steps.rules.steps import MeetingTopic, SuggestionSource, names_last_steps, suggestions

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
DUE = date(2026, 11, 1)


def said(minute, state="done", text="", *, photo=None, source="", seen=()):
    """A report `minute` minutes after noon; its number is its minute."""
    stamp = WriteStamp(OWN_WORD, NOON + timedelta(minutes=minute), UUID(int=minute))
    seen = frozenset(UUID(int=one) for one in seen)
    return FiledReport(stamp, state, text, photo, 7, source, seen)


REPORTS = st.lists(
    st.builds(
        said,
        st.integers(0, 9),
        st.sampled_from(["open", "done", "tried"]),
        st.sampled_from(["", "a", "b", "c"]),
        photo=st.sampled_from([None, 1, 2]),
        source=st.sampled_from(["", "x", "y"]),
        seen=st.lists(st.integers(0, 9), max_size=3),
    ),
    max_size=6,
    unique_by=lambda report: report.stamp.id,
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_arrival_matters(reports, chance):
    again = reports + [one for one in reports if chance.random() < 0.5]
    chance.shuffle(again)
    assert summarize_reports(again) == summarize_reports(reports)


@given(REPORTS, st.lists(st.integers(20, 29), unique=True, max_size=3))
def test_what_saw_no_report_never_opens_a_closed_step(reports, blind):
    known = [one for one in reports if all(seen < one.stamp.id for seen in one.seen)]
    with_blind = known + [said(minute, "open") for minute in blind]
    assert (summarize_reports(with_blind).state == "open") == (
        summarize_reports(known).state == "open"
    )


@given(REPORTS)
def test_no_standing_sentence_and_no_photo_is_lost(reports):
    found = summarize_reports(reports)
    for one in reports:
        if one.stamp.id in found.current and one.text:
            assert one.text in found.text.split(" / ")
        assert one.photo is None or one.photo in found.photos


def test_two_sentences_from_two_phones_are_both_kept_in_the_order_they_were_said():
    one, two = said(1, text="Anak berani", source="x"), said(2, "tried", "Waktu kurang", source="y")
    for order in ([one, two], [two, one]):
        found = summarize_reports(order)
        assert (found.state, found.text) == ("tried", "Anak berani / Waktu kurang")
        assert found.at == two.stamp.at


def test_a_sentence_is_corrected_on_the_page_that_showed_it_or_on_the_same_phone():
    first = said(1, text="Anak brani", source="x")
    assert summarize_reports([first, said(2, text="Anak berani", seen=[1])]).text == "Anak berani"
    assert summarize_reports([first, said(3, text="Anak berani", source="x")]).text == "Anak berani"


def test_an_older_not_yet_does_not_open_a_closed_step_and_a_newer_one_that_saw_it_does():
    done = said(5, text="Sudah", source="x")
    assert summarize_reports([said(1, "open", source="y"), done]).state == "done"
    assert summarize_reports([said(9, "open", source="y"), done]).state == "done"
    reopened = summarize_reports([done, said(9, "open", seen=[5])])
    assert (reopened.state, reopened.text, reopened.at) == ("open", "", None)
    assert summarize_reports([done, said(9, "open", seen=[5]), said(11)]).state == "done"


def test_a_clock_that_is_behind_does_not_keep_a_correction_from_counting():
    assert summarize_reports([said(5, text="lama"), said(1, text="baru", seen=[5])]).text == "baru"


def test_reports_that_claim_to_have_seen_each_other_leave_the_latest():
    assert summarize_reports([said(1, text="a", seen=[2]), said(2, text="b", seen=[1])]).text == "b"


def test_the_newest_photo_is_shown_and_a_later_sentence_does_not_take_it_away():
    found = summarize_reports(
        [said(1, photo=11), said(2, photo=12), said(3, text="x", seen=[1, 2])]
    )
    assert (found.photo, found.photos, found.text) == (12, (11, 12), "x")


def test_nothing_said_is_open():
    assert summarize_reports([]).state == "open"


@pytest.mark.parametrize("text", ["", "...", "x" * 40, "0" * 31, "é"])
def test_what_is_no_list_of_ids_is_none(text):
    assert read_ids(text) == frozenset()


def test_ids_are_read_as_they_were_written():
    ids = (UUID(int=3), UUID(int=4))
    assert read_ids(write_ids(ids) + ".rusak") == frozenset(ids)


@pytest.mark.parametrize(
    ("days", "reader"),
    [
        (0, None),
        (2, None),
        (3, EscalationTarget.LEAD_TEACHER),
        (9, EscalationTarget.LEAD_TEACHER),
        (10, EscalationTarget.SCHOOL_HEAD),
        (21, EscalationTarget.SUPERVISOR),
        (400, EscalationTarget.SUPERVISOR),
    ],
)
def test_a_step_goes_on_to_the_next_reader(days, reader):
    stage = reached_stage(DUE, DUE + timedelta(days=days), DEFAULTS)
    assert (stage.reader if stage else None) == reader


def test_a_reader_keeps_what_went_on_and_one_who_is_switched_off_gets_nothing():
    late = DUE + timedelta(days=30)
    assert last_due(DEFAULTS[0], late) == DUE + timedelta(days=27)
    assert last_due(DEFAULTS[0], DUE + timedelta(days=3)) == DUE
    off = (Stage(EscalationTarget.LEAD_TEACHER, 3), Stage(EscalationTarget.SCHOOL_HEAD, None))
    assert last_due(off[1], late) is None
    assert reached_stage(DUE, late, off) == off[0]
    assert reached_stage(DUE, late, ()) is None
    assert reached_stage(late, DUE, DEFAULTS) is None


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ((3, 10, 21), None),
        ((None, 10, 21), None),
        ((None, None, None), None),
        ((3, 3, 21), (EscalationTarget.SCHOOL_HEAD, EscalationFault.ORDER)),
        ((10, None, 5), (EscalationTarget.SUPERVISOR, EscalationFault.ORDER)),
        ((0, 10, 21), (EscalationTarget.LEAD_TEACHER, EscalationFault.DAYS)),
        ((3, 10, 366), (EscalationTarget.SUPERVISOR, EscalationFault.DAYS)),
    ],
)
def test_days_rise_from_reader_to_reader(days, fault):
    assert (
        escalation_fault([Stage(r, n) for r, n in zip(EscalationTarget, days, strict=True)])
        == fault
    )


def test_steps_are_proposed_from_what_the_meeting_is_about():
    topic = MeetingTopic(
        "Diskusi literasi",
        objective="Guru mampu menyusun asesmen formatif.\nBaris lain",
        strategy="simulasi",
        product="LKPD literasi",
        decisions=("1. Setiap guru mencoba satu pertanyaan di kelas.", "2. Rapat berikut di SDN 2"),
    )
    found = suggestions(topic)
    assert [one.source for one in found] == [
        SuggestionSource.DECISION,
        SuggestionSource.PRODUCT,
        SuggestionSource.OBJECTIVE,
        SuggestionSource.TITLE,
    ]
    assert [one.about for one in found] == [
        "Mencoba satu pertanyaan di kelas",
        "LKPD literasi",
        "menyusun asesmen formatif",
        "Diskusi literasi",
    ]
    assert [one.way for one in found] == ["as_said", "use", "again", "try"]


def test_an_aim_about_the_teachers_themselves_is_no_step():
    found = suggestions(MeetingTopic("T", objective="Guru saling membantu di kelasnya"))
    assert [one.source for one in found] == [SuggestionSource.TITLE]
    tried = suggestions(MeetingTopic("T", objective="Guru dapat membuka kelas dengan cerita"))[0]
    assert (tried.about, tried.names_class) == ("membuka kelas dengan cerita", True)


def test_a_meeting_with_a_title_only_still_proposes_one():
    assert [one.source for one in suggestions(MeetingTopic("Diskusi"))] == [SuggestionSource.TITLE]
    many = MeetingTopic("T", decisions=tuple(f"Mencoba cara {n} di kelas" for n in range(9)))
    assert len(suggestions(many)) == 4
    assert suggestions(many)[-1].source == SuggestionSource.TITLE


@given(st.text(max_size=400), st.text(max_size=400), st.lists(st.text(max_size=300), max_size=5))
def test_proposals_are_short_and_distinct_whatever_was_written(title, objective, decisions):
    found = suggestions(MeetingTopic(title, objective, "workshop", objective, tuple(decisions)))
    texts = [one.about for one in found]
    assert all(text and len(text) <= 182 and "\n" not in text for text in texts)
    assert len({text.casefold() for text in texts}) == len(texts) <= 4


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Kabar langkah pertemuan lalu", True),
        ("Laporan RTL", True),
        ("Membahas tindak lanjut", True),
        ("Langkah-langkah menyusun asesmen", False),
        ("Pembukaan", False),
    ],
)
def test_an_agenda_that_names_the_last_steps_is_known(line, names):
    assert names_last_steps(["Pembukaan", line]) is names
