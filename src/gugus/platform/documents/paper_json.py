"""A paper as JSON and back, so that what was closed can be kept."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from gugus.platform.documents import paper as shapes
from gugus.platform.documents.paper import Paper

_SHAPES: dict[str, Any] = {
    one.__name__: one
    for one in (
        shapes.Addressee,
        shapes.Card,
        shapes.Cards,
        shapes.Column,
        shapes.Fields,
        shapes.Heading,
        shapes.Items,
        shapes.Letterhead,
        shapes.PageBreak,
        shapes.Paper,
        shapes.Paragraph,
        shapes.Signature,
        shapes.Signatures,
        shapes.Table,
    )
}
_IS, _DATE = "is", "date"


def paper_to_json(paper: Paper) -> Any:
    """Every shape with its name, so that each comes back as itself."""
    return _plain(paper)


def paper_from_json(value: Any) -> Paper:
    """What `paper_to_json` wrote."""
    found = _shaped(value)
    if not isinstance(found, Paper):
        raise TypeError(f"no paper: {type(found).__name__}")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        own = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {_IS: type(value).__name__, **own}
    if isinstance(value, date):
        return {_IS: _DATE, "day": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    # A label that is translated late is text by now.
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _shaped(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_shaped(one) for one in value)
    if not isinstance(value, dict):
        return value
    if value[_IS] == _DATE:
        return date.fromisoformat(value["day"])
    own = {name: _shaped(one) for name, one in value.items() if name != _IS}
    return _SHAPES[value[_IS]](**own)
