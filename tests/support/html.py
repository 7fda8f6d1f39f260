"""A page as a person finds it: what it says, where it leads, what it asks, what it holds.

Tests ask for facts and leave the markup to the templates: `page_of(response)` is the part of an
answer between the navigation bars, or the whole of it where there are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml import html

# Words on both sides of these stand in one line without a gap.
_INLINE = frozenset(
    re.findall(r"\w+", "a abbr b bdi code del em i ins mark q s span strong sub sup u var")
)
_SILENT = frozenset(("script", "style", "template", "noscript"))
_TICKED = frozenset(("radio", "checkbox"))


def mentions(text: str, *facts: object) -> bool:
    """Does a text name all of these, in whatever words? "Rp10" is not in "Rp100"."""
    return all(re.search(_whole(str(fact)), text) for fact in facts)


def _whole(fact: str) -> str:
    before = r"(?<!\w)(?<!\d[.,])" if fact[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if fact[-1].isalnum() else ""
    return before + re.escape(fact) + after


def page_of(response: Any) -> "Part":
    """What an answer shows: its `main`, or all of it when it is a piece of a page.

    Crumb and tabs of the place stand there too, and belong to the frame.
    """
    whole = whole_page_of(response)
    return whole.only("main").without_frame() if whole.has("main") else whole


def whole_page_of(response: Any) -> "Part":
    """Everything an answer shows, with head and navigation."""
    content = response if isinstance(response, str | bytes) else response.content
    source = content.decode() if isinstance(content, bytes) else content
    if "<html" in source[:200].lower():
        return Part(html.document_fromstring(source))
    return Part(html.fragment_fromstring(source, create_parent="div"))


@dataclass(frozen=True)
class Field:
    """What a form asks under one name."""

    name: str
    kind: str
    values: list[str]
    """What a browser would send for it."""
    options: dict[str, str]
    """What may be chosen, each with its words."""
    error: str

    @property
    def value(self) -> str:
        """The one value; empty when nothing is chosen."""
        return self.values[0] if self.values else ""


class Part:
    """A piece of a page. `"words" in part` looks at what is shown, not at the markup."""

    def __init__(self, element: html.HtmlElement) -> None:
        self._element = element

    def __repr__(self) -> str:
        return f"<{self._element.tag}: {self.text}>"

    def __contains__(self, words: str) -> bool:
        return words in self.text

    @cached_property
    def text(self) -> str:
        """Its words, with one blank between them. What is hidden is left out."""
        return " ".join("".join(_shown(self._element)).split())

    @property
    def source(self) -> str:
        """Its markup, for what may stand nowhere in it."""
        return str(html.tostring(self._element, encoding="unicode"))

    def says(self, *words: object) -> bool:
        """Does it show all of these, each as a whole word or number?"""
        return mentions(self.text, *words)

    # Elements

    def without_frame(self) -> "Part":
        """The page itself, without the rows that every page of its place has."""
        for row in ("crumb", "tabs places", "beside"):
            for found in self.all("nav", class_=row):
                found._element.drop_tree()
        return self

    def all(self, tag: str = "*", **attributes: str | bool) -> list["Part"]:
        """Every element of a kind: `all("form", data_command="cash.entry")`."""
        return [
            Part(found)
            for found in self._element.iter(tag)
            if found is not self._element and isinstance(found.tag, str) and _has(found, attributes)
        ]

    def has(self, tag: str = "*", **attributes: str | bool) -> bool:
        """Is there one of a kind?"""
        return bool(self.all(tag, **attributes))

    def only(self, tag: str = "*", **attributes: str | bool) -> "Part":
        """The one element of a kind."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes} in {self!r}"
        return found[0]

    def get(self, attribute: str) -> str | None:
        """What an attribute says, written with low lines: `get("data_about")`."""
        value = self._element.get(_written(attribute))
        return None if value is None else str(value)

    @property
    def tag(self) -> str:
        """What kind of element it is."""
        return str(self._element.tag)

    # Headings, lists and tables

    @property
    def heading(self) -> str:
        """The title that the page gives itself."""
        return self.only("h1").text

    @property
    def headings(self) -> list[str]:
        """The titles of its sections."""
        return [part.text for part in self.all() if part.tag in ("h2", "h3")]

    @property
    def items(self) -> list["Part"]:
        """The entries of its lists."""
        return self.all("li")

    @property
    def rows(self) -> list["Part"]:
        """The rows of its tables, without those of headings and sums."""
        return [row for row in self.all("tr") if _parent(row) != "thead" and not _sums_up(row)]

    @property
    def sums(self) -> list["Part"]:
        """The closing rows of its tables."""
        return [row for row in self.all("tr") if _sums_up(row)]

    def entry(self, *words: object) -> "Part":
        """The one row of a table or entry of a list that shows these words."""
        found = self.entries(*words)
        assert len(found) == 1, f"{len(found)} rows with {words} in {self!r}"
        return found[0]

    def entries(self, *words: object) -> list["Part"]:
        """The innermost rows and entries that show these words."""
        holding = [part for part in self.all() if part.tag in ("tr", "li") and part.says(*words)]
        return [
            part
            for part in holding
            if not any(part._element in other._element.iterancestors() for other in holding)
        ]

    @property
    def cells(self) -> list[str]:
        """What stands in the cells of a row."""
        return [part.text for part in self.all() if part.tag in ("td", "th")]

    @property
    def columns(self) -> list[str]:
        """The headings of its table's columns."""
        return [part.text for part in self.all("th", scope="col")]

    @property
    def facts(self) -> dict[str, str]:
        """Names and values of its lists of facts."""
        names = [part.text for part in self.all("dt")]
        return dict(zip(names, (part.text for part in self.all("dd")), strict=True))

    # Where it leads

    @property
    def links(self) -> dict[str, str]:
        """Addresses and the words to tap."""
        return {str(part.get("href")): part.text for part in self.all("a", href=True)}

    @property
    def forms(self) -> dict[str, "Part"]:
        """Its forms by their addresses; one that goes where it stands has an empty one."""
        return {part.get("action") or "": part for part in self.all("form")}

    def leads_to(self, address: str) -> bool:
        """May one go there from here, by a link or a form? A query counts only if asked for."""
        there = [*self.links, *self.forms, *(str(b.get("formaction")) for b in self._sending())]
        return address in there or address in {urlsplit(one).path for one in there}

    def _sending(self) -> list["Part"]:
        return self.all("button", formaction=True)

    @property
    def commands(self) -> list[str]:
        """What a phone may keep and send later."""
        return [str(part.get("data_command")) for part in self.all(data_command=True)]

    def command(self, kind: str, **attributes: str | bool) -> "Part":
        """The one form that a phone keeps as this command."""
        return self.only("form", data_command=kind, **attributes)

    # What it asks

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return [part.text for part in self.all("button")]

    @property
    def main_actions(self) -> list[str]:
        """What it offers before all else, by links and buttons."""
        return [part.text for part in self.all() if _classes(part) == {"btn"}]

    @property
    def fields(self) -> dict[str, Field]:
        """What its forms ask, by name."""
        named: dict[str, list[html.HtmlElement]] = {}
        for part in self.all():
            if part.tag in ("input", "select", "textarea") and part.get("name"):
                named.setdefault(str(part.get("name")), []).append(part._element)
        return {name: _field(name, inputs) for name, inputs in named.items()}

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.fields[name].value

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by the field that it stands beside."""
        return {name: field.error for name, field in self.fields.items() if field.error}

    # What it tells

    @property
    def alerts(self) -> list[str]:
        """What it refuses or warns of, as told to everybody at once."""
        return [part.text for part in self.all(role="alert")]

    @property
    def refusal(self) -> str:
        """What it refuses, above a form and beside its fields."""
        return " · ".join([*self.alerts, *self.errors.values()])

    @property
    def notices(self) -> list[str]:
        """What it tells before anything else: news of what was just done, warnings, refusals."""
        return [part.text for part in self._notices()]

    def notice(self, *words: object) -> "Part":
        """The one notice that names these."""
        found = [part for part in self._notices() if part.says(*words)]
        assert len(found) == 1, f"{len(found)} notices with {words} in {self!r}"
        return found[0]

    def _notices(self) -> list["Part"]:
        return [part for part in self.all() if "notice" in _classes(part) and part.text]

    @property
    def told(self) -> str:
        """All notices in one."""
        return " · ".join(self.notices)

    @property
    def states(self) -> list[str]:
        """The marks that say how things stand."""
        return [part.text for part in self.all() if _classes(part) & {"badge", "state", "flag"}]

    @property
    def empty(self) -> str:
        """What it says in place of what is not there yet."""
        return " · ".join(part.text for part in self.all() if "empty" in _classes(part))


def _written(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _has(element: html.HtmlElement, attributes: dict[str, str | bool]) -> bool:
    for name, wanted in attributes.items():
        value = element.get(_written(name))
        if (value is not None) != wanted if isinstance(wanted, bool) else value != wanted:
            return False
    return True


def _classes(part: Part) -> set[str]:
    return set((part.get("class") or "").split())


def _parent(part: Part) -> str:
    return str(part._element.getparent().tag)


def _sums_up(row: Part) -> bool:
    return _parent(row) == "tfoot" or "sum" in _classes(row)


def _shown(element: html.HtmlElement) -> Iterator[str]:
    if (
        not isinstance(element.tag, str)
        or element.tag in _SILENT
        or element.get("hidden") is not None
    ):
        return
    gap = "" if element.tag in _INLINE else " "
    yield gap + (element.text or "")
    for child in element:
        yield from _shown(child)
        yield child.tail or " "  # two elements side by side stand apart
    yield gap


def _field(name: str, inputs: list[html.HtmlElement]) -> Field:
    values: list[str] = []
    options: dict[str, str] = {}
    for one in inputs:
        if one.tag == "select":
            found = _options(one)
            options |= {value: words for value, words, _chosen in found}
            values += _chosen(one, found)
        elif one.get("type") in _TICKED:
            value = one.get("value", "on")
            options[value] = _words_of_choice(one)
            values += [value] if one.get("checked") is not None else []
        else:
            values.append(_typed(one))
    first = inputs[0]
    kind = first.get("type") or ("text" if first.tag == "input" else first.tag)
    return Field(name, kind, values, options, "" if kind == "hidden" else _error(first))


def _options(select: html.HtmlElement) -> list[tuple[str, str, bool]]:
    return [
        (one.get("value", Part(one).text), Part(one).text, one.get("selected") is not None)
        for one in select.iter("option")
    ]


def _chosen(select: html.HtmlElement, options: list[tuple[str, str, bool]]) -> list[str]:
    chosen = [value for value, _words, is_chosen in options if is_chosen]
    if chosen or select.get("multiple") is not None:
        return chosen
    return [value for value, *_rest in options[:1]]


def _typed(element: html.HtmlElement) -> str:
    if element.tag == "input":
        return str(element.get("value") or "")
    # A browser leaves the first line break of a text area out.
    return str(element.text_content()).removeprefix("\n")


def _words_of_choice(element: html.HtmlElement) -> str:
    for around in element.iterancestors("label"):
        return Part(around).text
    for label in element.getroottree().iter("label"):
        if element.get("id") and label.get("for") == element.get("id"):
            return Part(label).text
    return ""


def _error(element: html.HtmlElement) -> str:
    """The list of faults that stands in the same box as the field."""
    for around in element.iterancestors():
        box = Part(around)
        if _classes(box) & {"field", "bad"} or around.tag in ("fieldset", "form", "main"):
            faults = [p.text for p in box.all() if _classes(p) & {"errorlist", "error"}]
            return "" if around.tag in ("form", "main") else " ".join(faults)
    return ""
