"""Headings of a table: found by what they say, in one or two tiers, wherever they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gugus.cores.formats.cells import Formula, HeadRow
from gugus.cores.formats.errors import FormatRefused

HEAD_ROWS = 40
BLANK = frozenset({"", "-", "--", "–", "—"})
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CURRENCY = re.compile(r"(?:^|\s)(?:dalam\s)?(?:rp|idr|rupiah)$")
_NUMBERING = re.compile(r"\(?([0-9]{1,2}|[a-z])\)?(?:\s*[=(].*)?", re.IGNORECASE)


@dataclass(frozen=True)
class HeadingNames:
    """What columns are called: field by plain heading.

    Of two headings for a `single` field none is guessed. The columns below a group that names a
    `spread` field are of that field, whatever they are called themselves. Of any other field the
    heading named first here wins.
    """

    fields: Mapping[str, str]
    single: frozenset[str] = frozenset()
    spread: frozenset[str] = frozenset()
    # Where a row of data always says something and a second tier never does.
    key: str = ""


@dataclass(frozen=True)
class Headings:
    """Where the headings end, the field of each column, and the titles of columns not kept."""

    last_row: int
    columns: Mapping[int, str]
    dropped: tuple[str, ...]
    titles: Mapping[int, str] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(self.columns.values())


def plain_heading(text: str) -> str:
    """'NO. BUKTI :' -> 'no bukti', 'E-mail' -> 'e-mail'."""
    words = re.sub(r"[^\w/() \[\]-]+", " ", text.casefold().replace("_", " "))
    return re.sub(r" ?/ ?", "/", " ".join(words.split())).strip(" -/")


def field_of(text: str, fields: Mapping[str, str]) -> str | None:
    """The field of a heading: 'PENERIMAAN (DEBET)', 'Debet (Rp)', 'Masuk / Debet'."""
    plain = plain_heading(text)
    outside = " ".join(_BRACKETS.sub(" ", plain).split())
    inside = [one or other for one, other in _BRACKETS.findall(plain)]
    for name in (plain, outside, *inside):
        bare = _CURRENCY.sub("", name.strip()).strip()
        if found := fields.get(bare):
            return found
        pieces = {fields.get(piece.strip()) for piece in bare.split("/")}
        if "/" in bare and len(pieces) == 1 and (found := pieces.pop()):
            return found
    return None


def find_headings(head: Sequence[HeadRow], names: HeadingNames) -> Headings | None:
    """The row that names most fields, with the tier above or below it; None when none names two.

    Raises
    ------
    FormatRefused
        ``duplicate_columns`` when two columns mean the same, ``formula`` for one in the headings.
    """
    rows = {number: cells for number, cells in head if number <= HEAD_ROWS + 1}
    if not rows:
        return None
    best = max(rows, key=lambda row: (len(_known(rows[row], names)), -row))
    if not _known(rows[best], names):
        return None
    upper, main, lower = rows.get(best - 1, {}), rows[best], rows.get(best + 1, {})
    titles = {at: text for at, text in upper.items() if field_of(text, names.fields)}
    titles.update(main)
    groups = _groups_above(upper, main, names)
    last = best
    if _is_second_tier(main, lower, names):
        titles, below = _with_second_tier(titles, lower, names)
        groups |= below
        last = best + 1
    if len({*_known(titles, names), *groups.values()}) < 2:
        return None
    if any(isinstance(text, Formula) for text in main.values()):
        raise FormatRefused("formula", "a formula in the headings")
    columns, dropped = _sorted_out(titles, groups, names)
    while _is_numbering(rows.get(last + 1, {})):
        last += 1
    return Headings(last, columns, dropped, titles)


def is_repeated(cells: Mapping[int, str], headings: Headings) -> bool:
    """Does a row say the headings once more, as on the next printed page?"""
    same = [
        at
        for at, cell in cells.items()
        if at in headings.titles and plain_heading(cell) == plain_heading(headings.titles[at])
    ]
    return len(same) >= 2


def title_text(text: str) -> str:
    """A heading as a person may read it."""
    return " ".join(text.split())[:60]


def _known(cells: Mapping[int, str], names: HeadingNames) -> list[str]:
    found = (field_of(text, names.fields) for text in cells.values() if len(text) < 200)
    return list(dict.fromkeys(one for one in found if one))


def _groups_above(
    upper: Mapping[int, str], main: Mapping[int, str], names: HeadingNames
) -> dict[int, str]:
    """Columns of the main row that stand below a group of a `spread` field."""
    groups: dict[int, str] = {}
    group = None
    for at in range(max([*upper, *main], default=-1) + 1):
        if at in upper:
            group = field_of(upper[at], names.fields)
        if group in names.spread and at in main and field_of(main[at], names.fields) is None:
            groups[at] = group or ""
    return groups


def _is_second_tier(main: Mapping[int, str], lower: Mapping[int, str], names: HeadingNames) -> bool:
    """Below headings comes either data, which fills the key column, or their second tier."""
    keys = [at for at, text in main.items() if field_of(text, names.fields) == names.key]
    key = lower.get(keys[0], "") if keys else ""
    texts = [text for text in lower.values() if type(text) is str and text.strip() not in BLANK]
    if not texts or (key.strip() not in BLANK and field_of(key, names.fields) != names.key):
        return False
    if any(any(sign.isdigit() for sign in text) for text in texts):
        return False
    if any(field_of(text, names.fields) for text in texts):
        return True
    return any(at not in main for at in lower) and all(
        at not in main or field_of(main[at], names.fields) in names.spread for at in lower
    )


def _with_second_tier(
    titles: Mapping[int, str], lower: Mapping[int, str], names: HeadingNames
) -> tuple[dict[int, str], dict[int, str]]:
    """Names of the lower tier go under the group that stands above or left of them."""
    merged, taken = dict(titles), {plain_heading(text) for text in titles.values()}
    groups: dict[int, str] = {}
    group = ""
    for at in range(max([*titles, *lower]) + 1):
        group = titles.get(at, group)
        below = lower.get(at, "")
        if plain_heading(below) in BLANK:
            continue
        above = field_of(group, names.fields)
        if above in names.spread and field_of(below, names.fields) is None:
            groups[at] = above or ""
            merged[at] = f"{group}: {below}"
            continue
        if field_of(titles.get(at, ""), names.fields):
            continue
        # 'Nama' under 'Data Ayah' is no teacher's name.
        ambiguous = plain_heading(below) in taken
        merged[at] = f"{group}: {below}" if ambiguous and group else below
        taken.add(plain_heading(below))
    return merged, groups


def _sorted_out(
    titles: Mapping[int, str], groups: Mapping[int, str], names: HeadingNames
) -> tuple[dict[int, str], tuple[str, ...]]:
    rank = {name: place for place, name in enumerate(names.fields)}
    by_field: dict[str, list[int]] = {}
    dropped = []
    for at in sorted(titles):
        found = None if at in groups else field_of(titles[at], names.fields)
        if found:
            by_field.setdefault(found, []).append(at)
        elif at not in groups and plain_heading(titles[at]) not in BLANK:
            dropped.append(at)
    columns = dict(groups)
    for name, places in by_field.items():
        if len(places) > 1:
            _refuse_twice(titles, places, name in names.single)
        wins = min(places, key=lambda at: (rank.get(plain_heading(titles[at]), len(rank)), at))
        columns[wins] = name
        dropped += [at for at in places if at != wins]
    return columns, tuple(title_text(titles[at]) for at in sorted(dropped))


def _refuse_twice(titles: Mapping[int, str], places: Sequence[int], single: bool) -> None:
    plain = [plain_heading(titles[at]) for at in places]
    if single or len(set(plain)) < len(plain):
        title = title_text(titles[places[-1]])
        raise FormatRefused("duplicate_columns", "two columns mean the same", (title,))


def _is_numbering(cells: Mapping[int, str]) -> bool:
    """Is it the row that counts the columns below their headings: 1 2 3, (1) (2), a b c?"""
    found = [_NUMBERING.fullmatch(cells[at].strip()) for at in sorted(cells)]
    signs = [one[1].casefold() for one in found if one]
    if len(signs) < 3 or len(signs) < len(cells) or len({sign.isdigit() for sign in signs}) > 1:
        return False
    places = [int(sign) if sign.isdigit() else ord(sign) for sign in signs]
    return places == list(range(places[0], places[0] + len(places))) and places[0] in (1, ord("a"))
