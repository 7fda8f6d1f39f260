"""Which roles are given at which scope, and so by whom."""

from gugus.people.rules.roles import Role

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
