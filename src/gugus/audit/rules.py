"""Whom an entry of the audit trail is about."""

from collections.abc import Mapping
from typing import Any

# How the trail names the table of logins.
LOGIN = "foundation.User"


def logins_about(
    data: Mapping[str, Any], actor: int | None, kind: str, number: int | None
) -> tuple[int, ...]:
    """The logins that an entry names beside the one who acted.

    >>> logins_about({"person": 5, "proposed_by": 2}, 1, "people.RoleAssignment", 9)
    (5, 2)
    >>> logins_about({}, 1, LOGIN, 7)
    (7,)
    """
    named = [data.get("person"), data.get("proposed_by")]
    if kind == LOGIN and number != actor:
        named.append(number)
    return tuple(one for one in named if isinstance(one, int))
