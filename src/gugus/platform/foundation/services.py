"""Writing the audit trail."""

from datetime import datetime

from django.db import models

from gugus.platform.foundation.models import AuditEntry


def record(
    *,
    user_id: int | None,
    now: datetime,
    verb: str,
    obj: models.Model | None = None,
    group_id: int | None = None,
    **data: object,
) -> None:
    """Add a row to the audit trail, in the caller's transaction."""
    AuditEntry.objects.create(
        at=now,
        user_id=user_id,
        verb=verb,
        group_id=group_id,
        object_type=obj._meta.label if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        data=data,
    )
