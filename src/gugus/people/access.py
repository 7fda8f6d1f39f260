"""May this person do this, in this group? As an object test, as a filter, as a guard of views."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypedDict, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.people.clock import clock_of, current_year, day_here, year_here
from gugus.people.models import Group, RoleAssignment, Teacher
from gugus.people.queries import at_schools
from gugus.people.queries.members import members_today, school_ids_of
from gugus.people.rules.actor import Actor, Grant
from gugus.people.rules.roles import May, Role
from gugus.people.rules.years import school_year_of, year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.sync.commands import Command, CommandResult, register_handler
from gugus.platform.web.views import public_view

P = ParamSpec("P")
__all__ = [
    "Actor",
    "By",
    "Grant",
    "MemberCommand",
    "MemberRequest",
    "actor_of",
    "by",
    "group_command",
    "group_view",
    "load_actor",
    "person_view",
    "public_view",
    "visible_teachers",
]


# Assignment, role, its group, school and place, and one group that the school belongs to now.
_RoleRow = tuple[int, str, int | None, int | None, str | None, int | None]
_USER, _TODAY = Param("user", BigIntegerField()), Param("today", DateField())


def _membership(school: str) -> FilteredRelation:
    """The groups that a school belongs to in the asked year, joined to the rows of `school`."""
    year = Param("year", IntegerField())
    last = f"{school}__memberships__last_year"
    return FilteredRelation(
        f"{school}__memberships",
        condition=Q(**{f"{school}__memberships__first_year__lte": year})
        & (Q(**{last: None}) | Q(**{f"{last}__gte": year})),
    )


def _roles() -> "QuerySet[RoleAssignment, _RoleRow]":
    held = RoleAssignment.objects.filter(
        Q(until=None) | Q(until__gte=_TODAY), user=_USER, since__lte=_TODAY
    ).annotate(reach=_membership("school"))
    columns = ("id", "role", "group_id", "school_id", "place_id", "reach__group_id")
    return held.order_by("id").values_list(*columns)


# Teacher, school, class, subject, one group that the school belongs to; then what a row of `Membership` says: its
# group, its school, its last day, and whether that school is the group's now.
_TeacherRow = tuple[
    int, int, int | None, str, int | None, int | None, int | None, date | None, bool
]


_OWN = ("id", "school_id", "class_level", "subject")


def _teachers() -> "QuerySet[Teacher, _TeacherRow]":
    own = Teacher.objects.filter(user=_USER, active=True).annotate(reach=_membership("school"))
    said = school_ids_of(OuterRef("memberships__group_id"), Param("year", IntegerField()))
    in_group = Exists(said.filter(school=OuterRef("memberships__school_id")))
    row = [f"memberships__{name}" for name in ("group_id", "school_id", "until")]
    return own.order_by("id").values_list(*_OWN, "reach__group_id", *row, in_group)


_ROLES, _TEACHERS = Prepared(_roles), Prepared(_teachers)
_GROUP = Prepared(
    lambda: Group.objects.select_related("core_school", "place").filter(
        code=Param("code", CharField())
    )
)


class MemberRequest(HttpRequest):
    """A request that passed a guard: it knows its person and its group."""

    actor: Actor
    group: Group


def actor_of(request: HttpRequest) -> Actor | None:
    """The request's person, or None for a stranger."""
    if not request.user.is_authenticated:
        return None
    known = getattr(request, "actor", None)
    if known is None:
        known = load_actor(request.user)
        request.actor = known  # type: ignore[attr-defined]
    return cast(Actor, known)


def load_actor(user: User) -> Actor:
    """Read a person's roles as they stand today."""
    today = day_here()
    asked = {"user": user.pk, "today": today, "year": school_year_of(today)}
    grants = [_grant(*row) for row in _reach_by_role(_ROLES.all(**asked))]
    teachers = _TEACHERS.all(**asked)
    if not teachers:
        return Actor(user.pk, user.name, None, tuple(grants))
    pk, school, class_level, subject = teachers[0][:4]
    teaches = Grant(Role.TEACHER, frozenset(_teaching_reach(teachers)), school)
    return Actor(user.pk, user.name, pk, (*grants, teaches), class_level, subject)


def _teaching_reach(rows: Iterable[_TeacherRow]) -> set[int]:
    """The groups of the own school, but for what is said about single ones."""
    by_school: set[int | None] = set()
    instead, here = set[int](), set[int]()
    for _pk, own, _level, _subject, of_school, group, school, until, in_group in rows:
        by_school.add(of_school)
        if group is None:
            continue
        if school is None or school == own:
            instead.add(group)
        if until is None and (school is None or in_group):
            here.add(group)
    return {one for one in by_school if one is not None} - instead | here


def _reach_by_role(
    rows: Iterable[_RoleRow],
) -> Iterator[tuple[Role, set[int], int | None, str | None]]:
    """Each role once, with the group that gave it; a school office while the school belongs there."""
    known: dict[int, tuple[Role, set[int], int | None, str | None]] = {}
    for pk, role, group, school, place, of_school in rows:
        found = known.setdefault(pk, (Role(role), set(), school, place))
        if group is not None and (school is None or group == of_school):
            found[1].add(group)
    yield from known.values()


def _grant(role: Role, reach: set[int], school: int | None, place: str | None) -> Grant:
    if role == Role.SITE_ADMIN:
        return Grant(role, None)
    if place is None:
        return Grant(role, frozenset(reach), school)
    inside = Group.objects.filter(Q(place_id=place) | Q(place__code__startswith=f"{place}."))
    return Grant(role, frozenset(inside.values_list("id", flat=True)), None, place)


def visible_teachers(actor: Actor, what: May, group: Group) -> QuerySet[Teacher]:
    """The group's active teachers that `what` reaches for this person."""
    teachers = members_today(group.pk, year_here())
    schools = actor.schools_for(what, group.pk)
    return teachers if schools is None else teachers.filter(at_schools(group.pk, schools))


def _redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to sign in, and back afterwards.

    What was typed or tapped meanwhile is not kept: that is said, and signing in leads back to the
    page it stood on (many addresses take a form and show no page of their own). A tap by htmx
    asked for a part of a page: the sign-in page would land in the middle of it, so the browser
    itself is sent.
    """
    if request.method in ("GET", "HEAD"):
        here = request.get_full_path()
    else:
        messages.warning(
            request,
            _("Anda perlu masuk lagi. Isian yang baru saja dikirim belum tersimpan."),
            fail_silently=True,
        )
        here = _page_path(request.headers.get("Referer", "")) or request.get_full_path()
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(here)
    here = _page_path(request.headers.get("HX-Current-URL", "")) or "/"
    return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(here)["Location"]})


def _page_path(address: str) -> str:
    """The path of a page on this server, whatever host stands before it; '' when it is none."""
    try:
        page = urlsplit(address)
    except ValueError:
        return ""
    return f"{page.path}?{page.query}" if page.query else page.path


GroupView = Callable[Concatenate[MemberRequest, P], HttpResponse]


def group_view(*anyof: May) -> Callable[[GroupView[P]], Callable[..., HttpResponse]]:
    """Guard a view under `g/<code>/`: the person holds one of `anyof` there, else 404.

    A stranger is sent to sign in, whether the group exists or not.
    """

    def guard(view: GroupView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _redirect_to_sign_in(request)
            group = _GROUP.first(code=code)
            if group is None:
                raise Http404
            with clock_of(group):
                actor = load_actor(request.user)
                if not any(actor.may(what, group.pk) for what in anyof):
                    raise Http404
                member = cast(MemberRequest, request)
                member.actor, member.group = actor, group
                return view(member, *args, **kwargs)

        guarded.anyof = frozenset(anyof)  # type: ignore[attr-defined]
        guarded.scope = "group"  # type: ignore[attr-defined]
        return guarded

    return guard


def person_view(*anyof: May) -> Callable[[GroupView[P]], Callable[..., HttpResponse]]:
    """Guard a view outside any group: signed in, and one of `anyof` somewhere (if named)."""

    def guard(view: GroupView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor is None:
                return _redirect_to_sign_in(request)
            if anyof and not any(actor.may_anywhere(what) for what in anyof):
                raise Http404
            member = cast(MemberRequest, request)
            member.actor = actor
            return view(member, *args, **kwargs)

        guarded.anyof = frozenset(anyof)  # type: ignore[attr-defined]
        guarded.scope = "person"  # type: ignore[attr-defined]
        return guarded

    return guard


@dataclass(frozen=True)
class MemberCommand(Command):
    """A command that passed a guard: it knows its person and its group."""

    actor: Actor
    group: Group


@dataclass
class _CommandSender:
    """Who sent a batch, and its groups, each read once: the log's user is made anew per request."""

    user: User
    groups: dict[str, Group | None] = field(default_factory=dict)
    # By the day: two groups of one person may live in two.
    actors: dict[date, Actor] = field(default_factory=dict)

    def actor(self) -> Actor:
        today = day_here()
        if today not in self.actors:
            self.actors[today] = load_actor(self.user)
        return self.actors[today]

    def group(self, code: str) -> Group | None:
        if code not in self.groups:
            self.groups[code] = _GROUP.first(code=code)
        return self.groups[code]


def _sender(command: Command) -> _CommandSender:
    known: _CommandSender | None = getattr(command.user, "gugus_sender", None)
    if known is None:
        known = _CommandSender(command.user)
        command.user.gugus_sender = known  # type: ignore[attr-defined]
    return known


def _not_found() -> Refused:
    return Refused(_("Catatan ini tidak ditemukan, atau Anda tidak lagi boleh mengubahnya."))


def group_command(
    kind: str, *anyof: May
) -> Callable[[Callable[[MemberCommand], CommandResult]], Callable[[MemberCommand], CommandResult]]:
    """Guard what carries out a command of a phone: one of `anyof` in the group it names.

    Roles are read when the command arrives: what a person might do when they were offline does
    not count. A refusal says no more than that the group is not to be found.
    """

    def guard(
        handle: Callable[[MemberCommand], CommandResult],
    ) -> Callable[[MemberCommand], CommandResult]:
        def guarded(command: Command) -> CommandResult:
            sender = _sender(command)
            found = sender.group(command.group_code)
            if found is None:
                raise _not_found()
            with clock_of(found):
                actor = sender.actor()
                if not any(actor.may(what, found.pk) for what in anyof):
                    raise _not_found()
                return handle(MemberCommand(**vars(command), actor=actor, group=found))

        guarded.anyof = frozenset(anyof)  # type: ignore[attr-defined]
        register_handler(kind, guarded)
        return handle

    return guard


class By(TypedDict):
    """Who does something, and when: what every service asks first."""

    actor: Actor
    now: datetime


def by(request: MemberRequest) -> By:
    """The request's person, now: `delete_step(**by(request), step=step)`."""
    return By(actor=request.actor, now=timezone.now())


def year_asked(request: MemberRequest) -> int:
    """The year of `?tahun=`; anything that is no such year means this year where the group lives."""
    return year_of(request.GET.get("tahun", "")) or current_year(request.group)


def way_back(request: MemberRequest, otherwise: str) -> str:
    """The page of this group that a link named as `?kembali=`; never a place outside it."""
    asked = request.GET.get("kembali", "")
    inside = asked.startswith(f"/g/{request.group.code}/") and asked.isprintable()
    return asked if inside and "\\" not in asked else otherwise
