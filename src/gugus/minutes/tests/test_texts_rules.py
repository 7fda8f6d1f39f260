"""Texts written in several places: the same outcome in every order of arrival, none lost."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gugus.meetings.rules.merge import RECORDER, WriteStamp
from gugus.minutes.rules.text_merge import (
    MergedText,
    TextVariant,
    TextWrite,
    initial_variant,
    join_lines,
    merge_variants,
    text_digest,
    variant_with,
)

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)


def stamp(minute: int, pk: int | None = None) -> WriteStamp:
    return WriteStamp(
        RECORDER, NINE + timedelta(minutes=minute), UUID(int=minute if pk is None else pk)
    )


def write(writer: str, minute: int, text: str, *seen: str) -> TextWrite:
    return TextWrite(writer, stamp(minute), text, frozenset(map(text_digest, seen)))


def outcome(writes: list[TextWrite], first: str = "") -> MergedText:
    entries: dict[str, TextVariant] = {"": initial_variant(first)}
    for one in writes:
        entry = variant_with(entries.get(one.writer), one)
        if entry is not None:
            entries[one.writer] = entry
    return merge_variants(entries.values())


def texts(found: MergedText) -> list[str]:
    return [found.current.text, *(other.text for other in found.others)]


@pytest.mark.parametrize(
    ("writes", "kept"),
    [
        pytest.param([], ["awal"], id="nobody wrote"),
        pytest.param([write("a", 1, "baru", "awal")], ["baru"], id="one side"),
        pytest.param([write("a", 1, "awal", "awal")], ["awal"], id="left as it was"),
        pytest.param(
            [write("a", 1, "sama", "awal"), write("b", 2, "sama", "awal")], ["sama"], id="same"
        ),
        pytest.param(
            [write("a", 1, "A", "awal"), write("b", 2, "B", "awal")], ["B", "A"], id="both"
        ),
        pytest.param(
            [write("a", 1, "A", "awal"), write("a", 2, "A2", "awal")],
            ["A2"],
            id="one page again before the answer came",
        ),
        pytest.param(
            [write("a", 1, "A", "awal"), write("b", 2, "AB", "A")], ["AB"], id="upon the other"
        ),
        pytest.param(
            [write("a", 1, "A", "awal"), write("b", 2, "AB", "A"), write("a", 3, "A2", "A")],
            ["A2", "AB"],
            id="went on without seeing the answer",
        ),
        pytest.param(
            [write("a", 1, "A", "awal"), write("a", 2, "awal", "A")], ["awal"], id="taken back"
        ),
        pytest.param(
            [
                write("a", 1, "A", "awal"),
                write("b", 2, "B", "awal"),
                write("c", 3, "A", "A", "B"),
            ],
            ["A"],
            id="a person picked the earlier one",
        ),
        pytest.param(
            [
                write("a", 1, "A", "awal"),
                write("b", 2, "B", "awal"),
                write("c", 3, "A", "A", "B"),
                write("a", 4, "A lagi", "A"),
            ],
            ["A lagi"],
            id="the picked text is written on",
        ),
        pytest.param(
            [
                write("a", 1, "A", "awal"),
                write("b", 2, "B", "awal"),
                write("c", 3, "AB", "A", "B"),
                write("b", 4, "B2", "B"),
            ],
            ["B2", "AB"],
            id="joined, and one went on unaware",
        ),
        pytest.param(
            [
                write("a", 1, "A", "awal"),
                write("b", 2, "B", "awal"),
                write("a", 3, "awal", "A"),
                write("c", 4, "A", "A", "B"),
            ],
            ["awal"],
            id="picked a text that its page had left",
        ),
    ],
)
def test_what_stands_and_what_waits(writes: list[TextWrite], kept: list[str]) -> None:
    assert texts(outcome(writes, "awal")) == kept
    assert texts(outcome(writes[::-1] * 2, "awal")) == kept


def test_a_person_who_picked_a_text_that_nobody_holds_any_more_has_the_last_word() -> None:
    writes = [
        write("a", 1, "A", "awal"),
        write("b", 2, "B", "awal"),
        write("c", 3, "A", "A", "B", "awal"),
        write("d", 4, "B", "B", "A"),
    ]
    found = outcome(writes, "awal")
    assert found.current.text == "B"
    assert set(texts(found)) <= {"A", "B"}


# A machine that is busy with other tests draws slowly; that says nothing about the rule.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from(["", "awal", "A", "B", "C", "A dan B"])


@st.composite
def histories(draw: st.DrawFn) -> list[TextWrite]:
    """Up to three pages that save themselves, hearing of the others now and then."""
    writers = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=12))
    base = dict.fromkeys("abc", "awal")
    heard: list[TextWrite] = []
    for minute, writer in enumerate(writers, 1):
        if heard and draw(st.booleans()):
            base[writer] = draw(st.sampled_from(texts(outcome(heard, "awal"))))
        seen = {base[writer]}
        if heard and draw(st.integers(0, 5)) == 0:
            seen |= set(texts(outcome(heard, "awal")))
        text = draw(WORDS | st.just(f"{base[writer]} {minute}"))
        # Clocks may be wrong: the stamp need not follow the order of writing.
        at = draw(st.integers(0, 15))
        marks = frozenset(map(text_digest, seen))
        heard.append(TextWrite(writer, stamp(at, minute), text, marks))
        base[writer] = draw(st.sampled_from([text, base[writer]]))
    return heard


@unhurried
@given(histories(), st.data())
def test_any_order_and_any_repetition_end_the_same(
    writes: list[TextWrite], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(writes), max_size=6))
    shuffled = data.draw(st.permutations([*writes, *again]))
    assert outcome(list(shuffled), "awal") == outcome(writes, "awal")


@unhurried
@given(histories())
def test_no_page_loses_its_text(writes: list[TextWrite]) -> None:
    kept = set(texts(outcome(writes, "awal")))
    for writer in {one.writer for one in writes}:
        own = [one for one in writes if one.writer == writer and not one.idle]
        if not own:
            continue
        last = max(own, key=lambda one: one.stamp)
        known_to_others = {mark for one in writes if one.writer != writer for mark in one.seen}
        picked = not last.changes
        assert last.text in kept or text_digest(last.text) in known_to_others or picked
    assert outcome(writes, "awal").current.text in kept


@unhurried
@given(histories())
def test_the_text_that_stands_is_the_latest_of_those_kept(writes: list[TextWrite]) -> None:
    found = outcome(writes, "awal")
    assert all(found.current.stamp >= other.stamp for other in found.others)
    assert len(set(texts(found))) == len(texts(found))


def test_joining_keeps_every_line_once() -> None:
    assert join_lines(["satu\ndua", "dua\n\ntiga"]) == "satu\ndua\ntiga"
