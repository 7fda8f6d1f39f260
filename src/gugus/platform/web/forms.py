"""What forms share: only what a person changed is written; a service's refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django import forms
from django.http import QueryDict

from gugus.platform.foundation.errors import Refused

T = TypeVar("T")


class ChangesForm(forms.Form):
    """A form over a record, `stored` or new.

    Over a stored one it carries what the person saw, so that only fields the person changed are
    written: two officers who edit different fields of one record do not undo each other's work.
    """

    def __init__(self, *args: Any, stored: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = stored

    def changes(self) -> dict[str, Any]:
        """The fields that the person changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


def offer(form: forms.BaseForm, name: str, offered: Any) -> None:
    """What a field lets a person choose from: records, or choices."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = offered
    else:
        cast(forms.ChoiceField, field).choices = offered


class SeenForm(forms.Form):
    """A form that says as which version its record was opened: an older one overwrites no newer."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def see(self, version: str) -> None:
        """Take this version as seen: the next press writes over it knowingly."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = version
        self.data = data


@dataclass(frozen=True)
class Done(Generic[T]):
    """A service was carried out; `value` is what it gave."""

    value: T


def attempt(form: forms.BaseForm, act: Callable[[], T]) -> Done[T] | None:
    """Carry out a service with a valid form; None when it refused, shown beside the field."""
    try:
        return Done(act())
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
