"""Reads drafts."""

from django.db.models import QuerySet

from gugus.platform.interchange.models import ImportDraft

_LISTED = 10
State = ImportDraft.State


def waiting_drafts(kind: str, group_id: int) -> QuerySet[ImportDraft]:
    """Drafts that wait for a person's decision, the newest first."""
    rows = ImportDraft.objects.filter(kind=kind, group_id=group_id, state=State.READY)
    return rows.select_related("made_by").order_by("-made_at", "-pk")


def listed_drafts(kind: str, group_id: int) -> list[ImportDraft]:
    """What the page that takes files lists: drafts that wait, are being read, or were applied."""
    rows = ImportDraft.objects.filter(kind=kind, group_id=group_id).order_by("-made_at", "-pk")
    rows = rows.select_related("made_by")
    waiting = rows.filter(state__in=(State.READY, State.READING))
    return [*waiting[:_LISTED], *rows.filter(state=State.APPLIED)[:_LISTED]]
