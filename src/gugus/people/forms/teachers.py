"""What is typed about a teacher."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.forms.fields import SuggestInput
from gugus.people.forms.numbers import NumberField
from gugus.people.models import Group, School, Teacher
from gugus.people.queries import schools_kept_by, schools_of
from gugus.people.rules.numbers import check_nip, check_nuptk, check_peg_id
from gugus.people.rules.teaching import ALL_LEVELS, SUBJECTS, levels_of, subjects_of
from gugus.platform.web.fields import day_field, text_field
from gugus.platform.web.forms import ChangesForm

STAFF_KINDS = ("Guru Kelas", "Guru Mapel", "Guru BK", "Guru Pendamping", "Kepala Sekolah")
QUALIFICATIONS = ("SMA/sederajat", "D2", "D3", "D4", "S1", "S2", "S3")
RANKS = (
    *("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d"),
    *("IV/a", "IV/b", "IV/c", "IV/d", "IV/e", "IX"),
)
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ("", ("name", "school", "class_level", "subject", "joined_on")),
    (gettext_lazy("Nomor dan kontak"), ("nip", "nuptk", "peg_id", "phone", "email")),
    (
        gettext_lazy("Kepegawaian"),
        ("sex", "employment", "staff_kind", "additional_duty", "rank", "qualification"),
    ),
)


def _level(value: str) -> int | None:
    return int(value) if value else None


class TeacherForm(ChangesForm):
    """A teacher of one of the group's schools."""

    name = text_field(
        gettext_lazy("Nama lengkap"),
        150,
        required=True,
        help_text=gettext_lazy("Dengan gelar, seperti tertulis pada surat."),
    )
    school = forms.ModelChoiceField(School.objects.none(), label=gettext_lazy("Sekolah"))
    class_level = forms.TypedChoiceField(
        label=gettext_lazy("Kelas yang diampu"), coerce=_level, empty_value=None, required=False
    )
    subject = text_field(
        gettext_lazy("Mata pelajaran"),
        80,
        widget=SuggestInput(SUBJECTS),
        help_text=gettext_lazy("Hanya untuk guru mata pelajaran. TK dan RA: Kelompok A atau B."),
    )
    joined_on = day_field(
        gettext_lazy("Anggota sejak"),
        required=False,
        help_text=gettext_lazy(
            "Pertemuan sebelum tanggal ini tidak dihitung baginya. Kosong: sudah lama menjadi "
            "anggota."
        ),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"),
        choices=[("", "–"), *Teacher.Sex.choices],
        required=False,
    )
    employment = forms.ChoiceField(label=gettext_lazy("Status kepegawaian"), required=False)
    staff_kind = text_field(gettext_lazy("Jenis PTK"), 60, widget=SuggestInput(STAFF_KINDS))
    additional_duty = text_field(gettext_lazy("Tugas tambahan"), 80)
    rank = text_field(gettext_lazy("Pangkat, golongan"), 40, widget=SuggestInput(RANKS))
    qualification = text_field(
        gettext_lazy("Pendidikan terakhir"), 80, widget=SuggestInput(QUALIFICATIONS)
    )
    nip = NumberField(
        label="NIP",
        check=check_nip,
        length="18",
        required=False,
        help_text=gettext_lazy("18 angka, untuk PNS dan PPPK."),
    )
    nuptk = NumberField(
        label="NUPTK",
        check=check_nuptk,
        length="16",
        required=False,
        help_text=gettext_lazy("16 angka."),
    )
    peg_id = NumberField(
        label="PegID",
        check=check_peg_id,
        length="6-20",
        required=False,
        help_text=gettext_lazy("Untuk guru madrasah tanpa NUPTK."),
    )
    phone = text_field(
        gettext_lazy("Nomor HP"), 30, widget=forms.TextInput({"type": "tel", "autocomplete": "off"})
    )
    email = forms.EmailField(label=gettext_lazy("Surel"), max_length=254, required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.initial.get("school")
        own = Q(pk__in=schools_kept_by(group.pk))
        own |= Q(pk=held.pk if isinstance(held, School) else None)
        field = cast("forms.ModelChoiceField[School]", self.fields["school"])
        field.queryset = schools_of(group).filter(own)
        self._choices("class_level", [("", "–"), *((n, n) for n in ALL_LEVELS)])
        # A value that Dapodik wrote otherwise is kept as it came.
        kept = str(self.initial.get("employment") or "")
        known = [("", "–"), *Teacher.Employment.choices]
        other = [(kept, kept)] if kept and kept not in dict(known) else []
        self._choices("employment", known + other)

    def _choices(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]


class TeacherLeaveForm(ChangesForm):
    """When a teacher leaves."""

    left_on = day_field(
        gettext_lazy("Keluar mulai"),
        help_text=gettext_lazy(
            "Hari pertama ia bukan anggota lagi. Pertemuan sebelum hari itu tetap dihitung."
        ),
    )


def initial_of_teacher(teacher: Teacher) -> dict[str, Any]:
    """A stored teacher as the form shows it."""
    return {name: getattr(teacher, name) for name in TeacherForm.base_fields}


class TeachingForm(ChangesForm):
    """Class level and subject of all teachers of one school, on one page."""

    def __init__(self, *args: Any, school: School, teachers: list[Teacher], **kwargs: Any) -> None:
        initial: dict[str, Any] = {f"level-{t.pk}": t.class_level for t in teachers}
        initial |= {f"subject-{t.pk}": t.subject for t in teachers}
        super().__init__(*args, initial=initial, **kwargs)
        self.subjects = subjects_of(school.kind)
        for name, field in self._fields(school, teachers).items():
            field.show_hidden_initial = True
            self.fields[name] = field

    @staticmethod
    def _fields(school: School, teachers: list[Teacher]) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for teacher in teachers:
            levels = list(levels_of(school.kind))
            if teacher.class_level and teacher.class_level not in levels:
                levels.append(teacher.class_level)
            if levels:
                fields[f"level-{teacher.pk}"] = forms.TypedChoiceField(
                    choices=[("", "–"), *((level, level) for level in levels)],
                    label=_("Kelas %(name)s") % {"name": teacher.name},
                    coerce=_level,
                    empty_value=None,
                    required=False,
                    widget=forms.RadioSelect,
                )
            fields[f"subject-{teacher.pk}"] = text_field(
                _("Mata pelajaran %(name)s") % {"name": teacher.name},
                80,
                widget=forms.TextInput(
                    {"list": "mapel", "autocomplete": "off", "placeholder": _("Mata pelajaran")}
                ),
            )
        return fields

    def teaching(self) -> dict[int, dict[str, Any]]:
        """Per teacher (by id) the changed values."""
        names = {"level": "class_level", "subject": "subject"}
        found: dict[int, dict[str, Any]] = {}
        for field, value in self.changes().items():
            kind, _dash, pk = field.partition("-")
            found.setdefault(int(pk), {})[names[kind]] = value
        return found
