"""Reads about people."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from gugus.people.models import CommitteePost, Group, GroupSchool, School, StudyGroup, Teacher
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.queries import has_users


def current_year() -> int:
    """The school year of today, by its July year."""
    return school_year_of(timezone.localdate())


def is_empty_installation() -> bool:
    """Nobody can sign in yet: the first set-up is still to be done."""
    return not has_users()


def _belonging(year: int) -> Q:
    return Q(first_year__lte=year) & (Q(last_year=None) | Q(last_year__gte=year))


def groups_of_school(school_id: int, year: int) -> frozenset[int]:
    """Ids of the groups that a school belongs to in a school year."""
    rows = GroupSchool.objects.filter(_belonging(year), school_id=school_id)
    return frozenset(rows.values_list("group_id", flat=True))


def school_ids_of(group_id: int, year: int | None = None) -> QuerySet[GroupSchool, int]:
    """Ids of a group's schools in a school year (default: this one), as a subquery."""
    rows = GroupSchool.objects.filter(_belonging(year or current_year()), group_id=group_id)
    return rows.values_list("school_id", flat=True)


def schools_of(group: Group, year: int | None = None) -> QuerySet[School]:
    """A group's schools in a school year."""
    return School.objects.filter(id__in=school_ids_of(group.pk, year))


def teachers_of(group: Group, year: int | None = None) -> QuerySet[Teacher]:
    """The active teachers of a group's schools, with their schools."""
    rows = Teacher.objects.filter(active=True, school_id__in=school_ids_of(group.pk, year))
    return rows.select_related("school")


def members_of(study_group: StudyGroup, year: int | None = None) -> QuerySet[Teacher]:
    """Teachers of a study group: those of its class levels or of its subject."""
    fits = Q(class_level__in=study_group.class_levels)
    if study_group.subject:
        fits |= Q(subject__iexact=study_group.subject)
    return teachers_of(study_group.group, year).filter(fits)


def post_holder(group: Group, post: CommitteePost.Post, day: date) -> CommitteePost | None:
    """Who holds a post on a day; the latest term wins."""
    rows = CommitteePost.objects.filter(
        Q(term_end=None) | Q(term_end__gte=day), group=group, post=post, term_start__lte=day
    )
    return rows.select_related("teacher", "group").order_by("-term_start", "-id").first()


def head_of(school: School) -> Teacher | None:
    """The school's head, as far as the roster says who that is.

    "Kepala Perpustakaan" is a duty too, so the word "Kepala" alone is not enough.
    """
    heads = Q()
    for title in ("kepala sekolah", "kepala madrasah", "kepala tk", "kepala ra"):
        heads |= Q(additional_duty__istartswith=title) | Q(staff_kind__istartswith=title)
    return Teacher.objects.filter(heads, school=school, active=True).order_by("id").first()
