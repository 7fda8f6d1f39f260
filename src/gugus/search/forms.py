"""What is asked for; whatever makes no sense is passed over."""

from django import forms

from gugus.search.rules.question import MOST_LETTERS


class SearchForm(forms.Form):
    """The one field, the kind that alone is shown, and the part of it."""

    q = forms.CharField(max_length=MOST_LETTERS, required=False)
    jenis = forms.SlugField(required=False)
    hal = forms.IntegerField(min_value=1, max_value=1000, required=False)

    def typed(self) -> str:
        """What was typed, on one line and no longer than is looked at."""
        return " ".join(self.data.get("q", "").split())[:MOST_LETTERS].strip()

    def kind(self) -> str:
        """The kind that alone is shown; '' for all."""
        return str(self.cleaned_data.get("jenis") or "")

    def part(self) -> int:
        """The number of the part, from 1."""
        return int(self.cleaned_data.get("hal") or 1)
