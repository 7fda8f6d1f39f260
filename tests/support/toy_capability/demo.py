"""The example's loans."""

from datetime import datetime

from gugus.config.example.people import example_group
from tests.support.toy_capability.models import Loan


def build(now: datetime) -> None:
    """One thing that is back, and one that is not."""
    del now
    for code, thing, returned in (("1", "Proyektor", True), ("2", "Pengeras suara", False)):
        Loan.objects.create(code=code, group=example_group(), thing=thing, returned=returned)
