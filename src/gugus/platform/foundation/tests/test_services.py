"""The audit trail."""

import pytest
from django.utils import timezone

from gugus.platform.foundation.models import AuditEntry
from gugus.platform.foundation.services import record


@pytest.mark.parametrize("verb", ["open_round", "Round.opened", "round.", "round.opened twice"])
def test_a_verb_of_the_audit_trail_says_thing_and_what_happened(db: None, verb: str) -> None:
    with pytest.raises(ValueError, match="audit trail"):
        record(None, timezone.now(), verb)
    assert not AuditEntry.objects.exists()
