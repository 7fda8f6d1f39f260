"""What lost meetings have to say when the calendar changes."""

from django.contrib import messages
from django.dispatch import receiver
from django.utils.translation import gettext as _

from gugus.calendar.events import days_changed
from gugus.people.access import MemberRequest
from gugus.people.clock import today_of
from gugus.schedule.queries.lost import displaced_meetings, lost_words


@receiver(days_changed)
def warn_of_lost(request: MemberRequest, **_kwargs: object) -> None:
    """Whoever changes the calendar hears at once which meetings cannot stay."""
    today = today_of(request.group)
    n = len(displaced_meetings(request.group, today))
    if n:
        how = _("Cari gantinya di Jadwal setahun, bagian Pertemuan yang tergusur.")
        messages.warning(request, f"{lost_words(n)} {how}")
