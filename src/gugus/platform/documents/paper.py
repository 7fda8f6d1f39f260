"""What an official paper consists of. Apps build a `Paper`; one paper becomes PDF and DOCX.

Text is plain text: nothing in it is markup, a newline starts a new line.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Letterhead:
    """Kop surat: offices above, then the group's own name, then address and contact."""

    above: tuple[str, ...]
    name: str
    address: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading inside the paper; level 1 is a part ('A. Latar belakang')."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; `indent` sets the first line in, as in letters. Each line is a paragraph."""

    text: str
    indent: bool = False


@dataclass(frozen=True)
class Fields:
    """Label : value lines, as 'Hari, tanggal : Rabu, 25 November 2026'.

    A value of several strings is printed as a numbered list; `indent` sets all lines in.
    """

    rows: tuple[tuple[str, str | tuple[str, ...]], ...]
    indent: bool = False


@dataclass(frozen=True)
class Items:
    """A list; numbered unless told otherwise."""

    items: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Column:
    """A table's column: heading, share of the width, alignment.

    `align` is 'left', 'center', 'right', or 'zigzag' for signatures: odd rows begin at the
    left, even rows at the middle, so that two neighbours have room to sign. Neighbours with the
    same `over` stand under one heading that spans them.
    """

    heading: str
    share: float = 1.0
    align: str = "left"
    over: str = ""


@dataclass(frozen=True)
class Table:
    """A ruled table whose head repeats on each page; `row_mm` leaves room for signatures.

    `narrow` sets it in small type with little room around: for many columns of a few signs.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_mm: float | None = None
    caption: str = ""
    narrow: bool = False

    @property
    def spans(self) -> tuple[tuple[str, int], ...]:
        """The heads above the columns, from the left, each with how many columns it spans.

        An empty one stands above a single column without a head of its own kind.
        """
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if column.over and found and found[-1][0] == column.over:
                found[-1] = (column.over, found[-1][1] + 1)
            else:
                found.append((column.over, 1))
        return tuple(found)


@dataclass(frozen=True)
class Signature:
    """One signature block: 'Mengetahui,' / office / room to sign / name / NIP."""

    office: str
    name: str
    nip: str = ""
    above: str = ""


@dataclass(frozen=True)
class Signatures:
    """Signature blocks side by side (one stands right, two left and right, more wrap)."""

    blocks: tuple[Signature, ...]


@dataclass(frozen=True)
class Addressee:
    """'Kepada Yth. ... di Tempat' of a letter, and its number, enclosures and subject.

    `to` holds only the lines between 'Yth.' and 'di Tempat'; the form adds those words.
    """

    number: str
    enclosures: str
    subject: str
    place_and_date: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One card to cut out: a code to scan, whose it is, and the code in letters below."""

    name: str
    lines: tuple[str, ...]
    scan: str
    code: str


@dataclass(frozen=True)
class Cards:
    """Cards in two columns, five rows a page, with lines to cut along."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Fields | Items | Table | Signatures | Addressee | Cards | PageBreak


@dataclass(frozen=True)
class Paper:
    """A whole paper: A4, letterhead, title (empty for letters), blocks.

    `mark` is printed above the paper when it is not the real one ('RANCANGAN'); `dated` is
    the paper's own date and goes into the file's properties, never the clock's.
    """

    file_stem: str
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    subtitle: str = ""
    landscape: bool = False
    language: str = "id"
    keywords: tuple[str, ...] = field(default=())
    mark: str = ""
    dated: date | None = None

    @property
    def name(self) -> str:
        """What the paper is called: its title, or a letter's subject."""
        subjects = [b.subject for b in self.blocks if isinstance(b, Addressee)]
        return self.title or next(iter(subjects), "") or self.file_stem or "Dokumen"
