"""The frame of every page: top bar, places, tabs and crumb, limited to the person's roles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from django.db import DatabaseError
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.config.places import (
    WORDS,
    Here,
    Layout,
    OpenTab,
    href_of,
    layout_in,
    layout_outside,
)
from gugus.home.queries.facts import counts_of
from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import ROLE_LABELS, Group
from gugus.people.registry import NavPlace, Tab, Viewer, capabilities
from gugus.people.rules.years import school_year_label
from gugus.platform.web.compiled import render_compiled


@dataclass(frozen=True)
class NavItem:
    """A navigation item; `figure` is what waits there for the person who looks."""

    title: str
    href: str
    here: bool
    icon: str = ""
    about: str = ""
    figure: int = 0


@dataclass(frozen=True)
class NavPart:
    """A place of the left column, with its tabs where it is open."""

    place: NavItem
    tabs: tuple[NavItem, ...] = ()


@dataclass(frozen=True)
class Navigation:
    """The navigation of all people of the same rights at a page, as it stands in the frame.

    `side`, `tabs`, `crumb` and `bar` are rendered; `more` are the places without room in the bar,
    `own` a person's own pages.
    """

    side: str = ""
    crumb: str = ""
    tabs: str = ""
    bar: str = ""
    more: tuple[NavItem, ...] = ()
    own: tuple[NavItem, ...] = ()
    search: NavItem | None = None


@dataclass(frozen=True)
class Shell:
    """What the frame of a page shows."""

    heading: str
    subheading: str = ""
    # The heading leads to a choice.
    has_choice: bool = False
    person: str = ""
    # What the person teaches, else the office.
    person_note: str = ""
    # For scripts: whose phone this is, and which group the page belongs to.
    person_id: int = 0
    group_code: str = ""
    # Pages of a group from which a phone fetches ahead what it may need without signal.
    caches_offline_pages: bool = False
    find: Callable[[], Navigation] = Navigation

    @cached_property
    def navigation(self) -> Navigation:
        """The places; a part of a page that shows none looks for none."""
        return self.find()


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: the frame, from what the guard of the view already knows."""
    actor: Actor | None = getattr(request, "actor", None)
    group: Group | None = getattr(request, "group", None)
    if actor is None:
        return {"shell": Shell("Gugus")}
    if group is None:
        return {"shell": _outside(request, actor)}
    return {"shell": _in_group(request, actor, group)}


def _in_group(request: HttpRequest, actor: Actor, group: Group) -> Shell:
    rest = request.path.removeprefix(f"/g/{group.code}/")
    roles = actor.roles_in(group.pk)
    role = str(ROLE_LABELS[roles[0]]) if roles else ""
    year = school_year_label(current_year(group))
    return Shell(
        heading=group.name,
        subheading=year,
        has_choice=_has_choice(actor),
        person=actor.name,
        person_note=" · ".join(one for one in (teaching_note(actor), role) if one),
        person_id=actor.user_id,
        group_code=group.code,
        caches_offline_pages=not rest or rest.startswith("pertemuan/"),
        find=lambda: _found(Viewer(actor, group, timezone.now()), rest),
    )


def _outside(request: HttpRequest, actor: Actor) -> Shell:
    """A page of the person alone, in the frame of the group where there is but one."""
    known = actor.group_ids()
    group = Group.objects.filter(pk__in=known).first() if len(known) == 1 else None
    layout = layout_outside(actor) if group is None else layout_in(actor, group)
    here = layout.here(request.path)
    return Shell(
        heading="Gugus" if group is None else group.name,
        has_choice=_has_choice(actor),
        person=actor.name,
        person_note=teaching_note(actor),
        person_id=actor.user_id,
        find=lambda: _navigation(layout, group.code if group else "", here, (), get_language()),
    )


def _has_choice(actor: Actor) -> bool:
    return len(actor.group_ids()) > 1


def teaching_note(actor: Actor) -> str:
    """The class or the subject; '' where nothing is known."""
    if actor.class_level is not None:
        return _("Kelas %(level)s") % {"level": actor.class_level}
    return actor.subject


def _found(viewer: Viewer, rest: str) -> Navigation:
    layout = layout_in(viewer.actor, viewer.group)
    here = layout.here(rest)
    figures = tuple(_figures(viewer, layout, here).items())
    return _navigation(layout, viewer.group.code, here, figures, get_language())


def _figures(viewer: Viewer, layout: Layout, here: Here) -> dict[str, int]:
    """What waits beside each tab of the open place: one question, and none on pages below a tab."""
    if here.place is None or not here.is_page:
        return {}
    pages = [page for one in layout.tabs.get(here.place, ()) for page in one.pages if page.waits]
    if not pages:
        return {}
    asked = {page.name: (_app_of(page.name), page.waits) for page in pages}
    try:
        return counts_of(viewer, asked)
    except DatabaseError:
        # The page that says so stands in this frame too.
        return {}


@cache
def _app_of(name: str) -> str:
    """The app that declares a tab."""
    return next(
        app for app, one in capabilities().items() if name in {tab.name for tab in one.tabs}
    )


@lru_cache(maxsize=2048)
def _navigation(
    layout: Layout,
    code: str,
    here: Here,
    figures: tuple[tuple[str, int], ...],
    language: str | None,
) -> Navigation:
    """The navigation, kept by layout, group, place, what waits, and language."""
    del language
    made = _Maker(layout, code, here, dict(figures))
    return made.navigation()


@dataclass(frozen=True)
class _Maker:
    """Makes the navigation of a page."""

    layout: Layout
    code: str
    here: Here
    figures: Mapping[str, int]

    def navigation(self) -> Navigation:
        """All of it."""
        if not self.layout.tabs:
            return Navigation()
        bar = [self.place(one) for one in self.layout.bar]
        remaining = tuple(self.place(one) for one in self.layout.remaining())
        if remaining:
            bar.append(self.more(is_here=any(one.here for one in remaining)))
        parts = [NavPart(self.place(one), self.column(one)) for one in self.layout.tabs]
        return Navigation(
            side=render_compiled("web/side.html", parts=parts),
            crumb=self.crumb(),
            tabs=self.rows(),
            bar=render_compiled("web/bar.html", places=bar, icons=static("web/icons.svg")),
            more=remaining,
            own=tuple(self.page(one) for one in self.layout.own),
            search=self.search(),
        )

    def place(self, place: NavPlace) -> NavItem:
        """A place: it leads to the first of its tabs."""
        words, first = WORDS[place], self.layout.tabs[place][0].pages[0]
        href = href_of(first, self.code)
        about = _(words.about) if words.about else ""
        return NavItem(_(words.title), href, place == self.here.place, words.icon, about)

    def more(self, *, is_here: bool) -> NavItem:
        """*Lainnya*: also where a place stands that the bar has no room for."""
        href = reverse("home:more", args=[self.code])
        return NavItem(_("Lainnya"), href, is_here or self.here.is_more, "more")

    def column(self, place: NavPlace) -> tuple[NavItem, ...]:
        """The tabs of the open place; a person's own pages stand in the menu of the name."""
        if place != self.here.place or place == NavPlace.HOME:
            return ()
        return tuple(self.tab(one) for one in self.layout.tabs[place])

    def tab(self, one: OpenTab) -> NavItem:
        """A tab, with what waits in all its pages."""
        figure = sum(self.figures.get(page.name, 0) for page in one.pages)
        is_here = self.here.tab in one.pages
        return NavItem(_(one.title), href_of(one.pages[0], self.code), is_here, figure=figure)

    def page(self, one: Tab) -> NavItem:
        """A page in the row of those that stand under one tab."""
        figure = self.figures.get(one.name, 0)
        title = _(one.short or one.title)
        return NavItem(title, href_of(one, self.code), one == self.here.tab, figure=figure)

    def crumb(self) -> str:
        """The place, and the tab where the page stands below it."""
        place = self.here.place
        if place is None or place not in self.layout.tabs or self.is_start():
            return ""
        trail = [self.place(place)]
        if self.here.tab is not None:
            trail += self.trail(place, self.here.tab)
        return render_compiled("web/crumb.html", trail=trail, is_page=self.here.is_page)

    def is_start(self) -> bool:
        """The first page of all has nothing above it."""
        home = self.layout.tabs.get(NavPlace.HOME)
        return home is not None and self.here.tab in home[0].pages

    def trail(self, place: NavPlace, page: Tab) -> list[NavItem]:
        """The tab, and the page under it."""
        tab = next((one for one in self.layout.tabs[place] if page in one.pages), None)
        if tab is None:
            return []
        under = [] if page is tab.pages[0] else [self.page(page)]
        return [self.tab(tab), *under]

    def rows(self) -> str:
        """The tabs of the place, and the pages beside this one, above a page that is one of them."""
        place = self.here.place
        if not self.here.is_page or place is None or place == NavPlace.HOME:
            return ""
        if place not in self.layout.tabs:
            return ""
        open_tabs = self.layout.tabs[place]
        tab = next((one for one in open_tabs if self.here.tab in one.pages), None)
        pages = tab.pages if tab is not None else ()
        tabs = [self.tab(one) for one in open_tabs] if len(open_tabs) > 1 else []
        beside = [self.page(one) for one in pages] if len(pages) > 1 else []
        # The first of the pages may be called as the place is: the row has a name of its own.
        told = _("Halaman lain di bagian ini")
        return render_compiled(
            "web/tabs.html", place=self.place(place), tabs=tabs, pages=beside, told=told
        )

    def search(self) -> NavItem | None:
        """The search over the group, where an app declares one."""
        name = next((one.search_page for one in capabilities().values() if one.search_page), "")
        if not name or not self.code or NavPlace.HOME not in self.layout.tabs:
            return None
        return NavItem(_("Cari"), reverse(name, args=[self.code]), here=False)
