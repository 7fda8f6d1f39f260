"""The navigation around every page, limited to the person's roles."""

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import ROLE_LABELS, Group
from gugus.people.registry import MenuEntry, MenuSection, menu_of, prefixes_under_more
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.compiled import render_compiled

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
class Navigation:
    """The entries of all people of the same rights, and as they stand in the frame of a page.

    `side`, `side_end` (between them the person's own name stands) and `bar` are rendered.
    """

    sections: tuple[NavSection, ...] = ()
    side: str = ""
    side_end: str = ""
    bar: str = ""


_NONE = Navigation()


@dataclass(frozen=True)
class Shell:
    """What the frame of a page shows."""

    heading: str
    subheading: str = ""
    person: str = ""
    # For scripts: whose phone this is, and which group the page belongs to.
    person_id: int = 0
    group_code: str = ""
    # Pages of a group from which a phone fetches ahead what it may need without signal.
    caches_offline_pages: bool = False
    navigation: Navigation = _NONE


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: the frame, from what the guard of the view already knows."""
    actor: Actor | None = getattr(request, "actor", None)
    group: Group | None = getattr(request, "group", None)
    if actor is None:
        return {"shell": Shell("Gugus")}
    if group is None:
        return {"shell": Shell("Gugus", person=actor.name, person_id=actor.user_id)}
    return {"shell": _in_group(request, actor, group)}


def _in_group(request: HttpRequest, actor: Actor, group: Group) -> Shell:
    rest = request.path.removeprefix(f"/g/{group.code}/")
    entries = _entries(_apps(), _rights_of(actor, group))
    here = frozenset(one.name for one in entries if _here(one, rest))
    if rest.startswith(prefixes_under_more()):
        here |= {"more"}
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
        navigation=_navigation(entries, group.code, here, get_language()),
    )


def _apps() -> tuple[str, ...]:
    return tuple(config.name for config in apps.get_app_configs())


def _rights_of(actor: Actor, group: Group) -> frozenset[May | str]:
    """What decides which entries a person sees."""
    allowed: frozenset[May | str] = actor.rights_in(group.pk)
    return allowed | {_ON_ROSTER} if actor.teacher_id else allowed


@lru_cache(maxsize=512)
def _entries(installed: tuple[str, ...], rights: frozenset[May | str]) -> tuple[MenuEntry, ...]:
    """The entries of all sections, kept by the apps there are and by rights."""
    del installed
    return tuple(
        one
        for section in MenuSection
        for one in menu_of(section)
        if one.may in rights and (_ON_ROSTER in rights or not one.for_teachers)
    )


def _here(entry: MenuEntry, rest: str) -> bool:
    """Does the page belong to the entry? One without addresses of its own is the first page."""
    return rest.startswith(entry.prefixes) if entry.prefixes else rest == ""


@lru_cache(maxsize=512)
def _navigation(
    entries: tuple[MenuEntry, ...], code: str, here: frozenset[str], language: str | None
) -> Navigation:
    """The navigation, kept by entries, group, place and language."""
    del language

    def places(section: MenuSection) -> tuple[NavItem, ...]:
        return tuple(
            NavItem(_(one.title), reverse(one.name, args=[code]), one.icon, one.name in here)
            for one in entries
            if one.section == section
        )

    own = NavSection(
        _("Saya"),
        (
            *places(MenuSection.OWN),
            NavItem(_("Di HP ini"), reverse("sync:on_phone"), "phone", False),
        ),
    )
    main = places(MenuSection.MAIN)
    sections = (
        NavSection("", main),
        NavSection(_("Rencana tahun"), places(MenuSection.PLAN)),
        NavSection(_("Uang"), places(MenuSection.MONEY)),
        NavSection(_("Kelompok"), places(MenuSection.GROUP)),
        own,
    )
    more = NavItem(_("Lainnya"), reverse("home:more", args=[code]), "more", "more" in here)
    # Whoever does not see the group has no page of everything either, and few entries.
    bar = (*main, more) if main else places(MenuSection.GROUP)
    before_name, after_name = (
        (*sections[:-1], NavSection(own.title, ())),
        NavSection("", own.places),
    )
    return Navigation(
        sections=sections,
        side=render_compiled("web/side.html", sections=before_name),
        side_end=render_compiled("web/side.html", sections=[after_name]),
        bar=render_compiled("web/bar.html", places=bar, icons=static("web/icons.svg")),
    )
