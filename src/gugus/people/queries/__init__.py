"""Reads about people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from gugus.people.clock import current_year, year_here
from gugus.people.models import (
    CommitteePost,
    Group,
    GroupSchool,
    Membership,
    Place,
    RoleAssignment,
    School,
    Speaker,
    StudyGroup,
    Teacher,
)
from gugus.people.queries.members import (
    belonging,
    members_today,
    roster_on,
    school_ids_of,
    schools_within,
)
from gugus.people.rules.membership import OwnMembership, RosterEntry, groups_by_nearness
from gugus.people.rules.roles import Role
from gugus.people.rules.teaching import HEAD_TITLES
from gugus.platform.foundation.models import AuditEntry, PersonalKey
from gugus.platform.foundation.queries import has_users


def is_empty_installation() -> bool:
    """Nobody can sign in yet: the first set-up is still to be done."""
    return not has_users()


def groups_of_school(school_id: int, year: int) -> frozenset[int]:
    """Ids of the groups that a school belongs to in a school year."""
    rows = GroupSchool.objects.filter(belonging(year), school_id=school_id)
    return frozenset(rows.values_list("group_id", flat=True))


def schools_by_year(group: Group, years: Iterable[int]) -> dict[int, frozenset[int]]:
    """Ids of a group's schools in each of several school years."""
    rows = GroupSchool.objects.filter(group=group).values_list(
        "school_id", "first_year", "last_year"
    )
    known = list(rows)
    return {
        year: frozenset(pk for pk, first, last in known if first <= year <= (last or year))
        for year in years
    }


def schools_of(group: Group, year: int | None = None) -> QuerySet[School]:
    """A group's schools in a school year."""
    return School.objects.filter(id__in=schools_within(group.pk, year or current_year(group)))


def teachers_of(
    group: Group, year: int | None = None, day: date | None = None
) -> QuerySet[Teacher]:
    """The active teachers of a group's schools, with their schools.

    With a `day`: those who were members then, whoever left since or came later.
    """
    year = year or current_year(group)
    rows = members_today(group.pk, year) if day is None else roster_on(group.pk, year, day)
    return rows.select_related("school")


def at_schools(group_id: int, schools: Iterable[int]) -> Q:
    """The teachers of these schools of a group, also those whose second school one of them is."""
    second = Membership.objects.filter(group_id=group_id, school_id__in=schools, until=None)
    return Q(school_id__in=schools) | Q(pk__in=second.values("teacher_id"))


def _by_teacher(rows: QuerySet[Membership]) -> dict[int, tuple[OwnMembership, ...]]:
    found: dict[int, tuple[OwnMembership, ...]] = {}
    names = ("teacher_id", "group_id", "school_id", "since", "until", "is_home")
    for teacher, group, school, since, until, is_home in rows.values_list(*names):
        said = OwnMembership(group, school, since, until, is_home)
        found[teacher] = (*found.get(teacher, ()), said)
    return found


def groups_of_teachers(
    teachers: Iterable[Teacher], year: int | None = None, *, with_left: bool = False
) -> dict[int, tuple[int, ...]]:
    """The groups that each of these teachers belongs to, home first. Two queries.

    `with_left`: as if nobody had left any.
    """
    people = list(teachers)
    own = _by_teacher(Membership.objects.filter(teacher__in=people))
    if with_left:
        own = {pk: tuple(replace(row, until=None) for row in rows) for pk, rows in own.items()}
    asked = {one.school_id for one in people}
    asked |= {row.school_id for rows in own.values() for row in rows if row.school_id}
    rows = GroupSchool.objects.filter(belonging(year or year_here()), school_id__in=asked)
    pairs = list(rows.order_by("pk").values_list("group_id", "school_id"))
    return {
        one.pk: groups_by_nearness(
            RosterEntry(one.school_id, one.active or with_left, own=own.get(one.pk, ())),
            [group for group, school in pairs if school == one.school_id],
            pairs,
        )
        for one in people
    }


def kept_elsewhere(group: Group, teachers: Iterable[Teacher]) -> dict[int, Group]:
    """Those whose record another group keeps, with that group; who left all stays their home's."""
    people = list(teachers)
    found = groups_of_teachers(people)
    gone = [one for one in people if not found[one.pk]]
    if gone:
        found |= groups_of_teachers(gone, with_left=True)
    homes = {pk: groups[0] for pk, groups in found.items() if groups}
    others = Group.objects.in_bulk({home for home in homes.values() if home != group.pk})
    return {pk: others[home] for pk, home in homes.items() if home in others}


def schools_kept_by(group_id: int, year: int | None = None) -> QuerySet[GroupSchool, int]:
    """Ids of the schools whose rosters a group keeps: no other had them earlier."""
    now = GroupSchool.objects.filter(belonging(year or year_here()))
    earlier = now.filter(school=OuterRef("school"), pk__lt=OuterRef("pk"))
    rows = now.filter(~Exists(earlier.exclude(group=group_id)), group_id=group_id)
    return rows.values_list("school_id", flat=True)


def keeper_of(school: School, year: int | None = None) -> Group | None:
    """The group that keeps a school's roster: of those it belongs to, the earliest."""
    rows = GroupSchool.objects.filter(belonging(year or year_here()), school=school)
    first = rows.select_related("group").order_by("pk").first()
    return first.group if first is not None else None


def secretaries_of(group: Group, day: date) -> list[str]:
    """The names of those to ask for what only this group may do."""
    held = roles_in_force(day).filter(role=Role.SECRETARY, group=group).order_by("id")
    return [row.user.name for row in held]


def members_of(
    study_group: StudyGroup, year: int | None = None, day: date | None = None
) -> QuerySet[Teacher]:
    """Teachers of a study group: those of its class levels or of its subject."""
    fits = Q(class_level__in=study_group.class_levels)
    if study_group.subject:
        fits |= Q(subject__iexact=study_group.subject)
    return teachers_of(study_group.group, year, day).filter(fits)


def post_holder(group: Group, post: CommitteePost.Post, day: date) -> CommitteePost | None:
    """Who holds a post on a day; the latest term wins."""
    rows = CommitteePost.objects.filter(
        Q(term_end=None) | Q(term_end__gte=day), group=group, post=post, term_start__lte=day
    )
    return rows.select_related("teacher", "group").order_by("-term_start", "-id").first()


def school_head_of(school: School) -> Teacher | None:
    """The school's head, as far as the roster says who that is."""
    return school_heads_of([school]).get(school.pk)


def school_heads_of(schools: Iterable[School]) -> dict[int, Teacher]:
    """The heads of several schools, by school.

    "Kepala Perpustakaan" is a duty too, so the word "Kepala" alone is not enough.
    """
    heads = Q()
    for title in HEAD_TITLES:
        heads |= Q(additional_duty__istartswith=title) | Q(staff_kind__istartswith=title)
    rows = Teacher.objects.filter(heads, school__in=list(schools), active=True)
    # Of several the one who was there first.
    return {one.school_id: one for one in rows.order_by("-id")}


def roles_in_force(day: date) -> QuerySet[RoleAssignment]:
    """The roles held on a day, with their persons and scopes."""
    rows = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return rows.select_related("user", "school", "group", "place")


def holds_office(user_id: int, day: date) -> bool:
    """Does the person hold a role beside that of a teacher? Then only a password lets them in."""
    return roles_in_force(day).filter(user_id=user_id).exists()


def offices_of(group: Group, day: date) -> QuerySet[RoleAssignment]:
    """The roles held on a day in a group and at its schools."""
    return roles_in_force(day).filter(group=group)


def memberships_of(group: Group, year: int | None = None) -> QuerySet[GroupSchool]:
    """A group's schools in a school year, each with the years it belongs."""
    rows = GroupSchool.objects.filter(belonging(year or current_year(group)), group=group)
    return rows.select_related("school__place__parent__parent").order_by(
        "school__sort_key", "school_id"
    )


def roster_of(group: Group, *, with_left: bool = False) -> QuerySet[Teacher]:
    """The teachers of a group now, on request with those who left."""
    if not with_left:
        return members_today(group.pk, year_here()).select_related("school")
    said = Membership.objects.filter(group=group).values("teacher_id")
    here = Q(school_id__in=school_ids_of(group.pk)) | Q(pk__in=said)
    return Teacher.objects.filter(here).select_related("school")


@dataclass(frozen=True)
class Roster:
    """A group's schools and teachers, read once; `left` counts those who are no longer there."""

    memberships: tuple[GroupSchool, ...]
    teachers: tuple[Teacher, ...]
    left: int
    # By teacher: schools of the group where they teach beside their own.
    second: Mapping[int, frozenset[int]]

    def at(self, school: int) -> tuple[Teacher, ...]:
        """Who teaches at a school."""
        return tuple(
            one
            for one in self.teachers
            if one.school_id == school or school in self.second.get(one.pk, ())
        )


def whole_roster(group: Group) -> Roster:
    """What the page of members is made of."""
    said = _by_teacher(Membership.objects.filter(group=group, until=None))
    return Roster(
        tuple(memberships_of(group)),
        tuple(roster_of(group)),
        former_members_of(group).count(),
        {
            pk: frozenset(row.school_id for row in rows if row.school_id)
            for pk, rows in said.items()
        },
    )


def membership_of(group: Group, teacher: Teacher) -> OwnMembership:
    """From when to when somebody belongs to a group, and how: by their school or by themselves."""
    rows = _by_teacher(Membership.objects.filter(group=group, teacher=teacher)).get(teacher.pk, ())
    stands = [row for row in rows if row.replaces(teacher.school_id)] or list(rows)
    by_school = OwnMembership(group.pk, teacher.school_id, teacher.joined_on, teacher.left_on)
    return min(stands, key=lambda row: row.until is not None, default=by_school)


def former_members_of(group: Group) -> QuerySet[Teacher]:
    """The teachers who left this group."""
    now = members_today(group.pk, year_here())
    return roster_of(group, with_left=True).exclude(pk__in=now.values("pk"))


def had_roster(*school_ids: int) -> bool:
    """Was a roster of any of these schools read in before, by a person or by the command?"""
    applied = Q(verb="import_draft.applied", data__kind="roster", data__school__in=school_ids)
    imported = Q(verb="roster.imported", object_id__in=school_ids)
    return AuditEntry.objects.filter(applied | imported).exists()


def find_places(text: str, *, wide: bool = False, limit: int = 15) -> list[Place]:
    """Kecamatan (and kabupaten, if `wide`) by words of their own and their region's names.

    "ciawi bogor" finds Ciawi in Kabupaten Bogor; places whose own name begins so come first.
    """
    # PostgreSQL takes no NUL in a text.
    words = text.replace(",", " ").replace("\0", " ").split()[:8]
    if not words:
        return []
    rows = Place.objects.filter(parent__isnull=False)
    if not wide:
        rows = rows.filter(parent__parent__isnull=False)
    for word in words:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(parent__name__icontains=word)
            | Q(parent__parent__name__icontains=word)
        )
    first = Case(
        When(name__iexact=words[0], then=0),
        When(name__istartswith=words[0], then=1),
        When(name__icontains=words[0], then=2),
        default=3,
        output_field=IntegerField(),
    )
    return list(rows.select_related("parent__parent").order_by(first, "name", "code")[:limit])


def speakers_with_own_contact(group: Group) -> frozenset[int]:
    """The speakers whose telephone this group shows: those whom it was the first to write down.

    A speaker shared later has given the number to the first group, not to every other one.
    """
    links = Speaker.groups.through.objects
    first = links.filter(speaker=OuterRef("speaker")).order_by("pk").values("pk")[:1]
    own = links.filter(group=group, pk=Subquery(first))
    return frozenset(own.values_list("speaker_id", flat=True))


def committee_of(group: Group) -> QuerySet[CommitteePost]:
    """All posts of a group, past ones too, with who holds them."""
    return group.posts.select_related("teacher__school", "group")


def posts_of(group: Group, teacher: Teacher) -> QuerySet[CommitteePost]:
    """The posts that a teacher holds, as long as no end is known."""
    return committee_of(group).filter(teacher=teacher, term_end=None)


def count_references(row: Model) -> int:
    """How many records of any app point to a record: what stands in the way of deleting it."""
    return sum(
        related.related_model._base_manager.filter(**{related.field.name: row}).count()
        for related in row._meta.related_objects
    )


def study_groups_of(group: Group, teacher: Teacher) -> list[StudyGroup]:
    """The study groups that a teacher belongs to, by class level or subject."""
    return [row for row in group.study_groups.all() if is_in_study_group(row, teacher)]


def is_in_study_group(study_group: StudyGroup, teacher: Teacher) -> bool:
    """The rule of `members_of`, for a teacher already read."""
    if teacher.class_level is not None and teacher.class_level in study_group.class_levels:
        return True
    return bool(teacher.subject) and teacher.subject.casefold() == study_group.subject.casefold()


def teachers_without_sign_in(group: Group, day: date) -> QuerySet[Teacher]:
    """Teachers who hold neither an office nor a live link or PIN, so cannot sign in.

    Those whose school's roster another group keeps get their keys there.
    """
    officers = roles_in_force(day).values("user_id")
    live = PersonalKey.objects.filter(withdrawn_at=None).values("user_id")
    belongs = GroupSchool.objects.filter(belonging(year_here()), school=OuterRef("school"))
    first = Subquery(belongs.order_by("pk").values("group")[:1])
    keeper = Coalesce(first, group.pk, output_field=BigIntegerField())
    said = Membership.objects.filter(is_home=True, until=None)
    own = teachers_of(group).annotate(keeper=keeper)
    own = own.filter(Q(keeper=group.pk) | Q(pk__in=said.filter(group=group).values("teacher")))
    own = own.exclude(pk__in=said.exclude(group=group).values("teacher"))
    return own.exclude(user__in=officers).exclude(user__in=live)
