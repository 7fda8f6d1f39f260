"""What the search finds of a year's papers, closed or not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.meetings.queries import years_with_meetings
from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.foundation.searchable import Findable, Searchable
from gugus.platform.web.links import year_href
from gugus.programme.queries import years_of

# Title, other words for it, address with its parts, and what its guard asks for.
_PAPERS = (
    (noop("Prota"), "program tahunan", "yearplan:prota_paper", ("pdf",), May.SEE_GROUP),
    (noop("Prosem semester 1"), "program", "yearplan:prosem_paper", (1, "pdf"), May.SEE_GROUP),
    (noop("Prosem semester 2"), "program", "yearplan:prosem_paper", (2, "pdf"), May.SEE_GROUP),
    (
        noop("LPJ keuangan"),
        "laporan pertanggungjawaban",
        "actuals:account",
        ("pdf",),
        May.SEE_MONEY,
    ),
    (noop("RAB"), "rencana anggaran biaya", "actuals:rab", ("pdf",), May.SEE_MONEY),
)


def _papers(viewer: Viewer) -> Iterator[Findable]:
    group = viewer.group
    years = sorted({*years_of(group), *years_with_meetings(group)}, reverse=True)
    for year in years:
        for title, also, name, parts, may in _PAPERS:
            if viewer.may(may):
                named = f"{_(title)} {school_year_label(year)}"
                yield Findable(named, year_href(name, group.code, year, *parts), "PDF", also=also)


SEARCHABLES = (
    Searchable(
        "berkas",
        noop("Berkas tahunan"),
        120,
        "yearplan:prota_paper",
        (May.SEE_GROUP,),
        rows=_papers,
    ),
)
