"""What every paper of a meeting says the same way: when, where, what about, who signs."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.agenda.queries import AgendaFacts
from gugus.meetings.models import Meeting
from gugus.minutes.rules.approval import names_minutes
from gugus.problems.papers import agenda_items
from gugus.steps.rules.steps import names_last_steps


def invitation_agenda(meeting: Meeting, facts: AgendaFacts) -> tuple[str, ...]:
    """The agenda of a call: the last minutes and the last steps first, unless written already."""
    found, steps = agenda_items(meeting, facts.problems), facts.steps
    first: list[str] = []
    if not names_minutes(found) and facts.approves:
        first.append(_("Mengesahkan notulen pertemuan lalu"))
    if steps and not names_last_steps(found):
        news = ngettext(
            "Kabar langkah pertemuan lalu (%(n)d langkah)",
            "Kabar langkah pertemuan lalu (%(n)d langkah)",
            steps,
        )
        first.append(news % {"n": steps})
    return (*first, *(found or (meeting.title,))) if first else found
