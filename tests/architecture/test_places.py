"""Every page stands in exactly one place, which crumb, left column and bottom bar show alike."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest
from django.urls import reverse

from gugus.config.places import ON_ROSTER, WORDS, Layout, href_of, installed_apps, layout
from gugus.people.registry import NavPlace, Tab, capabilities
from gugus.people.rules.roles import TABLE, May, Role
from tests.support.addresses import GROUP, Address, addresses
from tests.support.html import Part, whole_page_of
from tests.support.world import World

MOST_TABS = 6
# The list of the places themselves.
IN_NO_PLACE = {"home:more"}
TABS = [tab for one in capabilities().values() for tab in one.tabs]
IN_GROUP = [one for one in addresses().values() if one.route.startswith(GROUP)]
ROLES = [*((role,) for role in Role), *combinations(Role, 2)]
MEMBERS = [role for role in Role if May.SEE_GROUP in TABLE[role]]


def rights_of(roles: tuple[Role, ...]) -> frozenset[May | str]:
    rights: frozenset[May | str] = frozenset[May]().union(*(TABLE[role] for role in roles))
    return rights | {ON_ROSTER} if Role.TEACHER in roles else rights


def layout_of(*roles: Role) -> Layout:
    return layout(installed_apps(), roles, rights_of(roles))


def open_to(roles: tuple[Role, ...]) -> Iterator[Address]:
    for one in IN_GROUP:
        if one.anyof & rights_of(roles) and one.scope == "group":
            yield one


@pytest.mark.parametrize("roles", ROLES)
def test_every_address_that_somebody_may_open_has_one_place_that_they_see(
    roles: tuple[Role, ...],
) -> None:
    found = layout_of(*roles)
    for one in open_to(roles):
        here = found.here(one.route.removeprefix(GROUP))
        if one.name in IN_NO_PLACE:
            assert here.place is None, one.name
            continue
        assert here.place in found.tabs, f"{one.name} stands nowhere for {roles}"
        assert here.tab is None or here.tab.place == here.place, one.name


@pytest.mark.parametrize("roles", ROLES)
def test_no_place_holds_too_many_tabs_or_one_twice(roles: tuple[Role, ...]) -> None:
    found = layout_of(*roles)
    shown = [page.name for tabs in found.tabs.values() for tab in tabs for page in tab.pages]
    assert not [name for name, n in Counter(shown).items() if n > 1]
    for place, tabs in found.tabs.items():
        assert len(tabs) <= MOST_TABS, place
        assert all(len(tab.pages) <= MOST_TABS for tab in tabs), place


def test_two_roles_find_what_each_finds() -> None:
    for roles in combinations(Role, 2):
        places = set(layout_of(*roles).tabs)
        assert places == set(layout_of(roles[0]).tabs) | set(layout_of(roles[1]).tabs), roles


def test_a_tab_leads_to_a_page_whose_guard_knows_its_permission() -> None:
    for tab in TABS:
        assert {tab.may, *tab.also} <= addresses()[tab.name].anyof | {May.SEE_GROUP}, tab.name
        assert addresses()[tab.name].parts == (
            set() if tab.place == NavPlace.REGION else {"code"}
        ), tab.name


def test_a_tab_stands_under_one_that_stands_under_none() -> None:
    heads = {(tab.name, tab.place) for tab in TABS if not tab.under}
    for tab in TABS:
        assert not tab.under or (tab.under, tab.place) in heads, tab.name


def test_no_two_tabs_claim_the_same_addresses_in_one_place() -> None:
    claimed = [(tab.place, prefix) for tab in TABS for prefix in tab.prefixes]
    claimed += [
        (place, prefix)
        for app in capabilities().values()
        for place, prefixes in app.grounds.items()
        for prefix in prefixes
    ]
    assert not [one for one, n in Counter(claimed).items() if n > 1]


def test_the_bar_holds_five_and_the_two_of_the_role() -> None:
    two = {
        Role.TEACHER: (NavPlace.CLASSROOM, NavPlace.PROGRAMME),
        Role.SECRETARY: (NavPlace.CLASSROOM, NavPlace.GROUP),
        Role.CHAIR: (NavPlace.PROGRAMME, NavPlace.CLASSROOM),
        Role.TREASURER: (NavPlace.MONEY, NavPlace.CLASSROOM),
        Role.SCHOOL_HEAD: (NavPlace.SUPPORT, NavPlace.CLASSROOM),
        Role.SUPERVISOR: (NavPlace.SUPPORT, NavPlace.PROGRAMME),
    }
    for role, places in two.items():
        assert layout_of(role).bar == (NavPlace.HOME, NavPlace.MEETINGS, *places)
        assert layout_of(role).remaining()
    assert tuple(layout_of(Role.DISTRICT_OFFICER).tabs) == (NavPlace.REGION,)


def test_who_guides_finds_money_under_what_stands_for_it() -> None:
    for role in (Role.SCHOOL_HEAD, Role.SUPERVISOR):
        found = layout_of(role)
        assert NavPlace.MONEY not in found.tabs
        money = next(tab for tab in found.tabs[NavPlace.SUPPORT] if tab.title == "Uang")
        assert "cash:cash" in {page.name for page in money.pages}
        assert found.here("kas/periksa/2026-07/").place == NavPlace.SUPPORT
    assert NavPlace.MONEY in layout_of(Role.SCHOOL_HEAD, Role.TEACHER).tabs


def test_a_role_finds_its_daily_work_first() -> None:
    assert layout_of(Role.TREASURER).tabs[NavPlace.MONEY][0].pages[0].name == "cash:cash"
    assert layout_of(Role.TEACHER).tabs[NavPlace.MONEY][0].pages[0].name == "actuals:report"


def _shown(page: Part) -> tuple[str, str, str]:
    """The place by crumb, column and bar; *Lainnya* of the bar is '…'."""
    crumb = page.all("nav", class_="crumb")
    column = page.only("nav", class_="side").all("a", aria_current="true")
    bar = page.only("nav", class_="foot").all("a", aria_current="page")
    first = crumb[0].all("li")[0].text if crumb else ""
    below = "…" if bar and bar[0].text == "Lainnya" else bar[0].text if bar else ""
    return first, column[0].text if column else "", below


@pytest.mark.parametrize("role", MEMBERS)
def test_crumb_column_and_bar_agree_on_every_tab(role: Role, world: World) -> None:
    found = layout_of(role)
    client = world.client(role)
    for place, tabs in found.tabs.items():
        title = WORDS[place].title
        for tab in tabs:
            for one in tab.pages:
                page = whole_page_of(client.get(href_of(one, world.group.code)))
                below = title if place in found.bar else "…"
                start = one.name == "home:home"
                assert _shown(page) == ("" if start else title, title, below), one.name
                _names_its_tab(page, place, tab.title, one)


def _names_its_tab(page: Part, place: NavPlace, title: str, one: Tab) -> None:
    if place == NavPlace.HOME:
        return
    column = page.only("nav", class_="side").only("a", aria_current="page")
    assert column.text.startswith(title), one.name
    trail = [part.text for part in page.only("nav", class_="crumb").all("li")]
    assert trail[1].startswith(title), one.name


def test_who_has_no_group_finds_the_own_pages_and_the_way_out(world: World) -> None:
    page = whole_page_of(world.client(Role.DISTRICT_OFFICER).get("/wilayah/"))
    menu = page.only("details", class_="me")
    assert menu.leads_to(reverse("accounts:account"))
    assert menu.leads_to(reverse("accounts:own_data"))
    assert menu.only("form").says("Keluar")
    assert page.only("nav", class_="side").only("a", aria_current="true").text == "Wilayah"


def test_the_own_pages_stand_in_the_frame_of_the_only_group(world: World) -> None:
    page = whole_page_of(world.client(Role.TEACHER).get(reverse("accounts:own_data")))
    assert page.only("nav", class_="side").only("a", aria_current="true").text == "Beranda"
    assert page.only("details", class_="me").leads_to(
        reverse("attendance:card", args=[world.group.code])
    )
