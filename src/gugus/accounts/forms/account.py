"""What a person types about their own login."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gugus.platform.foundation.models import User


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
            "Anda ingat, seperti satu kalimat pendek, sudah baik."
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

    def clean(self) -> dict[str, Any]:
        """Compare the two and ask the rules."""
        data = super().clean() or {}
        new, again = data.get("new"), data.get("again")
        if new and again and new != again:
            self.add_error("again", _("Belum sama dengan kata sandi baru di atas."))
        if new:
            try:
                validate_password(new, self.about())
            except ValidationError as error:
                self.add_error("new", error)
        return data


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
