"""The places of the product, and which of their tabs each person finds: made of what apps declare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.registry import NavPlace, Tab, capabilities
from gugus.people.rules.roles import TABLE, May, Role

# Beside what a person may: they stand on a roster themselves.
ON_ROSTER = "on roster"
# No group's code: stands in addresses where only their rest matters.
_CODE = "x"
# The page of all places stands in none of them.
_MORE = "lainnya/"


@dataclass(frozen=True)
class PlaceWords:
    """How a place is shown; `about` says on the phone what is found there."""

    title: str
    icon: str
    about: str = ""


WORDS = {
    NavPlace.HOME: PlaceWords(noop("Beranda"), "home"),
    NavPlace.MEETINGS: PlaceWords(noop("Pertemuan"), "calendar"),
    NavPlace.CLASSROOM: PlaceWords(
        noop("Kelas"), "book", noop("Langkah, masalah kelas, jurnal, dan saling bantu antarguru.")
    ),
    NavPlace.MATERIALS: PlaceWords(noop("Bahan"), "lines", noop("Bahan ajar dan soal.")),
    NavPlace.PROGRAMME: PlaceWords(
        noop("Program"), "chart", noop("Kebutuhan, program setahun, jadwal, prota dan prosem.")
    ),
    NavPlace.MONEY: PlaceWords(
        noop("Uang"), "money", noop("Buku kas, anggaran, sumber dana, dan LPJ.")
    ),
    NavPlace.SUPPORT: PlaceWords(
        noop("Dampingi"), "people", noop("Penilaian, langkah yang lewat, temuan, dan keuangan.")
    ),
    NavPlace.GROUP: PlaceWords(
        noop("Kelompok"), "group", noop("Anggota dan sekolah, pengurus, tautan dan PIN, kop surat.")
    ),
    NavPlace.REGION: PlaceWords(
        noop("Wilayah"), "group", noop("Semua kelompok yang Anda urus, dalam jumlah.")
    ),
}
_OF_MEMBERS = frozenset(NavPlace) - {NavPlace.SUPPORT, NavPlace.REGION}
_OF_GUIDES = frozenset(NavPlace) - {NavPlace.MONEY, NavPlace.REGION}
_PLACES: Mapping[Role, frozenset[NavPlace]] = {
    Role.SCHOOL_HEAD: _OF_GUIDES,
    Role.SUPERVISOR: _OF_GUIDES,
    Role.DISTRICT_OFFICER: frozenset({NavPlace.REGION}),
    Role.SITE_ADMIN: frozenset({NavPlace.GROUP, NavPlace.REGION}),
    Role.EVALUATOR: frozenset(),
}
# A place that a role does not have, and where its tabs stand then, as one tab.
_STANDS_IN = {NavPlace.MONEY: NavPlace.SUPPORT}
# The two of the phone's bar between *Pertemuan* and *Lainnya*, by the first role.
_IN_BAR = {
    Role.SECRETARY: (NavPlace.CLASSROOM, NavPlace.GROUP),
    Role.TREASURER: (NavPlace.MONEY, NavPlace.CLASSROOM),
    Role.CHAIR: (NavPlace.PROGRAMME, NavPlace.CLASSROOM),
    Role.SECTION_HEAD: (NavPlace.PROGRAMME, NavPlace.CLASSROOM),
    Role.SCHOOL_HEAD: (NavPlace.SUPPORT, NavPlace.CLASSROOM),
    Role.SUPERVISOR: (NavPlace.SUPPORT, NavPlace.PROGRAMME),
}
_IN_BAR_OF_MEMBERS = (NavPlace.CLASSROOM, NavPlace.MATERIALS)
_BAR = 5
_LAST = 1000


@dataclass(frozen=True)
class OpenTab:
    """A tab as a person finds it: its pages, the one it leads to first."""

    title: str
    pages: tuple[Tab, ...]


@dataclass(frozen=True)
class Here:
    """Where a page stands; `is_page` when it is a tab's own and no page below it."""

    place: NavPlace | None = None
    tab: Tab | None = None
    is_page: bool = False
    is_more: bool = False


@dataclass(frozen=True, eq=False)
class Layout:
    """The places of people of the same roles and rights, with their tabs, and what stands where."""

    tabs: Mapping[NavPlace, tuple[OpenTab, ...]]
    bar: tuple[NavPlace, ...]
    own: tuple[Tab, ...]
    pages: Mapping[str, Tab]
    beginnings: tuple[tuple[str, NavPlace, Tab | None], ...]

    def here(self, rest: str) -> Here:
        """The place of an address: after the group's, or from the first "/" on outside any."""
        if rest == _MORE:
            return Here(is_more=True)
        own = self.pages.get(rest)
        if own is not None:
            return Here(own.place, own, is_page=True)
        for beginning, place, tab in self.beginnings:
            if rest.startswith(beginning):
                return Here(place, tab)
        return Here()

    def remaining(self) -> tuple[NavPlace, ...]:
        """The places for which the phone's bar has no room."""
        return tuple(place for place in self.tabs if place not in self.bar)


def installed_apps() -> tuple[str, ...]:
    """The apps there are: what is kept is kept for these."""
    return tuple(config.name for config in apps.get_app_configs())


def layout_in(actor: Actor, group: Group) -> Layout:
    """What a person finds in a group."""
    rights: frozenset[May | str] = actor.rights_in(group.pk)
    if actor.teacher_id:
        rights |= {ON_ROSTER}
    return layout(installed_apps(), actor.roles_in(group.pk), rights)


def layout_outside(actor: Actor) -> Layout:
    """What a person finds who stands in no group, or in several."""
    roles = tuple(role for role in Role if any(one.role == role for one in actor.grants))
    rights = frozenset[May]().union(*(TABLE[role] for role in roles))
    return _outside(layout(installed_apps(), roles, rights))


@lru_cache(maxsize=512)
def _outside(found: Layout) -> Layout:
    region = found.tabs.get(NavPlace.REGION)
    tabs = {} if region is None else {NavPlace.REGION: region}
    return replace(found, tabs=tabs, bar=tuple(tabs), own=())


@lru_cache(maxsize=512)
def layout(
    installed: tuple[str, ...], roles: tuple[Role, ...], rights: frozenset[May | str]
) -> Layout:
    """The layout, kept by the apps there are, by roles and by rights."""
    del installed
    places = frozenset[NavPlace]().union(*(_PLACES.get(role, _OF_MEMBERS) for role in roles))
    declared = tuple(_standing(places, roles, rights))
    found = {place: _tabs(declared, place, rights) for place in NavPlace if place in places}
    tabs = {place: open_tabs for place, open_tabs in found.items() if open_tabs}
    own = tuple(page for one in tabs.get(NavPlace.HOME, ())[1:] for page in one.pages)
    return Layout(tabs, _bar(roles, tuple(tabs)), own, _pages(declared), _beginnings(declared))


def _standing(
    places: frozenset[NavPlace], roles: tuple[Role, ...], rights: frozenset[May | str]
) -> Iterator[Tab]:
    """The tabs of these places in their order, those of a place that gives way included."""
    rows = [one for app in capabilities().values() for one in app.tabs]
    open_here = {(one.name, one.place) for one in rows if one.place in places and _may(one, rights)}
    known = [one for one in rows if (one.name, one.unless) not in open_here]
    known = [*_moved(known, places), *(one for one in known if one.place in places)]
    yield from sorted(known, key=lambda one: (not set(roles) & set(one.first_for), one.order))


def _moved(tabs: list[Tab], places: frozenset[NavPlace]) -> Iterator[Tab]:
    """The tabs of a place that gives way: all under its first, which bears the place's name."""
    for place, instead in _STANDS_IN.items():
        if place in places or instead not in places:
            continue
        theirs = sorted((one for one in tabs if one.place == place), key=lambda one: one.order)
        first = next(one for one in theirs if not one.under)
        short = first.short or first.title
        yield replace(first, place=instead, title=WORDS[place].title, short=short, order=_LAST)
        for one in theirs:
            if one is not first:
                # Those that stood one level down come after the tabs of the place.
                order = one.order + _LAST * bool(one.under)
                yield replace(one, place=instead, under=first.name, order=order, first_for=())


def _tabs(
    declared: tuple[Tab, ...], place: NavPlace, rights: frozenset[May | str]
) -> tuple[OpenTab, ...]:
    here = [one for one in declared if one.place == place]
    heads = [one for one in here if not one.under]
    found = (
        OpenTab(
            head.title,
            tuple(
                one
                for one in (head, *(one for one in here if one.under == head.name))
                if _may(one, rights)
            ),
        )
        for head in heads
    )
    return tuple(one for one in found if one.pages)


def _may(tab: Tab, rights: frozenset[May | str]) -> bool:
    allowed = tab.may in rights or not rights.isdisjoint(tab.also)
    return allowed and (not tab.for_teachers or ON_ROSTER in rights)


def _bar(roles: tuple[Role, ...], places: tuple[NavPlace, ...]) -> tuple[NavPlace, ...]:
    """What stands in the phone's bar; a place that does not exist yet gives way to the next."""
    if len(places) <= _BAR:
        return places
    two = next((_IN_BAR[role] for role in roles if role in _IN_BAR), _IN_BAR_OF_MEMBERS)
    wished = (NavPlace.HOME, NavPlace.MEETINGS, *two, NavPlace.PROGRAMME, *places)
    return tuple(dict.fromkeys(place for place in wished if place in places))[: _BAR - 1]


def _pages(declared: tuple[Tab, ...]) -> dict[str, Tab]:
    return {rest_of(one): one for one in declared}


def _beginnings(
    declared: tuple[Tab, ...],
) -> tuple[tuple[str, NavPlace, Tab | None], ...]:
    """How addresses begin, the longest first."""
    of_tabs: list[tuple[str, NavPlace, Tab | None]] = [
        (prefix, one.place, one) for one in declared for prefix in one.prefixes
    ]
    of_places = [
        (prefix, place, None)
        for app in capabilities().values()
        for place, prefixes in app.grounds.items()
        for prefix in prefixes
    ]
    return tuple(sorted([*of_tabs, *of_places], key=lambda row: -len(row[0])))


def rest_of(tab: Tab) -> str:
    """Its own address as it is compared: after the group's, or from the first "/" on."""
    address = href_of(tab, _CODE)
    start = reverse("home:home", args=[_CODE])
    return address.removeprefix(start)


def href_of(tab: Tab, code: str) -> str:
    """Where a tab leads."""
    return reverse(tab.name) if tab.place == NavPlace.REGION else reverse(tab.name, args=[code])
