"""What the forms of people share: suggestions, places, merging, and a service's refusal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from gugus.people.models import Group, Place, Teacher
from gugus.people.queries import find_places, teachers_of
from gugus.platform.web.fields import TapChoices

if TYPE_CHECKING:
    _TeacherField = forms.ModelChoiceField[Teacher]
else:
    # Django's own class takes no type argument while the program runs.
    _TeacherField = forms.ModelChoiceField

T = TypeVar("T")


class SuggestInput(TapChoices):
    """A text field that suggests values and takes any other."""

    template_name = "people/suggest_input.html"

    def __init__(
        self, suggestions: Sequence[str] = (), attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tie the suggestions to the field."""
        context = super().get_context(name, value, attrs)
        context["suggestions"] = self.suggestions
        context["list_id"] = context["widget"]["attrs"]["list"] = f"{name}-pilihan"
        return context


class PlaceInput(SuggestInput):
    """A kecamatan by its name; the server suggests while one types."""

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__(attrs={"spellcheck": "false"})
        self.wide = wide

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say where suggestions come from."""
        context = super().get_context(name, value, attrs)
        query = "?luas=1" if self.wide else ""
        context["widget"]["attrs"] |= {
            "hx-get": f"{reverse_lazy('people:places')}{query}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{context['list_id']}",
            "hx-sync": "this:replace",
        }
        return context


class PlaceField(forms.CharField):
    """A place typed as text. Without JavaScript an unclear name is answered by the choices."""

    def __init__(self, *, wide: bool = False, **kwargs: Any) -> None:
        self.wide = wide
        super().__init__(widget=PlaceInput(wide=wide), max_length=200, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored place by its full name; what was typed stays as typed."""
        return value.full_name if isinstance(value, Place) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was seen with what was sent."""
        return bool(super().has_changed(self.prepare_value(initial), data))

    def clean(self, value: Any) -> Any:
        """The one place that the text names."""
        text = super().clean(value)
        return self._the_one(text) if text else None

    def _the_one(self, text: str) -> Place:
        found = find_places(text, wide=self.wide)
        same = [place for place in found if place.full_name.casefold() == text.casefold()]
        if len(same or found) == 1:
            return (same or found)[0]
        if not found:
            raise ValidationError(
                _("Tidak ada kecamatan bernama \u201c%(text)s\u201d. Periksa ejaannya."),
                params={"text": text[:60]},
            )
        widget = cast(PlaceInput, self.widget)
        widget.suggestions = [place.full_name for place in found]
        widget.to_tap = [(place.full_name, place.full_name) for place in found]
        raise ValidationError(_("Ada beberapa yang cocok. Ketuk yang dimaksud di bawahnya."))


class TeacherChoiceField(_TeacherField):
    """A teacher of the group, named with the school; `held` stays choosable after leaving."""

    def label_from_instance(self, obj: Teacher) -> str:
        """'Bu Contoh Satu (SDN Ciawi 01)'."""
        return f"{obj.name} ({obj.school.name})"

    def offer(self, group: Group, held: int | None) -> None:
        """Offer the group's teachers, and the one who stands there already."""
        rows = teachers_of(group)
        if held is not None:
            rows = rows | Teacher.objects.filter(pk=held).select_related("school")
        self.queryset = rows
