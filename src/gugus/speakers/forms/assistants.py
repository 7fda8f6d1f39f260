"""Who serves at a meeting beside its main speaker."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from gugus.people.models import Speaker
from gugus.platform.web.forms import offer
from gugus.speakers.models import MeetingAssistant


class AssistantForm(forms.Form):
    """One of the registry, and as what."""

    speaker = forms.ModelChoiceField(
        label=gettext_lazy("Siapa"),
        queryset=Speaker.objects.none(),
        empty_label=gettext_lazy("Pilih dari daftar narasumber"),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Sebagai"),
        choices=MeetingAssistant.Part.choices,
        initial=MeetingAssistant.Part.HELPER,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, speakers: QuerySet[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "speaker", speakers)
