"""What the locks hold for a laptop with Windows."""

from collections.abc import Iterable, Iterator
from importlib.metadata import requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts.windows_packages import environment, pins


def locked(kind: str, version: str) -> list[Requirement]:
    """The locked packages that Windows takes, on this Python."""
    return [Requirement(line.split(" --hash")[0]) for line in pins(kind, version)]


def needed_by(name: str, version: str, extras: Iterable[str]) -> Iterator[str]:
    """Names of the packages that it asks for there."""
    for line in requires(name) or ():
        wanted = Requirement(line)
        for extra in ("", *extras):
            if wanted.marker is None or wanted.marker.evaluate(
                {**environment(version), "extra": extra}
            ):
                yield canonicalize_name(wanted.name)
