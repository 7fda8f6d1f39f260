"""Reading batches, and clocks that are wrong."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.platform.sync.rules import (
    MAX_AGE,
    MAX_COMMANDS,
    BatchError,
    SentCommand,
    corrected_time,
    moment_of_writing,
    read_batch,
    read_time,
)

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


def _entry(**changes: Any) -> dict[str, Any]:
    known = {"id": str(uuid4()), "kind": "note.write", "group": "rekaan-1", "person": 3, "seq": 1}
    return {**known, "made_at": "2026-11-25T14:00:00+07:00", "body": {"note": 4}, **changes}


def _batch(*entries: Any, **changes: Any) -> dict[str, Any]:
    return {
        "device": str(uuid4()),
        "sent_at": NOW.isoformat(),
        "commands": list(entries),
        **changes,
    }


def test_a_batch_is_read_in_its_order() -> None:
    first, second = _entry(seq=2), _entry(seq=1)
    batch = read_batch(_batch(first, second))
    assert [str(sent.id) for sent in batch.commands if isinstance(sent, SentCommand)] == [
        first["id"],
        second["id"],
    ]
    sent = batch.commands[0]
    assert isinstance(sent, SentCommand)
    assert sent.made_at == datetime(2026, 11, 25, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "data",
    [None, [], "x", 3, {}, {"commands": {}}, {"commands": []}, {"device": "x", "commands": []}],
)
def test_what_is_no_batch_is_refused(data: object) -> None:
    with pytest.raises(BatchError):
        read_batch(data)


def test_a_batch_has_a_limit() -> None:
    read_batch(_batch(*[_entry()] * MAX_COMMANDS))
    with pytest.raises(BatchError):
        read_batch(_batch(*[_entry()] * (MAX_COMMANDS + 1)))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x"},
        {"id": 7},
        {"kind": ""},
        {"kind": "k" * 61},
        {"kind": 5},
        {"body": []},
        {"body": None},
        {"seq": -1},
        {"seq": "1"},
        {"seq": True},
        {"seq": 2**60},
        {"person": None},
        {"person": 1.5},
        {"group": 4},
        {"group": "g" * 41},
    ],
)
def test_a_broken_command_does_not_break_its_batch(changes: dict[str, Any]) -> None:
    batch = read_batch(_batch(_entry(**changes), _entry()))
    assert isinstance(batch.commands[0], str)
    assert isinstance(batch.commands[1], SentCommand)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2026-11-25T08:00:00", 5, None, "9999-12-31T23:59:59-14:00"]
)
def test_a_time_without_sense_is_no_time(value: object) -> None:
    assert read_time(value) is None


@given(
    off=st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
    waited=st.timedeltas(timedelta(0), MAX_AGE),
)
def test_a_clock_that_is_wrong_by_days_does_no_harm(off: timedelta, waited: timedelta) -> None:
    clock = NOW + off
    assert corrected_time(clock - waited, clock, NOW) == NOW - waited


@given(made=st.datetimes(timezones=st.just(UTC)), sent=st.datetimes(timezones=st.just(UTC)))
def test_nothing_is_dated_in_the_future_or_long_past(made: datetime, sent: datetime) -> None:
    assert NOW - MAX_AGE <= corrected_time(made, sent, NOW) <= NOW


def test_without_a_clock_it_happened_now() -> None:
    assert corrected_time(None, NOW, NOW) == corrected_time(NOW, None, NOW) == NOW


def test_ids_are_kept_as_they_are() -> None:
    known = uuid4()
    sent = read_batch(_batch(_entry(id=str(known)))).commands[0]
    assert isinstance(sent, SentCommand)
    assert sent.id == UUID(str(known))


# ---- a clock that was set between the tap and the sending ----

HOUR = timedelta(hours=1)


def _written(shown: datetime, heard: datetime | None, stood: timedelta) -> SentCommand:
    """Written when the phone's clock showed `shown`, `stood` ahead of the server's at `heard`."""
    times = {"made_at": shown.isoformat()}
    if heard is not None:
        times |= {"heard_at": heard.isoformat(), "reckoned_at": (shown - stood).isoformat()}
    sent = read_batch(_batch(_entry(**times))).commands[0]
    assert isinstance(sent, SentCommand)
    return sent


@given(
    jump=st.timedeltas(timedelta(minutes=3), timedelta(days=4000)),
    waited=st.timedeltas(timedelta(0), timedelta(days=20)),
    before=st.timedeltas(timedelta(0), timedelta(days=20)),
    off=st.timedeltas(timedelta(days=-900), timedelta(days=900)),
)
def test_a_clock_that_jumps_forward_before_sending_dates_nothing_back(
    jump: timedelta, waited: timedelta, before: timedelta, off: timedelta
) -> None:
    made = NOW - waited
    sent = _written(made + off, made - before, off)
    found = moment_of_writing(sent, NOW + off + jump, NOW)
    assert found.at == made and found.is_clock_moved


@given(
    jump=st.timedeltas(timedelta(minutes=3), timedelta(days=4000)),
    waited=st.timedeltas(timedelta(0), timedelta(hours=20)),
)
def test_a_clock_that_jumped_ahead_before_the_tap_lies_in_the_future(
    jump: timedelta, waited: timedelta
) -> None:
    made = NOW - waited
    sent = _written(made + waited + jump, made - HOUR, timedelta(0))
    found = moment_of_writing(sent, NOW + waited + jump, NOW)
    assert found.at == made


@given(
    made=st.datetimes(timezones=st.just(UTC)),
    sent=st.datetimes(timezones=st.just(UTC)),
    back=st.timedeltas(timedelta(0), MAX_AGE),
)
def test_nothing_is_older_than_what_the_phone_had_heard(
    made: datetime, sent: datetime, back: timedelta
) -> None:
    heard = NOW - back
    found = moment_of_writing(_written(made, heard, timedelta(0)), sent, NOW)
    assert heard <= found.at <= NOW


def test_a_phone_that_heard_nothing_is_believed_as_before() -> None:
    sent = _written(NOW - HOUR, None, timedelta(0))
    assert moment_of_writing(sent, NOW, NOW).at == NOW - HOUR
    ahead = _written(NOW - HOUR, NOW + HOUR, timedelta(0))
    assert moment_of_writing(ahead, NOW, NOW).at == NOW - HOUR
