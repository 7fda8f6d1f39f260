"""What was found, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.models import Group
from gugus.platform.foundation.searchable import Findable, Searchable
from gugus.search.queries.found import Finds, Found
from gugus.search.rules.excerpts import Marked, excerpt, marked
from gugus.search.rules.question import Question


@dataclass(frozen=True)
class FoundRow:
    """One record: its title and the part of its text that fits, in pieces."""

    href: str
    title: Marked
    note: Marked
    text: Marked


@dataclass(frozen=True)
class FoundGroup:
    """The records of one kind; `more_url` leads to all of them, `next_url` to the next part."""

    kind: str
    title: str
    total: int
    rows: tuple[FoundRow, ...]
    more_url: str = ""
    more: str = ""


@dataclass(frozen=True)
class SearchPage:
    """One field, and what was found."""

    typed: str
    # What can be found by this person, for the page without a question.
    kinds: tuple[str, ...]
    asked: bool = False
    total: int = 0
    groups: tuple[FoundGroup, ...] = ()
    # Said above what was found, when it fits only nearly.
    nearly: str = ""
    lags: bool = False
    # All kinds again, when only one is shown.
    all_url: str = ""


def search_page(
    group: Group, typed: str, kinds: Sequence[Searchable], finds: Finds | None, part: "PartShown"
) -> SearchPage:
    """The page for what was typed; `finds` is none as long as nothing was."""
    offered = tuple(_(kind.title) for kind in kinds)
    if finds is None:
        return SearchPage(typed, offered)
    home = reverse("search:search", args=[group.code])
    return SearchPage(
        typed,
        offered,
        asked=True,
        total=sum(one.total for one in finds.groups),
        groups=tuple(_group(home, typed, one, finds.question, part) for one in finds.groups),
        nearly=_nearly(finds),
        lags=finds.lags,
        all_url=f"{home}?{urlencode({'q': typed})}" if part.only else "",
    )


@dataclass(frozen=True)
class PartShown:
    """Which rows are shown: the first of every kind, or a part of one kind."""

    first: int
    size: int
    only: str = ""


def _nearly(finds: Finds) -> str:
    if finds.is_near:
        return _("Tidak ada yang persis sama. Ini yang tulisannya mirip.")
    if finds.is_partial:
        return _("Tidak ada yang memuat semua kata itu. Ini yang memuat sebagian.")
    return ""


def _group(home: str, typed: str, found: Found, question: Question, part: PartShown) -> FoundGroup:
    kind, end = found.kind.kind, part.first + len(found.rows)
    query: dict[str, object] = {"q": typed, "jenis": kind}
    more = ""
    if part.only and end < found.total:
        query["hal"] = part.first // part.size + 2
        more = _("Berikutnya")
    elif end < found.total:
        more = ngettext("Lihat %(n)s hasil", "Lihat semua %(n)s hasil", found.total) % {
            "n": found.total
        }
    rows = tuple(_row(one, question) for one in found.rows)
    more_url = f"{home}?{urlencode(query)}" if more else ""
    return FoundGroup(kind, _(found.kind.title), found.total, rows, more_url, more)


def _row(found: Findable, question: Question) -> FoundRow:
    return FoundRow(
        found.href,
        marked(found.title, question),
        marked(found.note, question),
        excerpt(found.text, question) if found.text != found.title else (),
    )
