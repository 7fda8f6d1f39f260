"""Reads about closed papers."""

from collections.abc import Callable

from gugus.platform.documents.models import KeptPaper
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.paper_json import paper_from_json


def kept_paper(key: str) -> Paper | None:
    """The closed paper of this name as it was kept; None while nothing closed it."""
    row = KeptPaper.objects.filter(key=key, withdrawn_at=None).first()
    return None if row is None else paper_from_json(row.paper)


def kept_or_made(key: str, make: Callable[[], Paper]) -> Paper:
    """The closed paper; while nothing closed it, the one that is made of the records."""
    return kept_paper(key) or make()
