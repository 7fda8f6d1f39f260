"""The container of binary .xls files (MS-CFB), read only as far as safety needs."""

import struct

from gugus.cores.formats.errors import FormatRefused

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHAIN_END = 0xFFFFFFFA  # this and above: end of a chain, free or special sector
_ENTRY = 128
_MINI_SECTOR = 64


class OleFile:
    """Streams of a compound file by name."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise FormatRefused("damaged", "the file is cut off")
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise FormatRefused("damaged", "unusual sector size")
        self._data, self._size = data, 1 << shift
        directory, self._cutoff, mini_fat = struct.unpack_from("<I4xII", data, 48)[0:3]
        (difat,) = struct.unpack_from("<I", data, 68)
        self._fat = self._read_fat(difat)
        self._entries = self._read_directory(directory)
        self._mini_fat = _numbers(self._chain(mini_fat))
        root = self._entries.get("Root Entry")
        self._mini = self._chain(root[0]) if root else b""

    def names(self) -> frozenset[str]:
        """Names of all storages and streams."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """A stream's bytes."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        return b"".join(self._mini_sectors(start))[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at + self._size > len(self._data):
            raise FormatRefused("damaged", "the file is cut off")
        return self._data[at : at + self._size]

    def _read_fat(self, difat: int) -> tuple[int, ...]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        per_sector = self._size // 4 - 1
        for _step in range(len(self._data) // self._size):
            if difat >= _CHAIN_END:
                break
            more = _numbers(self._sector(difat))
            numbers += more[:per_sector]
            difat = more[per_sector]
        sectors = {number: None for number in numbers if number < _CHAIN_END}
        return _numbers(b"".join(self._sector(number) for number in sectors))

    def _chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        for _step in range(len(self._data) // self._size + 1):
            if start >= _CHAIN_END:
                return b"".join(parts)
            if start >= len(self._fat):
                break
            parts.append(self._sector(start))
            start = self._fat[start]
        raise FormatRefused("damaged", "a chain of sectors has no end")

    def _mini_sectors(self, start: int) -> list[bytes]:
        parts: list[bytes] = []
        for _step in range(len(self._mini) // _MINI_SECTOR + 1):
            if start >= _CHAIN_END:
                return parts
            if start >= len(self._mini_fat):
                break
            parts.append(self._mini[start * _MINI_SECTOR : (start + 1) * _MINI_SECTOR])
            start = self._mini_fat[start]
        raise FormatRefused("damaged", "a chain of small sectors has no end")

    def _read_directory(self, start: int) -> dict[str, tuple[int, int]]:
        raw = self._chain(start)
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", raw, at + 64)
            name = raw[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", raw, at + 116)
            if name:
                entries.setdefault(name, (first, size))
        return entries


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
