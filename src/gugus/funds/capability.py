"""What `funds` adds: what it holds about people."""

from gugus.people.registry import Capability
from gugus.platform.foundation.erasure import kept

capability = Capability(
    held=(
        *kept("money: the law keeps it", "funds.LimitChange.changed_by", "funds.Budget.agreed_by"),
    ),
)
