"""Nothing is written that its teacher does not want to be held: said in a form, dropped from a list."""

from typing import Any

from django.dispatch import receiver

from gugus.platform.foundation.events import recorded
from gugus.privacy.services.consents import (
    keep_refusals,
    refuse_contact,
    refuse_media,
)

_LISTS = {"roster.imported", "import_draft.applied"}
_TEACHERS = {"teacher.added", "teacher.changed", "teacher.returned"}
_MEDIA = {"problem.raised", "step.reported"}


@receiver(recorded)
def hold_to_refusals(verb: str, obj: Any, user_id: int | None, **_: object) -> None:
    """In the same transaction, which a refusal takes back."""
    if verb in _LISTS:
        keep_refusals()
    elif verb in _TEACHERS:
        refuse_contact(obj)
    elif verb in _MEDIA:
        refuse_media(obj.teacher_id, user_id)
