"""A new group: what is asked at the first set-up and when another one is added."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gugus.accounts.forms.account import NewPasswordFields
from gugus.accounts.queries import places_named
from gugus.accounts.services.installation import FirstPerson, NewGroup, find_place
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.web.fields import TapChoices

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_PLAIN = {"autocapitalize": "none", "spellcheck": "false"}
_USER_NAME = RegexValidator(
    r"^[\w.@+-]{3,60}$",
    _("Pakai 3 huruf atau angka atau lebih, tanpa spasi. Titik dan garis boleh."),
)


def user_name_field(*, required: bool, help_text: "str | _StrPromise") -> forms.CharField:
    """A user name to be chosen."""
    return forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        required=required,
        validators=[_USER_NAME],
        help_text=help_text,
        widget=forms.TextInput({**_PLAIN, "autocomplete": "username" if required else "off"}),
    )


class PlaceTextField(forms.CharField):
    """A place by name or code, before anybody is signed in; an unclear name is answered by taps."""

    def __init__(self, *, depth: int, **options: Any) -> None:
        super().__init__(max_length=100, required=False, widget=TapChoices(), **options)
        self.depth = depth

    def clean(self, value: Any) -> str:
        """The place's code; '' for none."""
        text = " ".join(str(super().clean(value)).split())
        try:
            found = find_place(text, depth=self.depth)
        except Refused as refusal:
            several = places_named(text, self.depth)
            self.widget.to_tap = [(one.code, one.full_name) for one in several]
            raise forms.ValidationError(refusal.message) from None
        return found.code if found else ""


class GroupFields(forms.Form):
    """A group with its place and the school where it meets."""

    group_name = forms.CharField(
        label=_("Nama kelompok"), max_length=150, help_text=_("Misalnya: Gugus I Ciawi.")
    )
    code = forms.CharField(
        label=_("Kode kelompok"),
        max_length=40,
        required=False,
        help_text=_("Pendek, untuk alamat dan untuk masuk: ciawi-1. Kosong: dibuat dari nama."),
        widget=forms.TextInput(_PLAIN),
    )
    kecamatan = PlaceTextField(
        depth=3,
        label=_("Kecamatan"),
        help_text=_("Nama, atau kode Kemendagri seperti 32.01.24."),
    )
    npsn = forms.RegexField(
        r"^[0-9]{8}$",
        label=_("NPSN sekolah inti"),
        help_text=_("8 angka. Sekolah lain ditambahkan nanti."),
        error_messages={"invalid": _("NPSN berisi 8 angka.")},
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
    )
    school_name = forms.CharField(label=_("Nama sekolah inti"), max_length=150)

    def group(self) -> NewGroup:
        """What was asked for."""
        data = self.cleaned_data
        return NewGroup(
            name=data["group_name"],
            code=data["code"],
            npsn=data["npsn"],
            school_name=data["school_name"],
            kecamatan=data["kecamatan"],
        )


class FirstRunForm(GroupFields, NewPasswordFields):
    """Everything an empty installation needs."""

    field_order = [
        *("setup_code", "group_name", "code", "kecamatan", "npsn", "school_name"),
        *("name", "username", "new", "again"),
    ]
    setup_code = forms.CharField(
        label=_("Kode pemasangan"),
        max_length=40,
        help_text=_("Tertulis di jendela tempat Gugus dijalankan, seperti ABCD-EFGH-JKMN."),
        widget=forms.TextInput({**_PLAIN, "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Nama Anda (sekretaris)"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    username = user_name_field(required=True, help_text=_("Untuk masuk, misalnya siti.contoh."))

    def about(self) -> User:
        """The person who is being made, for the rules about passwords."""
        data = self.cleaned_data
        return User(username=data.get("username", ""), name=data.get("name", ""))

    def known_words(self) -> list[str]:
        """What was typed of the group and its school."""
        names = ("group_name", "code", "school_name", "npsn")
        return [
            *(self.cleaned_data.get(name, "") for name in names),
            self.data.get("kecamatan", ""),
        ]

    def person(self) -> FirstPerson:
        """Who sets the installation up."""
        data = self.cleaned_data
        return FirstPerson(data["name"], data["username"], data["new"])
