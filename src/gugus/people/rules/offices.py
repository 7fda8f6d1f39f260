"""Which roles are given at which scope, and so by whom."""

from gugus.people.rules.roles import TABLE, May, Role

# Given by a group's secretary or chair, for that group ...
GROUP_OFFICES: tuple[Role, ...] = (
    Role.SECRETARY,
    Role.TREASURER,
    Role.CHAIR,
    Role.SECTION_HEAD,
    Role.LEAD_TEACHER,
    Role.SUPERVISOR,
)
# ... or for one of its schools.
SCHOOL_OFFICES: tuple[Role, ...] = (Role.SCHOOL_HEAD,)
# They reach beyond one group: given only by whoever runs the installation.
SITE_OFFICES: tuple[Role, ...] = (Role.DISTRICT_OFFICER, Role.SITE_ADMIN)


def needs_two(role: Role) -> bool:
    """Must a second person agree before somebody holds this role?

    It sees ratings of single teachers, or it makes others who do: whoever could make such a holder
    alone could be that holder under another name.
    """
    return bool(TABLE[role] & {May.SEE_RATINGS, May.MANAGE_OFFICERS})


ROLES_BY_TWO: tuple[Role, ...] = tuple(role for role in Role if needs_two(role))
