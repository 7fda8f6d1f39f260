"""Widgets are written as Django's own templates write them."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from gugus.platform.web.render import WidgetRenderer

CHOICES = [
    ("", "---"),
    (1, mark_safe("<b>satu</b>")),
    ("<2>", "dua & dua"),
    (3, gettext_lazy("Simpan")),
    ("Kelompok <a>", [(4, 1234), (5, date(2026, 11, 25))]),
]
WIDGETS = [
    (forms.TextInput({"class": 'a "b"', "required": True, "hidden": False}), "<x> & 'y'"),
    (forms.TextInput(), None),
    (forms.NumberInput({"min": 0}), 0),
    (forms.DateInput({"type": "date"}), date(2026, 11, 25)),
    (forms.TimeInput(), "13:00"),
    (forms.EmailInput(), "a@example.org"),
    (forms.URLInput(), "https://example.org/?a=1&b=2"),
    (forms.HiddenInput(), "1 <"),
    (forms.PasswordInput(), "x"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Textarea({"rows": 3}), "satu\n<dua>"),
    (forms.Textarea(), ""),
    (forms.Select(choices=CHOICES), 1),
    (forms.Select({"disabled": True}, choices=CHOICES), "5"),
    (forms.RadioSelect({"id": "id_x", "class": "row"}, choices=CHOICES), "<2>"),
    (forms.RadioSelect(choices=CHOICES[:3]), None),
    (forms.CheckboxSelectMultiple({"id": "id_x"}, choices=CHOICES), ["1", "4"]),
    (forms.ClearableFileInput(), None),
    (forms.FileInput({"accept": "image/*"}), None),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_widget_looks_as_its_template_has_it(widget, value):
    mine = widget.render("nama", value, renderer=WidgetRenderer())
    theirs = widget.render("nama", value, renderer=TemplatesSetting())
    assert parse_html(mine) == parse_html(theirs)


class _Form(forms.Form):
    name = forms.CharField(label="Nama <b>", help_text="Nama <i>lengkap</i>")
    note = forms.CharField(label="Catatan", required=False)
    agreed = forms.BooleanField(label="Setuju", required=False)
    day = forms.ChoiceField(
        label="Hari", choices=[("1", "Senin"), ("2", "Selasa")], widget=forms.RadioSelect
    )


def _field(name: str, data: dict[str, str] | None = None) -> str:
    return str(_Form(data, renderer=WidgetRenderer())[name].as_field_group())


def test_a_field_has_its_label_its_help_and_its_faults() -> None:
    assert parse_html(_field("name")) == parse_html(
        '<div class="field"><label for="id_name">Nama &lt;b&gt;</label>'
        '<input type="text" name="name" required aria-describedby="id_name_helptext" id="id_name">'
        '<p class="help" id="id_name_helptext">Nama <i>lengkap</i></p></div>'
    )
    wrong = _field("name", {"name": ""})
    assert 'class="field bad"' in wrong and "errorlist" in wrong and 'aria-invalid="true"' in wrong


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert '<span class="optional">(boleh kosong)</span>' in _field("note")
    assert "optional" not in _field("name")


def test_a_box_stands_before_its_label_and_choices_under_one_legend() -> None:
    box = '<div class="field"><label class="choice" for="id_agreed">{} Setuju</label></div>'
    widget = '<input type="checkbox" name="agreed" id="id_agreed">'
    assert parse_html(_field("agreed")) == parse_html(box.format(widget))
    choices = _field("day")
    assert "<fieldset><legend>Hari</legend>" in choices and choices.count('type="radio"') == 2
    assert "errorlist" in _field("day", {"day": "3"})
