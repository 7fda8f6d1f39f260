"""The numbers of the rule of packages."""

from collections.abc import Mapping
from typing import Any

from django import forms

from gugus.programme.models import Line

MOST = 50


class PackagesForm(forms.Form):
    """How many meetings complete each package."""

    def __init__(self, *args: Any, needed: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in Line.Package.choices:
            self.fields[key] = forms.IntegerField(
                label=words, min_value=1, max_value=MOST, initial=needed.get(key)
            )

    def packages(self) -> dict[str, int]:
        """The numbers by package."""
        return {key: self.cleaned_data[key] for key in Line.Package.values}
