"""Reads about the forum's sessions."""

from collections import Counter

from django.db.models import QuerySet

from gugus.people.models import School, Teacher
from gugus.people.queries import school_heads_of, schools_of, teachers_of
from gugus.programme.models import Forum, ForumVoice, Programme


def forums_of(programme: Programme) -> QuerySet[Forum]:
    """The sessions about a programme with who spoke, the latest first."""
    rows = Forum.objects.filter(programme=programme).select_related("recorded_by")
    return rows.prefetch_related("voices__teacher", "voices__school").order_by("-id")


def stand_counts(forum: Forum) -> Counter[str]:
    """How many stood how."""
    return Counter(voice.stand for voice in forum.voices.all())


def count_schools_present(forum: Forum) -> int:
    """From how many schools somebody was there."""
    return len({voice.school_id for voice in forum.voices.all() if voice.school_id})


def representatives_of(programme: Programme) -> list[tuple[School, Teacher | None]]:
    """The group's schools, each with its head as far as the roster names one."""
    schools = schools_of(programme.group, programme.school_year) or schools_of(programme.group)
    heads = school_heads_of(schools)
    return [(school, heads.get(school.pk)) for school in schools]


def members_at(programme: Programme) -> list[Teacher]:
    """The group's teachers school by school."""
    return list(
        teachers_of(programme.group).order_by("school__sort_key", "school_id", "sort_key", "pk")
    )


def voice_name(voice: ForumVoice) -> str:
    """The name of who spoke."""
    return voice.teacher.name if voice.teacher is not None else voice.name
