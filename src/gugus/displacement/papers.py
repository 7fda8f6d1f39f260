"""What displaced the group, as a table for a spreadsheet."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from gugus.cores.formats.tables import Cell
from gugus.displacement.rules.losses import Loss
from gugus.schedule.models import Displacement


def losses_table(
    losses: Sequence[Loss], titles: Mapping[int, str]
) -> tuple[list[str], list[list[Cell]]]:
    """Headings, and one row for each loss."""
    headings = [_("Tanggal semula"), _("Pertemuan"), _("Sebab"), _("Alasan")]
    headings += [_("Tanggal baru"), _("Hari tertunda")]
    return headings, [_row(one, titles) for one in losses]


def _row(one: Loss, titles: Mapping[int, str]) -> list[Cell]:
    return [
        one.old.isoformat(),
        titles.get(one.meeting, ""),
        str(Displacement.Cause(one.cause).label),
        one.reason,
        one.new.isoformat() if one.new is not None else _("tidak diganti"),
        one.delay if one.new is not None else None,
    ]
