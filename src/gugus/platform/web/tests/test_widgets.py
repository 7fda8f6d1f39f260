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
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_widget_looks_as_its_template_has_it(widget, value):
    mine = widget.render("nama", value, renderer=WidgetRenderer())
    theirs = widget.render("nama", value, renderer=TemplatesSetting())
    assert parse_html(mine) == parse_html(theirs)
