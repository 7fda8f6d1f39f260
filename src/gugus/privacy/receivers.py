"""Whoever wrote teachers writes no number that its teacher does not want to be held."""

from django.dispatch import receiver

from gugus.platform.foundation.events import recorded
from gugus.privacy.services.consents import keep_refusals

_WRITES = {
    "teacher.added",
    "teacher.changed",
    "teacher.returned",
    "roster.imported",
    "import_draft.applied",
}


@receiver(recorded)
def refuse_contacts(verb: str, **_: object) -> None:
    """In the same transaction."""
    if verb in _WRITES:
        keep_refusals()
