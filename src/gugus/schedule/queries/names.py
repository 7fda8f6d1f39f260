"""What the ids are called that a draft keeps of its clash, its changes and its former choices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gugus.people.models import School, Speaker
from gugus.programme.models import Line
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft


@dataclass(frozen=True)
class DraftNames:
    """Titles of lines, names of schools and speakers, by id."""

    lines: dict[int, str]
    schools: dict[int, str]
    speakers: dict[int, str]


def names_of_draft(
    draft: ScheduleDraft, rows: Sequence[DraftMeeting], changes: Iterable[DraftChange]
) -> DraftNames:
    """Read once what a draft's page has to name."""
    snapshots = [row for change in changes for row in change.before.get("rows", ())]
    before: list[dict[str, Any]] = [row.why["before"] for row in rows if "before" in row.why]
    schools = {row.host_id for row in rows} | {row["host_id"] for row in snapshots}
    schools |= {one["host"] for one in before} | {row["school"] for row in draft.clash}
    speakers = {row.speaker_id for row in rows} | {row["speaker_id"] for row in snapshots}
    speakers |= {one["speaker"] for one in before} | {row["speaker"] for row in draft.clash}
    lines = {line for row in draft.clash for line, _part in row["parts"]}
    return DraftNames(
        dict(Line.objects.filter(pk__in=lines).values_list("pk", "title")) if lines else {},
        dict(School.objects.filter(pk__in=filter(None, schools)).values_list("pk", "name")),
        dict(Speaker.objects.filter(pk__in=filter(None, speakers)).values_list("pk", "name")),
    )
