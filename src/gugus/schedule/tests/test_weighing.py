"""What another choice would cost takes seconds to count: meanwhile the draft may be another one."""

import pytest

from gugus.schedule.models import DraftMeeting
from gugus.schedule.queries.drafts import draft_meetings
from gugus.schedule.services import explanation as weighing
from gugus.schedule.services.drafts import discard_schedule_draft, solve_draft_again
from tests.support.schedules import NOW, Year, build_year, run
from tests.support.world import World


@pytest.fixture
def year(world: World) -> Year:
    return build_year(world)


@pytest.mark.parametrize("act", [solve_draft_again, discard_schedule_draft])
def test_nothing_is_kept_of_a_draft_that_became_another(
    year: Year, monkeypatch: pytest.MonkeyPatch, act: object
) -> None:
    draft = run(year)
    row = draft_meetings(draft)[0]
    more = {"wait": True} if act is solve_draft_again else {}

    def meanwhile(*_args: object) -> dict[str, object]:
        act(actor=year.actor, now=NOW, draft=draft, **more)  # type: ignore[operator]
        return {"host": {}, "day": {}}

    monkeypatch.setattr(weighing, "_weighed", meanwhile)
    assert weighing.find_draft_alternatives(row) == {"host": {}, "day": {}}
    assert "next" not in DraftMeeting.objects.get(pk=row.pk).why


def test_a_row_that_went_meanwhile_is_no_fault(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    row = draft_meetings(run(year))[0]

    def meanwhile(*_args: object) -> dict[str, object]:
        DraftMeeting.objects.filter(pk=row.pk).delete()
        return {}

    monkeypatch.setattr(weighing, "_weighed", meanwhile)
    assert weighing.find_draft_alternatives(row) == {}
