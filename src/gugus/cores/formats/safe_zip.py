"""A zip archive that may be hostile: no declared size is trusted, and no member is decompressed at
once.

Sizes that the archive declares are only good for a progress bar: what counts is what comes out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from gugus.cores.formats.errors import FormatRefused

MAX_MEMBERS = 256
MAX_INFLATED = 200 * 1024 * 1024
CHUNK = 256 * 1024
_NESTED = (".zip", ".xlsx", ".xlsm", ".docx", ".docm", ".jar", ".7z", ".rar", ".gz")


class SafeZip:
    """Members by name, inflated in chunks against a limit."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise FormatRefused("damaged", "not a whole zip archive") from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise FormatRefused("too_large", f"more than {MAX_MEMBERS} members")
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise FormatRefused("damaged", "two members of one name")
        for member in members:
            _check(member)

    def names(self) -> tuple[str, ...]:
        """Names of the members, in the archive's order."""
        return tuple(self._members)

    def declared_size(self, name: str) -> int:
        """What the archive says about a member's size; may be a lie."""
        return self._members[name].file_size

    def chunks(self, name: str, limit: int = MAX_INFLATED) -> Iterator[bytes]:
        """The member's bytes in chunks; refuses past `limit`, or if its check sum is wrong."""
        if name not in self._members:
            raise FormatRefused("damaged", f"the archive lacks {name}")
        inflated = 0
        try:
            with self._zip.open(self._members[name]) as stream:
                while chunk := stream.read(CHUNK):
                    inflated += len(chunk)
                    if inflated > limit:
                        raise FormatRefused("too_large", f"{name} is larger than {limit} bytes")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise FormatRefused("damaged", f"{name} is damaged") from error

    def whole(self, name: str, limit: int = 4 * 1024 * 1024) -> bytes:
        """A small member at once."""
        return b"".join(self.chunks(name, limit))


def _check(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise FormatRefused("encrypted", "a member is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FormatRefused("damaged", "a member uses an unusual compression")
    if member.filename.lower().endswith(_NESTED):
        raise FormatRefused("nested", "an archive within the archive")
