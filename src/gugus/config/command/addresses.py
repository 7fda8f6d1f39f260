"""The addresses under which a server can be opened, and whether a port is free."""

import http.client
import socket

# Somewhere past the router, and a neighbour in the Wi-Fi that a laptop itself opens: by Linux, by Windows.
_OUTSIDE = ("192.0.2.1", "10.42.0.2", "192.168.137.2")
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound
# On Windows SO_REUSEADDR lets two servers listen on one port; this is what refuses the second there.
_TELLS_TAKEN = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
# Seconds that a server on this laptop has to answer.
_PATIENCE = 2


def why_taken(host: str, port: int) -> str:
    """Why nobody can listen there; '' when it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, _TELLS_TAKEN, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def is_gugus(host: str, port: int) -> bool:
    """Does a Gugus answer there?"""
    connection = http.client.HTTPConnection(own_address(host), port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/manifest.webmanifest")
        return b'"Gugus"' in connection.getresponse().read(10_000)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def own_address(host: str) -> str:
    """What the machine itself asks for, to reach a server that listens on `host`."""
    return "127.0.0.1" if host in EVERYWHERE else host


def url_of(address: str, port: int) -> str:
    """The address to open."""
    return f"http://[{address}]:{port}/" if ":" in address else f"http://{address}:{port}/"


def addresses_for_phones() -> list[str]:
    """Addresses of this machine in its networks, the likeliest first."""
    towards = [_address_towards(target) for target in _OUTSIDE]
    # A virtual machine's network, which no phone reaches, is found by name only.
    found = dict.fromkeys([*towards, *sorted(_addresses_by_name())])
    return [address for address in found if address and not address.startswith("127.")]


def _addresses_by_name() -> set[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return set()
    return {str(row[4][0]) for row in found}


def _address_towards(target: str) -> str:
    # Many laptops know their own name only as 127.0.1.1. A UDP socket tells which address a
    # packet to `target` would carry, and sends none.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((target, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
