"""What was ticked and said on the page of a year's opening."""

from django import forms
from django.utils.translation import gettext_lazy

ACCEPT, REFUSE = "terima", "tolak"


class DecisionForm(forms.Form):
    """Several proposals at once; a refusal carries its reason."""

    proposal = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={"required": gettext_lazy("Centang dulu usulan yang dimaksud.")},
    )
    decision = forms.ChoiceField(choices=((ACCEPT, ACCEPT), (REFUSE, REFUSE)))
    note = forms.CharField(max_length=250, required=False)

    def __init__(self, data: object, *, waiting: list[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["proposal"]
        field.choices = [(pk, str(pk)) for pk in waiting]  # type: ignore[attr-defined]
