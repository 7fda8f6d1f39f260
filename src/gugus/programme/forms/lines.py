"""A line of the programme as a form, and which lines come over from another year."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.competence.queries import Need
from gugus.people.models import Group, Speaker, StudyGroup
from gugus.platform.web.fields import long_text_field, text_field
from gugus.platform.web.forms import SeenForm, offer
from gugus.programme.forms.fields import cost_field
from gugus.programme.models import Line
from gugus.programme.queries import line_version, lowercase_first, mean_of, need_name
from gugus.programme.rules.months import SCHOOL_MONTHS, in_school_order
from gugus.programme.services import LineContent

MOST_JP = 400
MOST_TIMES = 53
MOST_WEEKS = 26

# When each strategy fits, as the groups themselves put it.
STRATEGY_HINTS = {
    Line.Strategy.DISCUSSION: gettext_lazy("bila ada hal yang sulit dipahami, atau untuk berbagi"),
    Line.Strategy.BRAINSTORMING: gettext_lazy("bila mendesak, bersama seorang ahli"),
    Line.Strategy.LECTURE: gettext_lazy("untuk informasi, kebijakan, dan konsep yang sukar"),
    Line.Strategy.WORKSHOP: gettext_lazy("pelatihan untuk semua, ada hasil yang dibuat"),
    Line.Strategy.SIMULATION: gettext_lazy("praktik mengajar di depan sejawat"),
}


class LineForm(SeenForm):
    """One line of the programme."""

    title = text_field(gettext_lazy("Nama program"), 200, required=True)
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=Line.Kind.choices,
        initial=Line.Kind.DEVELOPMENT,
        help_text=gettext_lazy(
            "Umum: wawasan kebijakan. Rutin: diskusi berkala. Pengembangan: pelatihan menurut "
            "kebutuhan. Penunjang: keterampilan pendukung, misalnya TIK."
        ),
    )
    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Kebutuhan yang dilayani"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    objective = long_text_field(gettext_lazy("Tujuan"))
    activities = long_text_field(gettext_lazy("Kegiatan"), gettext_lazy("Satu kegiatan per baris."))
    strategy = forms.ChoiceField(
        label=gettext_lazy("Cara (strategi)"),
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )
    study_group = forms.ModelChoiceField(
        label=gettext_lazy("Untuk siapa"),
        queryset=StudyGroup.objects.none(),
        required=False,
        empty_label=gettext_lazy("Semua anggota"),
    )
    speaker = forms.ModelChoiceField(
        label=gettext_lazy("Narasumber dari daftar"),
        queryset=Speaker.objects.none(),
        required=False,
        empty_label=gettext_lazy("– tidak dari daftar –"),
    )
    speaker_note = text_field(
        gettext_lazy("Narasumber (ditulis)"),
        150,
        help_text=gettext_lazy("Misalnya: tutor sebaya, guru pemandu, pengawas TK/SD."),
    )
    product = text_field(
        gettext_lazy("Hasil yang diharapkan"),
        250,
        help_text=gettext_lazy("Misalnya: RPP, kisi-kisi dan soal, laporan PTK."),
    )
    jp = forms.IntegerField(
        label=gettext_lazy("Lama setahun (JP)"), min_value=1, max_value=MOST_JP, initial=4
    )
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bulan"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices months"}),
        help_text=gettext_lazy("Kosongkan bila waktunya menurut kebutuhan."),
    )
    times = forms.IntegerField(
        label=gettext_lazy("Berapa kali pertemuan setahun"),
        min_value=1,
        max_value=MOST_TIMES,
        initial=1,
        help_text=gettext_lazy(
            "Lama setahun dibagi rata: 96 JP dalam 24 pertemuan berarti 4 JP tiap pertemuan."
        ),
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Irama"),
        choices=Line.Rhythm.choices,
        initial=Line.Rhythm.FREE,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )
    weeks_between = forms.IntegerField(
        label=gettext_lazy("Jarak antarpertemuan, paling sedikit (minggu)"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        help_text=gettext_lazy(
            "Misalnya 3, supaya ada waktu mencoba di kelas sebelum pertemuan berikutnya."
        ),
    )
    after = forms.ModelChoiceField(
        label=gettext_lazy("Dimulai sesudah program"),
        queryset=Line.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tidak menunggu program lain"),
        help_text=gettext_lazy(
            "Pertemuan pertamanya baru dijadwalkan sesudah semua pertemuan program itu."
        ),
    )
    package = forms.ChoiceField(
        label=gettext_lazy("Dihitung untuk paket"),
        choices=[("", gettext_lazy("Tidak termasuk paket")), *Line.Package.choices],
        required=False,
    )
    cost = cost_field(
        gettext_lazy("Perkiraan biaya (Rp)"),
        gettext_lazy("Misalnya 1.250.000. Kosong berarti tanpa biaya."),
    )

    def __init__(
        self,
        *args: Any,
        group: Group,
        needs: Sequence[Need],
        served: frozenset[int],
        others: QuerySet[Line] | None = None,
        **kwargs: Any,
    ) -> None:
        """`others` are the lines of the same programme that this one may wait for."""
        super().__init__(*args, **kwargs)
        offer(self, "needs", [(n.item.pk, _need_label(n, served)) for n in needs])
        offer(self, "months", [(month, MONTHS[month]) for month in SCHOOL_MONTHS])
        offer(self, "strategy", [(s, f"{s.label}: {STRATEGY_HINTS[s]}") for s in Line.Strategy])
        for name, rows in (("study_group", group.study_groups), ("speaker", group.speakers)):
            offer(self, name, rows.all())
        if others is not None:
            offer(self, "after", others)
        self.fields["needs"].help_text = _needs_help(needs)
        self.fields["jp"].help_text = _("1 JP = %(minutes)s menit di kelompok ini.") % {
            "minutes": group.minutes_per_jp
        }

    def content(self) -> LineContent:
        """What was said, once the form is valid."""
        data = dict(self.cleaned_data)
        data["need_ids"] = frozenset(data.pop("needs"))
        data["months"] = in_school_order(data["months"])
        return LineContent(**{name: data[name] for name in LineContent.__dataclass_fields__})


def _needs_help(needs: Sequence[Need]) -> str:
    if not needs:
        return _("Kebutuhan belum diukur. Program dapat disimpan dahulu, lalu dihubungkan nanti.")
    return _(
        "Angka di depan adalah hasil ukur dalam persen, yang terendah di atas. "
        "Kebutuhan mana yang dilayani adalah pertimbangan Anda dan dapat diubah."
    )


def _need_label(need: Need, served: frozenset[int]) -> str:
    parts = [f"{mean_of(need)} · {need_name(need.item)}"]
    if need.is_low:
        unserved = need.item.pk not in served
        parts.append(_("belum ada program") if unserved else _("di bawah standar"))
    return ", ".join(parts)


def initial_of_line(line: Line) -> dict[str, object]:
    """A stored line as the form shows it."""
    names = (name for name in LineForm.base_fields if name not in {"needs", "seen"})
    values: dict[str, object] = {name: getattr(line, name) for name in names}
    values["needs"] = [item.pk for item in line.needs.all()]
    values["seen"] = line_version(line)
    return values


def initial_of_content(content: LineContent) -> dict[str, object]:
    """A proposed line as the form shows it."""
    names = (name for name in LineContent.__dataclass_fields__ if name != "need_ids")
    values: dict[str, object] = {name: getattr(content, name) for name in names}
    return {**values, "needs": list(content.need_ids)}


def initial_for_need(need: Need, standard: int) -> dict[str, object]:
    """A beginning for a line that serves a need: to be reworded by whoever knows the group."""
    words = {
        "need": lowercase_first(need_name(need.item)),
        "figure": mean_of(need),
        "standard": standard,
    }
    objective = _("Guru lebih terampil dalam %(need)s.") % words
    if need.is_low:
        objective = (
            _("Guru lebih terampil dalam %(need)s: terukur %(figure)s, standar %(standard)s.")
            % words
        )
    return {
        "title": _("Penguatan %(need)s") % words,
        "objective": objective,
        "needs": [need.item.pk],
    }


class CopyForm(forms.Form):
    """Which lines of an earlier year come over."""

    lines = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Program yang disalin"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu program.")},
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(line.pk, f"{line.title} · {line.get_kind_display()}") for line in lines]
        offer(self, "lines", choices)
