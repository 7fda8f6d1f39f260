"""Two people at once: one draft, one adoption, whichever database."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from gugus.meetings.models import Meeting
from gugus.platform.foundation.errors import Refused
from gugus.platform.jobs.models import Job
from gugus.schedule.models import DraftMeeting, Placement, ScheduleDraft, ScheduleRun
from gugus.schedule.services.adoption import adopt_draft
from gugus.schedule.services.runs import start_schedule_run
from tests.support.schedules import NOW, TODAY, YEAR, Year, build_year, run
from tests.support.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def year() -> Year:
    return build_year(build_world())


def both(act: Callable[[], object]) -> list[object]:
    """What two threads get from the same act, begun at the same moment."""
    gate, answers = Barrier(2), []

    def one() -> None:
        gate.wait()
        try:
            answers.append(act())
        except Refused as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_two_presses_make_one_draft(year: Year) -> None:
    actor = year.actor
    got = both(lambda: start_schedule_run(actor=actor, now=NOW, group=year.group, year=YEAR))
    assert len({draft.pk for draft in got if isinstance(draft, ScheduleDraft)}) == 1
    assert (ScheduleDraft.objects.count(), ScheduleRun.objects.count()) == (1, 1)
    assert Job.objects.count() == 1


def test_two_adoptions_make_one_year(year: Year) -> None:
    draft, actor = run(year), year.actor
    got = both(lambda: adopt_draft(actor=actor, now=NOW, draft=draft))
    assert sorted(isinstance(one, Refused) for one in got) == [False, True]
    assert Meeting.objects.count() == Placement.objects.count() == 6


def test_a_group_has_one_open_draft_a_year(year: Year) -> None:
    draft = run(year)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduleDraft.objects.create(
            run=draft.run, group=year.group, school_year=YEAR, objective="total", as_of=TODAY
        )
    assert DraftMeeting.objects.filter(draft=draft).count() == 6
