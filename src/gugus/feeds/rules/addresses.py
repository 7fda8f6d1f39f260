"""What a calendar's private address can be reached from."""

from ipaddress import ip_address


def reached_only_nearby(host: str) -> bool:
    """Is this a name that only machines in the same room or network can reach?

    A calendar service on the internet then cannot read the address.

    >>> [reached_only_nearby(h) for h in ("192.168.1.7:8000", "kkg.example.id", "laptop")]
    [True, False, True]
    """
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    name = name.strip("[]").lower()
    try:
        return not ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith((".local", ".lan", ".localhost", ".internal"))
