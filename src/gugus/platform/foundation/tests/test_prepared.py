"""A prepared query gives what the query would give, each time anew."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from gugus.platform.foundation.models import AuditEntry, PersonalKey, User
from gugus.platform.foundation.prepared import Param, Prepared

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def people() -> tuple[User, User]:
    """Two people; the first did three things."""
    one, two = (User.objects.create_user(name, name.upper()) for name in ("satu", "dua"))
    for hour in range(3):
        AuditEntry.objects.create(at=AT + timedelta(hours=hour), user=one, verb=f"hal.{hour}")
    return one, two


def test_rows_of_a_model_with_what_is_joined_and_annotated(people: tuple[User, User]) -> None:
    acted = AuditEntry.objects.filter(user=OuterRef("pk"))
    by_name = Prepared(
        lambda: User.objects.filter(username=Param("name", CharField())).annotate(
            acted=Exists(acted)
        )
    )
    found = [by_name.first(name=name) for name in ("satu", "dua", "tiga")]
    assert found == [*people, None]
    assert [bool(one.acted) for one in found if one] == [True, False]
    entries = Prepared(
        lambda: (
            AuditEntry.objects.filter(user=Param("user", BigIntegerField()))
            .select_related("user")
            .order_by("id")
        )
    )
    rows = entries.all(user=people[0].pk)
    assert rows == list(AuditEntry.objects.filter(user=people[0]).order_by("id"))
    with CaptureQueriesContext(connection) as asked:
        assert {row.user.name for row in rows} == {"SATU"}
    assert not asked.captured_queries
    assert [row.at for row in rows] == [AT + timedelta(hours=hour) for hour in range(3)]


def test_tuples_and_single_values(people: tuple[User, User]) -> None:
    since = AuditEntry.objects.filter(at__gte=Param("since", DateTimeField())).order_by("id")
    pairs = Prepared(lambda: since.values_list("verb", "user__username"))
    verbs = Prepared(lambda: since.values_list("verb", flat=True))
    later = AT + timedelta(hours=1)
    assert pairs.all(since=later) == [("hal.1", "satu"), ("hal.2", "satu")]
    assert verbs.all(since=later + timedelta(hours=1)) == ["hal.2"]


def test_nothing_is_kept_between_two_questions(people: tuple[User, User]) -> None:
    built: list[int] = []

    def build():
        built.append(1)
        return PersonalKey.objects.filter(user=Param("user", BigIntegerField()))

    keys = Prepared(build)
    assert keys.all(user=people[0].pk) == []
    AuditEntry.objects.all().delete()
    User.objects.filter(pk=people[0].pk).update(name="Lain")
    by_id = Prepared(lambda: User.objects.filter(pk=Param("pk", BigIntegerField())))
    assert by_id.first(pk=people[0].pk).name == "Lain"
    User.objects.filter(pk=people[0].pk).update(name="Lagi")
    assert by_id.first(pk=people[0].pk).name == "Lagi"
    keys.all(user=people[1].pk)
    assert built == [1]


def test_a_value_that_was_forgotten_is_an_error(people: tuple[User, User]) -> None:
    by_name = Prepared(lambda: User.objects.filter(username=Param("name", CharField())))
    with pytest.raises(KeyError):
        by_name.all(nama="satu")


def test_what_was_asked_can_be_read_in_the_log(people: tuple[User, User]) -> None:
    by_name = Prepared(lambda: User.objects.filter(username=Param("name", CharField())))
    for name in ("satu", "dua", "satu"):
        with CaptureQueriesContext(connection) as asked:
            by_name.first(name=name)
        assert len(asked) == 1 and "foundation_user" in asked[0]["sql"]


def test_a_prepared_query_inside_another(people: tuple[User, User]) -> None:
    who = Prepared(
        lambda: (
            User.objects.filter(username=Param("name", CharField()))
            .values_list("pk", flat=True)
            .union(User.objects.filter(pk=Param("pk", BigIntegerField())).values_list("pk"))
        )
    )
    one, two = people
    assert list(User.objects.filter(pk__in=who.within(name="satu", pk=0))) == [one]
    assert set(User.objects.filter(pk__in=who.within(name="satu", pk=two.pk))) == {one, two}
    # Inside a condition, negated, in a subquery of a subquery, and counted.
    inside = User.objects.filter(pk__in=who.within(name="satu", pk=0))
    entries = AuditEntry.objects.filter(user__in=inside)
    assert entries.count() == 3
    assert not AuditEntry.objects.exclude(user__in=inside).exists()
    others = User.objects.exclude(pk__in=who.within(name="satu", pk=0))
    assert list(others.filter(~Exists(entries.filter(user=OuterRef("pk"))))) == [two]
