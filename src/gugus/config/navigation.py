"""The navigation around every page, limited to the person's roles."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import ROLE_LABELS, Group
from gugus.people.registry import MenuEntry, MenuSection, menu_of, prefixes_under_more
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label

# Beside what a person may: they stand on a roster themselves.
_ON_ROSTER = "on roster"


@dataclass(frozen=True)
class NavItem:
    """A navigation item."""

    title: str
    href: str
    icon: str
    here: bool


@dataclass(frozen=True)
class NavSection:
    """Items of the left column under one heading."""

    title: str
    places: tuple[NavItem, ...]


@dataclass(frozen=True)
class Shell:
    """What the frame of a page shows."""

    heading: str
    subheading: str
    person: str
    # For scripts: whose phone this is, and which group the page belongs to.
    person_id: int
    group_code: str
    # Pages of a group from which a phone fetches ahead what it may need without signal.
    caches_offline_pages: bool
    bar: tuple[NavItem, ...]
    sections: tuple[NavSection, ...]
    more: str


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: the frame, from what the guard of the view already knows."""
    actor: Actor | None = getattr(request, "actor", None)
    group: Group | None = getattr(request, "group", None)
    if actor is None:
        return {"shell": Shell("Gugus", "", "", 0, "", False, (), (), "")}
    if group is None:
        return {"shell": Shell("Gugus", "", actor.name, actor.user_id, "", False, (), (), "")}
    return {"shell": _items_of(request, actor, group)}


def _items_of(request: HttpRequest, actor: Actor, group: Group) -> Shell:
    base = reverse("home:home", args=[group.code])
    rest = request.path.removeprefix(base)
    rights = _rights_of(actor, group)

    def places(section: MenuSection) -> tuple[NavItem, ...]:
        return tuple(
            NavItem(title, href, one.icon, _here(one, rest))
            for one, title, href in _entries(menu_of(section), rights, group.code, get_language())
        )

    main = places(MenuSection.MAIN)
    more = reverse("home:more", args=[group.code])
    bar = (*main, NavItem(_("Lainnya"), more, "more", rest.startswith(prefixes_under_more())))
    sections = (
        NavSection("", main),
        NavSection(_("Rencana tahun"), places(MenuSection.PLAN)),
        NavSection(_("Uang"), places(MenuSection.MONEY)),
        NavSection(_("Kelompok"), places(MenuSection.GROUP)),
        NavSection(
            _("Saya"),
            (
                NavItem(actor.name, reverse("accounts:account"), "person", False),
                *places(MenuSection.OWN),
                NavItem(_("Di HP ini"), reverse("sync:on_phone"), "phone", False),
            ),
        ),
    )
    roles = actor.roles_in(group.pk)
    role = str(ROLE_LABELS[roles[0]]) if roles else ""
    year = school_year_label(current_year(group))
    return Shell(
        heading=group.name,
        subheading=f"{year} · {role}",
        person=actor.name,
        person_id=actor.user_id,
        group_code=group.code,
        caches_offline_pages=not rest or rest.startswith("pertemuan/"),
        bar=bar,
        sections=sections,
        more=more,
    )


def _rights_of(actor: Actor, group: Group) -> frozenset[May | str]:
    """What decides which entries a person sees."""
    allowed: set[May | str] = {may for may in May if actor.may(may, group.pk)}
    return frozenset(allowed | {_ON_ROSTER} if actor.teacher_id else allowed)


@lru_cache(maxsize=512)
def _entries(
    menu: tuple[MenuEntry, ...], rights: frozenset[May | str], code: str, language: str | None
) -> tuple[tuple[MenuEntry, str, str], ...]:
    """The entries of a section with titles and addresses, kept by rights, group and language."""
    del language
    return tuple(
        (one, _(one.title), reverse(one.name, args=[code]))
        for one in menu
        if one.may in rights and (_ON_ROSTER in rights or not one.for_teachers)
    )


def _here(entry: MenuEntry, rest: str) -> bool:
    """Does the page belong to the entry? One without addresses of its own is the first page."""
    return rest.startswith(entry.prefixes) if entry.prefixes else rest == ""
