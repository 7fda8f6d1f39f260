"""The signed-in person, with the roles they hold and where each reaches."""

from dataclasses import dataclass

from gugus.people.rules.roles import SCHOOL_WIDE, TABLE, May, Role


@dataclass(frozen=True)
class Grant:
    """One role within one scope; `group_ids` are the groups that the scope reaches."""

    role: Role
    group_ids: frozenset[int] | None  # None: every group (site administrator)
    school_id: int | None = None
    place_code: str | None = None


@dataclass(frozen=True)
class Actor:
    """The signed-in person with all they may do; made once per request."""

    user_id: int
    name: str
    teacher_id: int | None
    grants: tuple[Grant, ...]
    # What the person teaches, as the roster says.
    class_level: int | None = None
    subject: str = ""

    def may(self, what: May, group_id: int) -> bool:
        """True when some role that reaches the group allows it."""
        return any(what in TABLE[g.role] for g in self._reaching(group_id))

    def rights_in(self, group_id: int) -> frozenset[May]:
        """All that the roles which reach the group allow."""
        return frozenset[May]().union(*(TABLE[g.role] for g in self._reaching(group_id)))

    def may_anywhere(self, what: May) -> bool:
        """True when some role allows it somewhere."""
        return any(what in TABLE[g.role] for g in self.grants)

    def roles_in(self, group_id: int) -> tuple[Role, ...]:
        """The roles held in a group, officers first."""
        held = {g.role for g in self._reaching(group_id)}
        return tuple(role for role in Role if role in held)

    def schools_for(self, what: May, group_id: int) -> frozenset[int] | None:
        """Schools whose teachers `what` reaches; None means all of the group's."""
        schools: set[int] = set()
        for grant in self._reaching(group_id):
            if what not in TABLE[grant.role]:
                continue
            if grant.school_id is None or what not in SCHOOL_WIDE:
                return None
            schools.add(grant.school_id)
        return frozenset(schools)

    def group_ids(self) -> frozenset[int]:
        """Groups that the person may open (a region's officer sees counts only)."""
        found: set[int] = set()
        for grant in self.grants:
            if grant.group_ids is not None and May.SEE_GROUP in TABLE[grant.role]:
                found |= grant.group_ids
        return frozenset(found)

    def taught_groups(self) -> frozenset[int]:
        """The groups whose roster the person stands on."""
        reach = (one.group_ids for one in self.grants if one.role == Role.TEACHER)
        return frozenset[int]().union(*(ids for ids in reach if ids is not None))

    def _reaching(self, group_id: int) -> list[Grant]:
        return [g for g in self.grants if g.group_ids is None or group_id in g.group_ids]
