"""A zip archive that may be hostile: no declared size is trusted, every member is inflated once in
pieces and counted before a library gets the file.
"""

import io
import zipfile
import zlib
from collections.abc import Callable

from gugus.cores.formats.errors import FormatRefused

MAX_MEMBERS = 256
MAX_INFLATED = 100 * 1024 * 1024
CHUNK = 256 * 1024
_NESTED = (".zip", ".xlsx", ".xlsm", ".docx", ".docm", ".jar", ".7z", ".rar", ".gz")
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError),
    NotImplementedError,
)


def check_archive(data: bytes, look: Callable[[str, bytes], None]) -> frozenset[str]:
    """Inflate every member to its end; `look` sees each piece. Returns the members' names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise FormatRefused("too_large", f"more than {MAX_MEMBERS} members")
            if len({member.filename for member in members}) != len(members):
                raise FormatRefused("damaged", "two members of one name")
            left = MAX_INFLATED
            for member in members:
                _check_facts(member)
                left = _inflate(archive, member, left, look)
    except FormatRefused:
        raise
    except _FAULTS as error:
        raise FormatRefused("damaged", "not a whole zip archive") from error
    return frozenset(member.filename for member in members)


def member_of(data: bytes, name: str) -> bytes:
    """A member of an archive that was checked, whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _check_facts(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise FormatRefused("encrypted", "a member is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FormatRefused("damaged", "a member uses an unusual compression")
    if member.filename.lower().endswith(_NESTED):
        raise FormatRefused("nested", "an archive within the archive")


def _inflate(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    left: int,
    look: Callable[[str, bytes], None],
) -> int:
    """What is left of the limit; to the member's end, so that its check sum is compared."""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FormatRefused("too_large", f"more than {MAX_INFLATED} bytes inflated")
            look(member.filename, chunk)
    return left
