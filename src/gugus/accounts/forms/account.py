"""What a person types about their own login."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gugus.accounts.queries import words_around
from gugus.platform.foundation.models import User
from gugus.platform.foundation.passwords import Ease, ease_of

# Words of the field that everybody here would think of.
_AROUND = (
    *(
        "gugus",
        "kkg",
        "kkks",
        "mgmp",
        "pkg",
        "guru",
        "sekolah",
        "dasar",
        "sdn",
        "kelompok",
        "kerja",
    ),
    *("kecamatan", "kabupaten", "ketua", "sekretaris", "bendahara", "kepala", "pengawas", "admin"),
    *("katasandi", "sandi", "rahasia", "password", "indonesia", "merdeka", "pancasila"),
    *("bismillah", "sayang", "selamat", "pagi", "belajar", "mengajar", "pendidikan"),
)
_EASY = {
    Ease.COMMON: _("Kata sandi ini dipakai banyak orang, jadi dicoba lebih dulu. Pilih yang lain."),
    Ease.REPEATED: _(
        "Kata sandi ini berulang-ulang, jadi mudah ditebak. Pakai beberapa kata lain."
    ),
    Ease.KNOWN_WORDS: _(
        "Kata sandi ini hanya tersusun dari nama atau kata yang dikenal orang di sekitar Anda, "
        "jadi mudah ditebak. Tambahkan beberapa kata yang tidak ada hubungannya."
    ),
}


class LanguageForm(forms.Form):
    """In which language the person reads."""

    language = forms.ChoiceField(
        label=_("Bahasa"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class NewPasswordFields(forms.Form):
    """A new password typed twice, checked against the rules."""

    new = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        max_length=200,
        help_text=_(
            "Paling sedikit 10 huruf atau angka, bukan angka saja. Beberapa kata biasa yang "
            "Anda ingat, seperti satu kalimat pendek, sudah baik; bukan nama Anda, sekolah, "
            "atau kelompok."
        ),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Tulis sekali lagi"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def about(self) -> User | None:
        """Whose password it is, so that it is not made of their own name."""
        return None

    def known_words(self) -> list[str]:
        """Names around the person, which others would try first."""
        return []

    def clean(self) -> dict[str, Any]:
        """Compare the two and ask the rules."""
        data = super().clean() or {}
        new, again = data.get("new"), data.get("again")
        if new and again and new != again:
            self.add_error("again", _("Belum sama dengan kata sandi baru di atas."))
        if new:
            self._judge(new)
        return data

    def _judge(self, new: str) -> None:
        try:
            validate_password(new, self.about())
        except ValidationError as error:
            self.add_error("new", error)
            return
        person = self.about()
        names = [person.name, person.username] if person else []
        ease = ease_of(new, [*_AROUND, *names, *self.known_words()])
        if ease is not None:
            self.add_error("new", _EASY[ease])


class PasswordChangeForm(NewPasswordFields):
    """The old password and the new one."""

    field_order = ["old", "new", "again"]
    old = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def about(self) -> User:
        """The person who is signed in."""
        return self._user

    def known_words(self) -> list[str]:
        """The person's groups, schools and places."""
        return words_around(self._user)
