"""What several views of the programme answer alike."""

from django.http import HttpRequest

from gugus.people.queries import current_year
from gugus.people.rules.years import year_of


def year_asked(request: HttpRequest) -> int:
    """The year of `?tahun=`; anything that is no such year means this year."""
    return year_of(request.GET.get("tahun", "")) or current_year()
