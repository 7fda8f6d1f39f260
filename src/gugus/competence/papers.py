"""The paper form: for those who answer with a pen, to be copied into the spreadsheet later."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from gugus.competence.models import Item, Rater, Round
from gugus.competence.queries.answers import framework_items
from gugus.competence.rules.scheme import ScoringScheme, scoring_scheme
from gugus.people.papers import letterhead_of
from gugus.platform.documents.paper import Block, Column, Fields, Heading, Paper, Paragraph, Table
from gugus.platform.web.formats import long_date

_LINE = "........................................"


def rating_form(round_: Round, rater: Rater) -> Paper:
    """An empty form with every indicator; one for each teacher who is rated."""
    with override("id"):
        scheme = scoring_scheme(round_.framework.scoring)
        blocks: list[Block] = [_head(rater), Paragraph(_scale(scheme))]
        if round_.closes_on is not None:
            until = {"day": long_date(round_.closes_on)}
            blocks.append(Paragraph(_("Dikumpulkan paling lambat %(day)s.") % until))
        items = framework_items(round_.framework_id)
        for item in items:
            blocks += _item(item, scheme)
        blocks += _importance(items)
        return Paper(
            file_stem=f"formulir {round_.name} {rater.label}",
            title=_("Formulir Penilaian"),
            subtitle=f"{round_.name} · {rater.label}",
            letterhead=letterhead_of(round_.group),
            blocks=tuple(blocks),
        )


def _head(rater: Rater) -> Fields:
    rows = [(_("Nama guru yang dinilai"), _LINE), (_("Sekolah"), _LINE)]
    if rater != Rater.SELF:
        rows.append((_("Nama penilai"), _LINE))
    rows.append((_("Tanggal"), _LINE))
    return Fields(tuple(rows))


def _scale(scheme: ScoringScheme) -> str:
    words = ", ".join(f"{one.value} = {one.label}" for one in scheme.choices)
    return _("Lingkari satu angka untuk tiap pernyataan: %(words)s.") % {"words": words}


def _item(item: Item, scheme: ScoringScheme) -> list[Block]:
    numbers = "   ".join(str(one.value) for one in scheme.choices)
    columns = (
        Column(_("No."), 1, "center"),
        Column(_("Pernyataan"), 9),
        Column(_("Angka"), 2.4, "center"),
    )
    rows = [(one.code, one.text, numbers) for one in item.indicators.all()]
    return [Heading(f"{item.code}. {item.name}", 2), Table(columns, tuple(rows))]


def _importance(items: list[Item]) -> list[Block]:
    """Asked once, after all statements."""
    columns = (
        Column(_("No."), 1, "center"),
        Column(_("Kompetensi"), 9),
        Column(_("Angka"), 2.4, "center"),
    )
    rows = tuple((item.code, item.name, "1 2 3 4 5") for item in items)
    asked = _("Seberapa penting tiap kompetensi bagi tugas guru? (1 tidak - 5 sangat)")
    return [Heading(_("Terakhir: seberapa penting"), 2), Paragraph(asked), Table(columns, rows)]
