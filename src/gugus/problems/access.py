"""Finding what an address names, inside the group it names."""

from django.http import Http404

from gugus.people.access import MemberRequest
from gugus.problems.models import Problem
from gugus.problems.queries import problem_by_id


def the_problem(request: MemberRequest, pk: int) -> Problem:
    """The group's problem with this number, or 404."""
    problem = problem_by_id(request.group, pk)
    if problem is None:
        raise Http404
    problem.group = request.group
    return problem
