"""What a framework's data file must hold. A file that passes can be loaded without new code.

The format is `gugus-framework/1`, a JSON object; `data/pkg-14.json` is the pattern. Every
refusal names the place in the file, as in ``competencies[0].items[2].code``.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from gugus.cores.formats.framework_parts import FilePart, FrameworkFileError
from gugus.cores.formats.framework_scheme import check_scoring

FORMAT = "gugus-framework/1"

# As the columns that store them; a test compares.
CODE_LENGTH, VERSION_LENGTH, SOURCE_LENGTH = 40, 20, 250
FRAMEWORK_NAME_LENGTH, COMPETENCY_NAME_LENGTH, ITEM_NAME_LENGTH = 150, 100, 250
SHORT_NAME_LENGTH, PART_CODE_LENGTH, INDICATOR_TEXT_LENGTH = 60, 20, 400

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class IndicatorEntry:
    """The smallest thing that is answered."""

    code: str
    text: str
    text_en: str


@dataclass(frozen=True)
class ItemEntry:
    """What is ranked as a need."""

    code: str
    name: str
    name_en: str
    short_name: str
    short_name_en: str
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True)
class CompetencyEntry:
    """A heading with its items."""

    number: int
    name: str
    name_en: str
    items: tuple[ItemEntry, ...]


@dataclass(frozen=True)
class FrameworkFile:
    """A checked framework; `sha256` is that of its content, whatever the file's layout."""

    code: str
    version: str
    name: str
    name_en: str
    source: str
    scoring: dict[str, Any]
    competencies: tuple[CompetencyEntry, ...]
    sha256: str


def check_framework(data: object) -> FrameworkFile:
    """Check what was read from a JSON file, whole.

    FrameworkFileError (a ValueError) names the first thing that is wrong.
    """
    whole = FilePart(data, "")
    whole.only("format", "code", "version", "name", "name_en", "source", "scoring", "competencies")
    if whole.text("format", 40) != FORMAT:
        raise FrameworkFileError("format", f"must be {FORMAT!r}")
    code = whole.text("code", CODE_LENGTH)
    if not _SLUG.fullmatch(code):
        raise FrameworkFileError("code", "must be of small letters, digits and hyphens")
    scoring = whole.part("scoring")
    check_scoring(scoring)
    return FrameworkFile(
        code=code,
        version=whole.text("version", VERSION_LENGTH),
        name=whole.text("name", FRAMEWORK_NAME_LENGTH),
        name_en=whole.text("name_en", FRAMEWORK_NAME_LENGTH),
        source=whole.text("source", SOURCE_LENGTH),
        scoring=scoring.values,
        competencies=_competencies(whole),
        sha256=content_sha256(whole.values),
    )


def content_sha256(data: dict[str, Any]) -> str:
    """The fingerprint of a framework's content; line ends, order of keys and indent do not count."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _competencies(whole: FilePart) -> tuple[CompetencyEntry, ...]:
    parts = whole.parts("competencies")
    found = tuple(_competency(part, number) for number, part in enumerate(parts, start=1))
    _once([item.code for entry in found for item in entry.items], "competencies")
    return found


def _competency(part: FilePart, number: int) -> CompetencyEntry:
    part.only("number", "name", "name_en", "items")
    if part.whole("number", 1, 99) != number:
        raise FrameworkFileError(part.at("number"), f"must be {number}: numbers count from 1")
    return CompetencyEntry(
        number=number,
        name=part.text("name", COMPETENCY_NAME_LENGTH),
        name_en=part.text("name_en", COMPETENCY_NAME_LENGTH),
        items=tuple(_item(item) for item in part.parts("items")),
    )


def _item(part: FilePart) -> ItemEntry:
    part.only("code", "name", "name_en", "short_name", "short_name_en", "indicators")
    indicators = tuple(_indicator(one) for one in part.parts("indicators"))
    _once([one.code for one in indicators], part.at("indicators"))
    return ItemEntry(
        code=part.text("code", PART_CODE_LENGTH),
        name=part.text("name", ITEM_NAME_LENGTH),
        name_en=part.text("name_en", ITEM_NAME_LENGTH),
        short_name=part.text("short_name", SHORT_NAME_LENGTH),
        short_name_en=part.text("short_name_en", SHORT_NAME_LENGTH),
        indicators=indicators,
    )


def _indicator(part: FilePart) -> IndicatorEntry:
    part.only("code", "text", "text_en")
    return IndicatorEntry(
        code=part.text("code", PART_CODE_LENGTH),
        text=part.text("text", INDICATOR_TEXT_LENGTH),
        text_en=part.text("text_en", INDICATOR_TEXT_LENGTH),
    )


def _once(codes: list[str], place: str) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise FrameworkFileError(place, f"the code {code!r} stands twice")
        seen.add(code)
