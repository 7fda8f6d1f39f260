"""What an app adds to the product: declared in its one file `capability.py`, gathered here.

The navigation, Beranda, the pages that a phone keeps, the example and the walk through all addresses
are made of what is declared: none of them names an app.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from functools import cache, cached_property
from importlib import import_module
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db.models import BigIntegerField, Exists, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.module_loading import module_has_submodule

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.people.queries.members import members_today
from gugus.people.rules.roles import May, Role
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.erasure import Held
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.searchable import Searchable
from gugus.platform.web.links import TaskLink

T = TypeVar("T")


class NavPlace(Enum):
    """The places of the product in their order: every page of a group stands in exactly one."""

    HOME = auto()
    MEETINGS = auto()
    CLASSROOM = auto()
    MATERIALS = auto()
    PROGRAMME = auto()
    MONEY = auto()
    # Stands for money where somebody guides others and has no office in the group.
    SUPPORT = auto()
    GROUP = auto()
    # For those who look after many groups.
    REGION = auto()


@dataclass(frozen=True)
class Tab:
    """A page of a place in the navigation, for those who may open it."""

    name: str
    title: str
    place: NavPlace
    may: May
    # Its place among all tabs of the place, or of those under the same one.
    order: int
    # Other permissions that open it.
    also: tuple[May, ...] = ()
    # How the addresses of its other pages begin: after the group's, or from the first "/" on.
    prefixes: tuple[str, ...] = ()
    # The tab under which it stands, one level down.
    under: str = ""
    # Its word where it stands beside those under it.
    short: str = ""
    # Those whose daily work it is find it first.
    first_for: tuple[Role, ...] = ()
    # Only for whoever does not find the same page in this place.
    unless: NavPlace | None = None
    # Only for somebody on the roster: an officer who teaches nowhere has no steps and no card.
    for_teachers: bool = False
    # What the app asks for Beranda (`HomePart.ask`) and waits for the person who looks.
    waits: tuple[str, ...] = ()


def _own_row() -> QuerySet[Teacher]:
    number = BigIntegerField()
    rows = members_today(Param("group", number), Param("year", IntegerField()))
    return rows.select_related("school").filter(pk=Param("teacher", number))


_OWN_ROW = Prepared(_own_row)


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at a group at a moment."""

    actor: Actor
    group: Group
    now: datetime

    def may(self, what: May) -> bool:
        """May this person do it in this group?"""
        return self.actor.may(what, self.group.pk)

    def sees(self, what: May, teacher: Teacher) -> bool:
        """Is it oneself, or does the right reach that teacher's school?"""
        schools = self.actor.schools_for(what, self.group.pk)
        is_self = teacher.pk == self.actor.teacher_id
        return is_self or schools is None or teacher.school_id in schools

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles held in the group."""
        return self.actor.roles_in(self.group.pk)

    @cached_property
    def today(self) -> date:
        """The day where the group lives."""
        return day_of(self.group, self.now)

    @cached_property
    def year(self) -> int:
        """The school year of that day."""
        return school_year_of(self.today)

    @cached_property
    def teacher_id(self) -> int | None:
        """The person's id on the group's roster."""
        return self.actor.teacher_id if Role.TEACHER in self.roles else None

    @cached_property
    def teacher(self) -> Teacher | None:
        """The person's row on the group's roster."""
        if self.teacher_id is None:
            return None
        return _OWN_ROW.first(group=self.group.pk, year=self.year, teacher=self.teacher_id)

    @property
    def only_teaches(self) -> bool:
        """A teacher without an office sees the meetings that call them; others see all."""
        return self.roles == (Role.TEACHER,)


# One value that a statement can hold; what came back, by the names under which it was asked.
Question = Coalesce | Exists | Subquery
Questions = Mapping[str, Question]
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class ThreadItem:
    """One link of the year's thread: `state` is done, hole (needs attention) or none yet."""

    title: str
    count: str
    note: str
    href: str
    state: str


@dataclass(frozen=True)
class Shown(Generic[T]):
    """Rows of Beranda and their place among those of all apps."""

    order: int
    rows: Callable[[Viewer, T], Iterable[TaskLink]]


@dataclass(frozen=True)
class Bead(Generic[T]):
    """A link of the year's thread and its place."""

    order: int
    item: Callable[[Viewer, T], ThreadItem]


def _nothing(viewer: Viewer) -> Questions:
    del viewer
    return {}


def _as_answered(viewer: Viewer, answers: Answers) -> Answers:
    del viewer
    return answers


@dataclass(frozen=True)
class Listed:
    """Rows that Beranda reads only where the value asked as `when` says that there are some."""

    when: str
    rows: Callable[[Viewer], QuerySet[Any, Any]]


@dataclass(frozen=True)
class HomePart(Generic[T]):
    """What an app shows on Beranda.

    `ask` names values; those of all apps are read in one statement. The rows of `lists` stand among the
    answers. `read` makes the app's own facts of the answers. The rest words them.
    """

    ask: Callable[[Viewer], Questions] = _nothing
    read: Callable[[Viewer, Answers], Any] = _as_answered
    lists: Mapping[str, Listed] = field(default_factory=dict)
    waiting: tuple[Shown[T], ...] = ()
    # What a new group does first.
    first_steps: tuple[Shown[T], ...] = ()
    thread: tuple[Bead[T], ...] = ()


class OfflineOf(Enum):
    """What a page that a phone keeps is about."""

    GROUP = auto()
    # The next meeting and the last ones.
    MEETING = auto()
    # The next meeting alone.
    MEETING_AHEAD = auto()


@dataclass(frozen=True)
class OfflineEntry:
    """A page that a phone keeps for work without signal."""

    name: str
    title: str
    may: May
    of: OfflineOf = OfflineOf.GROUP
    order: int = 50
    for_teachers: bool = False


@dataclass(frozen=True)
class OfflinePage:
    """One page to keep."""

    href: str
    title: str


# Records as plain values, with the names of the database's fields.
OwnRows = QuerySet[Any, Any] | Sequence[dict[str, Any]]


@dataclass(frozen=True)
class OwnRecords:
    """Records of one kind about the person who looks, which that person reads and takes along."""

    # Its name in the file.
    name: str
    title: str
    order: int
    # None where no such record can be: an officer who teaches nowhere is never marked.
    rows: Callable[[Viewer], OwnRows | None]
    # What is shown of a record, in this order; the file holds every field.
    shown: tuple[str, ...]


@dataclass(frozen=True)
class PersonPart:
    """What an app leads to from the page of a teacher: rows for those who may follow them."""

    order: int
    rows: Callable[[Viewer, Teacher], Iterable[TaskLink]]


@dataclass(frozen=True)
class Subject:
    """A kind of record to which a group may invite an outside evaluator: a study, a monitoring."""

    kind: str
    title: str
    # The records that may be looked at, by key; those of a group alone.
    names: Callable[[Group], Mapping[str, str]]
    # The page, which carries `@subject_view(kind)` and takes the key.
    address: str


@dataclass(frozen=True)
class DemoPart:
    """A step in building the example; `after` names those whose records it stands on.

    `build` is the dotted path of a function of the moment: the example is one story, whose parts lie
    together (`config.example`) and are loaded only when it is told.
    """

    name: str
    build: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Capability:
    """All that an app adds to what others compose."""

    tabs: tuple[Tab, ...] = ()
    # How addresses begin that belong to a place and to none of its tabs.
    grounds: Mapping[NavPlace, tuple[str, ...]] = field(default_factory=dict)
    # The address of the search over a group.
    search_page: str = ""
    home: HomePart[Any] | None = None
    offline: tuple[OfflineEntry, ...] = ()
    # Pages of single records that the person works on.
    offline_records: Callable[[Viewer], Iterable[OfflinePage]] | None = None
    own_records: tuple[OwnRecords, ...] = ()
    person: tuple[PersonPart, ...] = ()
    subjects: tuple[Subject, ...] = ()
    # What it does, in words that follow a person's name, by the verbs of the audit trail; and those
    # verbs that tell of a person's own affairs, which officers do not read.
    title: str = ""
    deeds: Mapping[str, str] = field(default_factory=dict)
    private_deeds: frozenset[str] = frozenset()
    # What it holds about a person by each foreign key, and what erasing does with it.
    held: tuple[Held, ...] = ()
    # Kinds of its records that the search finds.
    searchables: tuple[Searchable, ...] = ()
    demo: tuple[DemoPart, ...] = ()
    # Where the walk through all addresses finds an object for each: the path of a function. No
    # import, since it lives among the app's tests.
    samples: str = ""


def capabilities() -> Mapping[str, Capability]:
    """What each installed app declares, by the app's module, the lowest floor first."""
    return _declared(tuple(config.name for config in apps.get_app_configs()))


@cache
def _declared(names: tuple[str, ...]) -> Mapping[str, Capability]:
    return {
        name: import_module(f"{name}.capability").capability
        for name in names
        if module_has_submodule(import_module(name), "capability")
    }


def url_modules() -> Iterator[str]:
    """The addresses of the apps that declare a capability."""
    for name in capabilities():
        if module_has_submodule(import_module(name), "urls"):
            yield f"{name}.urls"


def offline_entries(of: OfflineOf) -> tuple[OfflineEntry, ...]:
    """The pages of one kind that phones keep, in their order."""
    entries = (entry for one in capabilities().values() for entry in one.offline)
    return tuple(sorted((e for e in entries if e.of == of), key=lambda e: e.order))


def own_records_of(viewer: Viewer) -> Iterator[tuple[OwnRecords, OwnRows]]:
    """All that is recorded about a person in a group, kind by kind in their order."""
    kinds = (kind for one in capabilities().values() for kind in one.own_records)
    for kind in sorted(kinds, key=lambda kind: kind.order):
        rows = kind.rows(viewer)
        if rows is not None:
            yield kind, rows


def person_rows(viewer: Viewer, teacher: Teacher) -> tuple[TaskLink, ...]:
    """Where a teacher's page leads, in the order of the parts."""
    parts = (part for one in capabilities().values() for part in one.person)
    return tuple(
        row
        for part in sorted(parts, key=lambda part: part.order)
        for row in part.rows(viewer, teacher)
    )


def subjects() -> dict[str, Subject]:
    """Every kind of record that an outside evaluator may be invited to."""
    return {one.kind: one for app in capabilities().values() for one in app.subjects}
