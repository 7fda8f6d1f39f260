"""What several views of the programme answer alike."""

from django.http import HttpRequest

from gugus.people.access import MemberRequest
from gugus.people.queries import current_year
from gugus.people.rules.years import year_of


def year_asked(request: HttpRequest) -> int:
    """The year of `?tahun=`; anything that is no such year means this year."""
    return year_of(request.GET.get("tahun", "")) or current_year()


def way_back(request: MemberRequest, otherwise: str) -> str:
    """The page of this group that a link named as `?kembali=`; never a place outside it."""
    asked = request.GET.get("kembali", "")
    inside = asked.startswith(f"/g/{request.group.code}/") and asked.isprintable()
    return asked if inside and "\\" not in asked else otherwise
