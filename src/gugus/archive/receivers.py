"""Whatever is closed keeps its papers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.dispatch import receiver

from gugus.archive.services import keep_closed
from gugus.platform.foundation.events import recorded


@receiver(recorded)
def keep_papers(
    verb: str, obj: models.Model | None, now: datetime, data: Mapping[str, Any], **_: object
) -> None:
    """In the transaction that closes, so that both are done or neither."""
    keep_closed(verb, obj, now, data)
