"""Who belongs: the rule in Python and the same rule in the database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.people.models import GroupSchool, Membership, School, Teacher
from gugus.people.queries.members import members_today, roster_on
from gugus.people.rules.membership import OwnMembership, RosterEntry

DAY = date(2026, 11, 25)


days = st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 30))


@pytest.mark.django_db
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["own", "second", "self"]), days, days),
        max_size=3,
        unique_by=lambda row: row[0],
    ),
    active=st.booleans(),
    joined=days,
    left=days,
    at=st.sampled_from(["first", "other", "outside"]),
)
def test_rule_and_database_agree(
    rows: list[tuple[str, date | None, date | None]],
    active: bool,
    joined: date | None,
    left: date | None,
    at: str,
) -> None:
    group, school, one = _a_group()
    own = School.objects.get_or_create(npsn="99990009", defaults={"name": "Luar"})[0]
    own = school if at == "first" else own
    Teacher.objects.filter(pk=one.pk).update(
        school=own, active=active, joined_on=joined, left_on=None if active else left
    )
    where = {"own": own, "second": school, "self": None}
    Membership.objects.filter(teacher=one).delete()
    said = {where[kind] for kind, _since, _until in rows}
    if len(said) < len(rows):
        return
    for kind, since, until in rows:
        Membership.objects.create(
            teacher=one, group=group, school=where[kind], since=since, until=until
        )
    found = Membership.objects.filter(teacher=one)
    names = ("group_id", "school_id", "since", "until")
    entry = RosterEntry(
        own.pk, active, joined, None if active else left,
        tuple(OwnMembership(*row) for row in found.values_list(*names)),
    )  # fmt: skip
    there = entry.belongs(DAY, {school.pk})
    assert roster_on(group.pk, 2026, DAY).filter(pk=one.pk).exists() is there
    now = entry.belongs(None, {school.pk})
    assert members_today(group.pk, 2026).filter(pk=one.pk).exists() is now


def _a_group() -> tuple:  # type: ignore[type-arg]
    from gugus.people.models import Group

    school = School.objects.get_or_create(npsn="99990001", defaults={"name": "SDN Satu"})[0]
    group, made = Group.objects.get_or_create(code="satu", defaults={"name": "Satu"})
    if made:
        GroupSchool.objects.create(group=group, school=school, first_year=2020)
    one = Teacher.objects.get_or_create(name="Bu Satu", defaults={"school": school})[0]
    return group, school, one
