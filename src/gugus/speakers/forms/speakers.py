"""What is typed about speakers: levels, topics, terms, days away; and a teacher's own offer."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.competence.models import Item
from gugus.people.models import Speaker
from gugus.platform.web.fields import day_field, text_field
from gugus.speakers.models import Skill
from gugus.speakers.services.offers import OfferAnswer

# Empty rows for topics that are not there yet.
BLANK_TOPICS = 2
MOST_TOPICS = 20
MOST_A_YEAR = 100
# A choice like the others: nothing is left open.
NO_LEVEL = "none"


def _levels() -> list[tuple[str, Any]]:
    return [(NO_LEVEL, gettext_lazy("–")), *Skill.Level.choices]


class SkillsForm(forms.Form):
    """A level for each item of the group's framework, and topics in own words."""

    def __init__(
        self, *args: Any, items: Sequence[Item], skills: Sequence[Skill], hints: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        held = {skill.item_id: skill.level for skill in skills}
        for item in items:
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=item.short_title,
                choices=_levels(),
                initial=held.get(item.pk, NO_LEVEL),
            )
        topics = [(skill.topic, skill.level) for skill in skills if skill.topic]
        if not topics and not held:
            # What was noted with the name so far, to be taken over or emptied.
            words = [line.strip()[:120] for line in hints.splitlines() if line.strip()]
            topics = [(word, str(Skill.Level.PRESENTER)) for word in words[: MOST_TOPICS // 2]]
        topics += [("", str(Skill.Level.PRESENTER))] * BLANK_TOPICS
        self.rows = len(topics)
        for n, (topic, level) in enumerate(topics):
            self._topic(n, topic, level)

    def _topic(self, n: int, topic: str, level: str) -> None:
        self.fields[f"topic_{n}"] = text_field(
            _("Keahlian lain %(n)d") % {"n": n + 1}, 120, initial=topic
        )
        self.fields[f"level_{n}"] = forms.ChoiceField(
            label=_("Tingkat keahlian lain %(n)d") % {"n": n + 1},
            choices=Skill.Level.choices,
            initial=level,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """A topic stands once."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for n in range(self.rows):
            folded = (data.get(f"topic_{n}") or "").casefold()
            if folded and folded in seen:
                self.add_error(f"topic_{n}", _("Keahlian ini sudah ditulis di atas."))
            seen.add(folded)
        return data

    def item_fields(self) -> list[BoundField]:
        """The levels by item."""
        return [self[f"item_{item.pk}"] for item in self.items]

    def topic_fields(self) -> list[tuple[BoundField, BoundField]]:
        """Each topic with its level."""
        return [(self[f"topic_{n}"], self[f"level_{n}"]) for n in range(self.rows)]

    def levels(self) -> dict[Item, str]:
        """What was chosen for each item."""
        chosen = {item: self.cleaned_data[f"item_{item.pk}"] for item in self.items}
        return {item: "" if level == NO_LEVEL else level for item, level in chosen.items()}

    def topics(self) -> list[tuple[str, str]]:
        """The topics that have words."""
        rows = [
            (self.cleaned_data[f"topic_{n}"], self.cleaned_data[f"level_{n}"])
            for n in range(self.rows)
        ]
        return [(topic, level or str(Skill.Level.PRESENTER)) for topic, level in rows if topic]


class TermsForm(forms.Form):
    """How often and on which weekdays."""

    most = forms.IntegerField(
        label=gettext_lazy("Paling banyak setahun"),
        min_value=0,
        max_value=MOST_A_YEAR,
        required=False,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        help_text=gettext_lazy(
            "Kali mengisi dalam satu tahun pelajaran, di semua kelompok. Kosong: menurut aturan "
            "kelompok."
        ),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hari yang bisa"),
        coerce=int,
        required=False,
        choices=[(n, WEEKDAYS[n]) for n in range(7)],
        widget=forms.CheckboxSelectMultiple({"class": "choices levels"}),
        help_text=gettext_lazy("Kosongkan semua bila hari apa pun bisa."),
    )


def initial_of_terms(speaker: Speaker) -> dict[str, object]:
    """Stored terms as the form shows them."""
    terms = getattr(speaker, "terms", None)
    if terms is None:
        return {}
    return {"most": terms.most_a_year, "weekdays": terms.weekdays}


class AbsenceForm(forms.Form):
    """Days on which a speaker cannot come."""

    first_day = day_field(gettext_lazy("Hari pertama"))
    last_day = day_field(gettext_lazy("Hari terakhir"))
    note = text_field(
        gettext_lazy("Catatan"),
        150,
        help_text=gettext_lazy("Dibaca pengurus saja. Tidak perlu menulis urusan pribadinya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = False
        self.fields["last_day"].help_text = _("Kosong: satu hari saja.")

    def clean(self) -> dict[str, Any]:
        """One day unless more is said."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and not last and "last_day" not in self.errors:
            data["last_day"] = first
        elif first and last and last < first:
            self.add_error("last_day", _("Hari terakhir harus sesudah hari pertama."))
        return data


class HelpOfferForm(forms.Form):
    """One tap: yes or no to helping others with one item."""

    item = forms.ModelChoiceField(
        queryset=Item.objects.none(),
        label=gettext_lazy("Kebutuhan"),
        empty_label=gettext_lazy("– pilih –"),
        error_messages={
            "required": gettext_lazy("Pilih dahulu apa yang Anda tawarkan."),
            "invalid_choice": gettext_lazy("Kebutuhan ini tidak dikenal. Muat ulang halaman."),
        },
    )
    willing = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1"
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Sebagai"), choices=Skill.Level.choices, required=False
    )
    strong = forms.BooleanField(required=False)

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Item]", self.fields["item"])
        field.queryset = Item.objects.filter(pk__in=[item.pk for item in items]).order_by("order")

    def said(self) -> OfferAnswer:
        """The answer, once the form is valid."""
        data = self.cleaned_data
        level = data["level"] or str(Skill.Level.HELPER)
        return OfferAnswer(data["item"], data["willing"], level, data["strong"])
