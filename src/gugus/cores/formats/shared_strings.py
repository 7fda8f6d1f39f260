"""The shared strings of an .xlsx: only the wanted ones are decoded."""

import re
from collections.abc import Collection, Iterator

from gugus.cores.formats.cells import MAX_TEXT
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.safe_xml import text_of
from gugus.cores.formats.safe_zip import SafeZip

PART = "xl/sharedStrings.xml"
# One text in one plain element, as nearly all strings are.
_PLAIN = re.compile(rb"<t(?: [^<>]*)?>([^<&]*)</t>")
_ROOT = re.compile(rb"<((?:\w+:)?)sst\b")
_MAX_WAITING = 8 * MAX_TEXT


def read_shared(archive: SafeZip, wanted: Collection[int]) -> dict[int, str]:
    """Decode the strings with these numbers; refuses when one is missing."""
    if PART not in archive.names():
        raise FormatRefused("damaged", "the workbook lacks its strings")
    queue = sorted(wanted, reverse=True)
    found: dict[int, str] = {}
    passed = 0
    for items in _batches(archive.chunks(PART)):
        while queue and queue[-1] < passed + len(items):
            number = queue.pop()
            found[number] = _decode(items[number - passed])
        passed += len(items)
        if not queue:
            return found
    raise FormatRefused("damaged", "a cell points to a string that is not there")


def _batches(chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The inside of each string element, many at a time."""
    waiting = next(chunks, b"")
    root = _ROOT.search(waiting)
    if root is None:
        raise FormatRefused("damaged", "the strings are no strings")
    if b"<!" in waiting[: root.start()]:
        raise FormatRefused("dtd", "XML with a document type")
    prefix = root[1].decode()
    closing = f"</{prefix}si>".encode()
    item = re.compile(
        rf"<{prefix}si\b[^<>]*(?:/>|(?<!/)>([^<]*(?:<(?!/?{prefix}si\b)[^<]*)*)</{prefix}si>)".encode()
    )
    for chunk in chunks:
        end = waiting.rfind(closing) + len(closing)
        if end >= len(closing):
            yield item.findall(waiting, 0, end)
            waiting = waiting[end:]
        elif len(waiting) > _MAX_WAITING:
            raise FormatRefused("too_large", "a string is too long")
        waiting += chunk
    yield item.findall(waiting)


def _decode(inside: bytes) -> str:
    plain = _PLAIN.fullmatch(inside)
    try:
        if plain:
            return plain[1].decode()
        if not inside:
            return ""
        # Rich text comes in several runs; phonetic guides (rPh) are not part of the text.
        return text_of(b"<si>" + inside + b"</si>", "t", skip="rPh")
    except UnicodeDecodeError as error:
        raise FormatRefused("damaged", "a string is not in UTF-8") from error
