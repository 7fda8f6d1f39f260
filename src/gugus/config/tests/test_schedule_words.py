"""`gugus schedule` in words: what a file says never steers the screen."""

from gugus.config.command.schedule_words import schedule_text
from gugus.cores.scheduling import MeetingChoice, Schedule, SolverStatus
from gugus.cores.scheduling.instances import read_instances


def test_names_do_not_move_the_cursor() -> None:
    entry = {
        "name": "a\x1b[2Jb\nc",
        "schools": [{"id": "x\x9b31m", "lat": 1, "lon": 2}],
        "teachers": [1],
        "meetings": 1,
    }
    ((name, problem),) = read_instances(entry)
    said = schedule_text(name, problem, Schedule(SolverStatus.OPTIMAL, (MeetingChoice(0, 0),)))
    assert not {"\x1b", "\x9b"} & set(said)
    assert said.startswith("a\N{REPLACEMENT CHARACTER}[2Jb\N{REPLACEMENT CHARACTER}c:")
