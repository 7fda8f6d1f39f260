"""How the group plans its year."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from gugus.people.models import Group
from gugus.schedule.forms.settings import PlanSettingsForm


@dataclass(frozen=True)
class SettingsSection:
    """Some fields under a heading."""

    title: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class PlanSettingsPage:
    """The settings, and where the other numbers of the year stand."""

    form: PlanSettingsForm
    day: BoundField
    times: tuple[BoundField, ...]
    parts: tuple[SettingsSection, ...]


def settings_page(group: Group, form: PlanSettingsForm) -> PlanSettingsPage:
    """The form as it stands."""

    def part(title: str, *names: str) -> SettingsSection:
        return SettingsSection(title, tuple(form[name] for name in names))

    return PlanSettingsPage(
        form=form,
        day=form["weekday"],
        times=(form["starts_at"], form["ends_at"]),
        parts=(
            part("", "meets_on_joint_leave"),
            part(
                _("Tuan rumah"),
                *("objective", "spread", "by_size", "twice_running", "years_counted"),
            ),
            part(_("Narasumber"), "speaker_most"),
        ),
    )
