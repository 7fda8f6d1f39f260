"""The first set-up's one screen."""

from dataclasses import dataclass

from django.forms import BoundField

from gugus.accounts.forms.first_run import FirstRunForm


@dataclass(frozen=True)
class FirstRunPage:
    """An installation without anybody in it."""

    form: FirstRunForm
    code: BoundField
    group: tuple[BoundField, ...]
    person: tuple[BoundField, ...]


def first_run_page(form: FirstRunForm) -> FirstRunPage:
    """Sort the fields into what is asked about."""
    group = ("group_name", "code", "kecamatan", "npsn", "school_name")
    person = ("name", "username", "new", "again")
    return FirstRunPage(
        form=form,
        code=form["setup_code"],
        group=tuple(form[name] for name in group),
        person=tuple(form[name] for name in person),
    )
