"""The summary above a refused form: every fault, with links to those fields alone that the page has."""

from django import forms

from gugus.platform.web.faults import Fault, Faults, faults_of


class _Form(forms.Form):
    title = forms.CharField(label="Judul")
    kinds = forms.MultipleChoiceField(
        label="Jenis", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )


def test_all_faults_are_told_at_once() -> None:
    found = faults_of([_Form({})])
    assert found is not None
    assert [(one.label, one.field_id) for one in found.rows] == [
        ("Judul", "id_title"),
        ("Jenis", "id_kinds_0"),
    ]
    assert faults_of([_Form(), _Form({"title": "x", "kinds": ["a"]})]) is None


def test_nothing_leads_to_a_field_that_is_not_there() -> None:
    told = Faults((Fault("kosong", "Judul", "id_title"), Fault("kosong", "Jenis", "id_kinds_0")))
    kept = told.within('<input id="id_title">')
    assert [one.field_id for one in kept.rows] == ["id_title", ""]
    assert [one.label for one in kept.rows] == ["Judul", "Jenis"]
