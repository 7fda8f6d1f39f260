"""One place tells which day and school year it is: `people/clock.py`."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
CLOCK = "people/clock.py"
# A moment (`timezone.now()`) is the same everywhere and may be asked anywhere; a day is not.
ASKS_THE_DAY = re.compile(
    r"\blocaldate\b|\btimezone\.localtime\b|\bget_current_timezone\b"
    r"|\bdate\.today\(|\bdatetime\.(?:today|now|utcnow)\(|\bnow\(\)\.date\(|local_time\([^\n]*\.date\("
)
# Who shows or stores a moment by the clock that rules, and does not ask for the day.
MOMENTS = {
    "config/backup.py": "the moment at which a copy was made stands in it",
    "config/installation.py": "the moment at which a copy was made is its name",
    "config/example/calendar.py": "makes moments of the example's past",
    "platform/web/formats.py": "shows moments by the clock that rules where the page stands",
}
# What belongs to no group, so asks by the clock that rules: the group's inside the guard of its
# pages and commands, the installation's elsewhere.
HERE = {
    "people/access.py": "a person's roles are those of the day where the page stands",
    "people/queries/": "schools by a group's number alone",
    "accounts/": "signing in, offices and accounts reach over groups",
    "second_factor/": "signing in and roles, inside the guard",
    "config/command/officers_verb.py": "what waits in every group",
    "roster/services/imports.py": "the command reads a school's list, and a school is in many groups",
    "home/": "a region's counts",
    "district/views.py": "a region",
    "feeds/views.py": "a person's own meetings, of several groups",
    "programme/forms/fields.py": "the first value of a field, shown inside the guard",
}


def _files() -> dict[str, str]:
    found = [f for f in SOURCE.rglob("*.py") if not {"tests", "migrations"} & set(f.parts)]
    return {str(f.relative_to(SOURCE)): f.read_text() for f in found}


def test_no_other_place_asks_which_day_it_is() -> None:
    asking = {name for name, text in _files().items() if ASKS_THE_DAY.search(text)}
    assert CLOCK in asking
    assert asking - {CLOCK} == set(MOMENTS)


def test_only_what_belongs_to_no_group_asks_by_the_clock_that_rules() -> None:
    asking = {name for name, text in _files().items() if re.search(r"\b(day|year)_here\b", text)}
    # The example is made where no group's clock rules yet.
    asking = {name for name in asking - {CLOCK} if "/example/" not in name}
    assert not {name for name in asking if not name.startswith(tuple(HERE))}
    assert all(any(name.startswith(one) for name in asking) for one in HERE), "no longer needed"
