"""Who shall hold which role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gugus.accounts.forms.first_run import GroupFields, PlaceTextField, user_name_field
from gugus.accounts.services.officers import OfficeCandidate
from gugus.people.models import ROLE_LABELS, Group, School, Teacher
from gugus.people.queries import schools_of, teachers_of
from gugus.people.rules.offices import GROUP_OFFICES, SCHOOL_OFFICES, SITE_OFFICES
from gugus.people.rules.roles import Role


class TeacherField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A teacher, told apart by school."""

    def label_from_instance(self, obj: Teacher) -> str:
        """'Bu Contoh Satu, SDN Ciawi 01'."""
        return f"{obj.name}, {obj.school.name}"


class PersonFields(forms.Form):
    """Somebody who is not on the roster."""

    name = forms.CharField(
        label=_("Nama"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    username = user_name_field(
        required=False,
        help_text=_(
            "Kosong: dibuatkan dari nama. Orang yang sudah punya akun: tulis nama penggunanya."
        ),
    )

    def somebody(self) -> OfficeCandidate:
        """The person who was named."""
        data = self.cleaned_data
        return OfficeCandidate(data.get("teacher"), data["name"], data["username"])


class OfficeForm(PersonFields):
    """A role of a group or of one of its schools."""

    field_order = ["role", "school", "teacher", "name", "username"]
    role = forms.ChoiceField(
        label=_("Peran"),
        choices=[
            ("", _("– pilih –")),
            *((str(role), ROLE_LABELS[role]) for role in (*GROUP_OFFICES, *SCHOOL_OFFICES)),
        ],
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label=_("Sekolah"),
        required=False,
        help_text=_("Hanya untuk kepala sekolah."),
        empty_label=_("– pilih –"),
    )
    teacher = TeacherField(
        Teacher.objects.none(),
        label=_("Guru di kelompok ini"),
        required=False,
        empty_label=_("– bukan guru di daftar –"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools_of(group)  # type: ignore[attr-defined]
        self.fields["teacher"].queryset = teachers_of(group)  # type: ignore[attr-defined]

    def wanted_role(self) -> Role:
        """The role that was chosen."""
        return Role(self.cleaned_data["role"])


class SiteOfficeForm(PersonFields):
    """A role that reaches beyond one group."""

    field_order = ["role", "place", "name", "username"]
    role = forms.ChoiceField(
        label=_("Peran"),
        choices=[
            ("", _("– pilih –")),
            *((str(role), ROLE_LABELS[role]) for role in SITE_OFFICES),
        ],
    )
    place = PlaceTextField(
        depth=2,
        label=_("Wilayah tugas"),
        help_text=_(
            "Untuk petugas dinas: nama atau kode kabupaten/kota, misalnya Kabupaten Bogor."
        ),
    )

    def wanted_role(self) -> Role:
        """The role that was chosen."""
        return Role(self.cleaned_data["role"])


class AddGroupForm(GroupFields, PersonFields):
    """Another group, with its first secretary."""

    field_order = [
        *("group_name", "code", "kecamatan", "npsn", "school_name", "name", "username"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama sekretaris")
        self.fields["name"].required = True
