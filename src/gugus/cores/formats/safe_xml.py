"""Streamed XML without document types, entities or deep nesting, by expat.

No tree is built, so memory does not grow with the file. Namespaces are not resolved: element
names are compared without their prefix, because writers differ in theirs.
"""

from collections.abc import Callable
from xml.parsers import expat

from gugus.cores.formats.errors import FormatRefused

MAX_DEPTH = 64
# expat scans an unfinished tag again with every piece that it is fed: a tag of 200 MB would
# keep it busy for minutes.
MAX_TAG = 2 * 1024 * 1024
Start = Callable[[str, list[str]], None]


class SafeXml:
    """Feed bytes; `start(name, attributes)`, `end(name)` and `text(data)` are called back.

    Attributes come as a flat list: name, value, name, value.
    """

    def __init__(self, start: Start, end: Callable[[str], None]) -> None:
        self._start, self._end, self._depth, self._fed = start, end, 0, 0
        self._parser = parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.StartDoctypeDeclHandler = _refuse_doctype

    def listen(self, text: Callable[[str], None] | None) -> None:
        """Hear character data, or stop hearing it: most of it is of no use."""
        self._parser.CharacterDataHandler = text

    def feed(self, data: bytes, last: bool = False) -> None:
        """Parse the next piece."""
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, LookupError, UnicodeError) as error:
            raise FormatRefused("damaged", "not well-formed XML") from error
        self._fed += len(data)
        if self._fed - self._parser.CurrentByteIndex > MAX_TAG:
            raise FormatRefused("too_large", "a tag is too long")

    def _open(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormatRefused("damaged", "XML nested too deeply")
        self._start(name if ":" not in name else name.rpartition(":")[2], attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        self._end(name if ":" not in name else name.rpartition(":")[2])


def _refuse_doctype(*_declaration: object) -> None:
    raise FormatRefused("dtd", "XML with a document type")


def elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small document with its attributes, prefixes removed, in order."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: list[str]) -> None:
        names = (key.rpartition(":")[2] for key in attributes[::2])
        found.append((name, dict(zip(names, attributes[1::2], strict=True))))

    SafeXml(start, lambda _name: None).feed(data, last=True)
    return found


def text_of(fragment: bytes, tag: str, skip: str) -> str:
    """Character data of all `tag` elements of a fragment, outside `skip` elements."""
    parts: list[str] = []
    skipping = 0

    def start(name: str, _attributes: list[str]) -> None:
        nonlocal skipping
        skipping += name == skip
        if name == tag and not skipping:
            parser.listen(parts.append)

    def end(name: str) -> None:
        nonlocal skipping
        skipping -= name == skip
        if name == tag:
            parser.listen(None)

    parser = SafeXml(start, end)
    parser.feed(fragment, last=True)
    return "".join(parts)
