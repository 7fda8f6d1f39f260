"""What forms share: only what a person changed is written; a service's refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms

from gugus.platform.foundation.errors import Refused

T = TypeVar("T")


class ChangesForm(forms.Form):
    """A form over a record that carries what the person saw.

    Only fields that the person changed are written: two officers who edit different fields of one
    record do not undo each other's work.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def changes(self) -> dict[str, Any]:
        """The fields that the person changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


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
