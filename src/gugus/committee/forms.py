"""What is typed about a post of the committee."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.forms.fields import TeacherChoiceField
from gugus.people.forms.numbers import NumberField
from gugus.people.models import CommitteePost, Group, Teacher
from gugus.people.rules.numbers import check_nip
from gugus.platform.web.fields import day_field, text_field
from gugus.platform.web.forms import ChangesForm


class CommitteePostForm(ChangesForm):
    """A post, who holds it, from when, by which decree."""

    post = forms.ChoiceField(label=gettext_lazy("Jabatan"), choices=CommitteePost.Post.choices)
    teacher = TeacherChoiceField(
        Teacher.objects.none(),
        label=gettext_lazy("Guru di kelompok ini"),
        required=False,
        empty_label=gettext_lazy("Bukan guru di kelompok ini"),
    )
    person_name = text_field(
        gettext_lazy("Nama"),
        150,
        help_text=gettext_lazy("Untuk pembina atau pengawas yang bukan guru di kelompok ini."),
    )
    person_nip = NumberField(
        label=gettext_lazy("NIP orang itu"), check=check_nip, length="18", required=False
    )
    person_position = text_field(
        gettext_lazy("Sebutan pada surat"),
        100,
        help_text=gettext_lazy("Misalnya Pengawas TK/SD. Kosong: jabatannya saja."),
    )
    term_start = day_field(gettext_lazy("Mulai menjabat"))
    term_end = day_field(
        gettext_lazy("Selesai menjabat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila masih menjabat."),
    )
    decree_number = text_field(gettext_lazy("Nomor SK"), 80)
    decree_date = day_field(gettext_lazy("Tanggal SK"), required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(TeacherChoiceField, self.fields["teacher"]).offer(group, self.initial.get("teacher"))

    def clean(self) -> dict[str, Any]:
        """Exactly one person; the term ends after it begins."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "person_name" in data and bool(data.get("teacher")) == bool(data["person_name"]):
            self.add_error(
                "person_name" if not data["person_name"] else "teacher",
                _("Pilih guru, atau tulis namanya: salah satu saja."),
            )
        start, end = data.get("term_start"), data.get("term_end")
        if start and end and end < start:
            self.add_error("term_end", _("Selesai tidak boleh sebelum mulai."))
        if data.get("teacher"):
            data["person_nip"] = ""
        return data

    def changes(self) -> dict[str, Any]:
        """With a teacher chosen, what was written about somebody else goes."""
        changes = super().changes()
        if changes.get("teacher"):
            changes |= {"person_name": "", "person_nip": ""}
        return changes


def initial_of_post(post: CommitteePost) -> dict[str, Any]:
    """A stored post as the form shows it."""
    values = {name: getattr(post, name) for name in CommitteePostForm.base_fields}
    return {**values, "teacher": post.teacher_id}


class EndTermForm(ChangesForm):
    """When a term ended."""

    term_end = day_field(gettext_lazy("Hari terakhir menjabat"))

    def __init__(self, *args: Any, post: CommitteePost, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"term_end": max(today, post.term_start)}, **kwargs)
        self.post = post

    def clean_term_end(self) -> date:
        """Not before it began."""
        day: date = self.cleaned_data["term_end"]
        if day < self.post.term_start:
            raise forms.ValidationError(_("Selesai tidak boleh sebelum mulai."))
        return day
