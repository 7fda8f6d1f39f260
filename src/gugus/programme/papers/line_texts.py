"""A line of the programme in words, field by field, as revisions keep it: always Indonesian."""

from django.utils.translation import gettext_lazy

from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import rupiah
from gugus.programme.models import Line
from gugus.programme.queries.words import months_text, need_name, speaker_of

FIELD_NAMES = {
    "title": gettext_lazy("Nama program"),
    "kind": gettext_lazy("Jenis"),
    "needs": gettext_lazy("Kebutuhan"),
    "objective": gettext_lazy("Tujuan"),
    "activities": gettext_lazy("Kegiatan"),
    "strategy": gettext_lazy("Cara"),
    "audience": gettext_lazy("Untuk siapa"),
    "speaker": gettext_lazy("Narasumber"),
    "product": gettext_lazy("Hasil"),
    "jp": gettext_lazy("Lama (JP)"),
    "times": gettext_lazy("Banyak pertemuan"),
    "rhythm": gettext_lazy("Irama"),
    "weeks_between": gettext_lazy("Jarak antarpertemuan (minggu)"),
    "months": gettext_lazy("Bulan"),
    "after": gettext_lazy("Sesudah program"),
    "package": gettext_lazy("Paket"),
    "cost": gettext_lazy("Perkiraan biaya"),
}


@in_language("id")
def line_texts(line: Line) -> dict[str, str]:
    """Every field as people read it."""
    return {
        "title": line.title,
        "kind": str(line.get_kind_display()),
        "needs": "; ".join(need_name(item) for item in line.needs.order_by("order")),
        "objective": line.objective,
        "activities": line.activities,
        "strategy": str(line.get_strategy_display()),
        "audience": line.study_group.name if line.study_group else "Semua anggota",
        "speaker": speaker_of(line),
        "product": line.product,
        "jp": str(line.jp),
        "times": str(line.times),
        "rhythm": str(line.get_rhythm_display()),
        "weeks_between": str(line.weeks_between),
        "months": months_text(line.months),
        "after": line.after.title if line.after else "",
        "package": str(line.get_package_display()) if line.package else "",
        "cost": rupiah(line.cost),
    }
