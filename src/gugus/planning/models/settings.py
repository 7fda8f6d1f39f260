"""How a group plans its year: its weekly day, what weighs most, the rules of numbers."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, School


def usual_packages() -> dict[str, int]:
    """Meetings that complete each package (Rambu-rambu KKG: a-d three, e four)."""
    return {"a": 3, "b": 3, "c": 3, "d": 3, "e": 4}


class PlanSettings(models.Model):
    """One group's settings of planning; a group without a row has these defaults."""

    class Objective(models.TextChoices):
        TOTAL = "total", _("Perjalanan semua guru sesedikit mungkin")
        WORST = "worst", _("Perjalanan guru yang terjauh sesedikit mungkin")
        FAIR = "fair", _("Yang terjauh dulu, lalu semua")

    group = models.OneToOneField(Group, models.CASCADE, related_name="plan_settings")
    # The weekly learning day (hari belajar guru), Monday is 0; empty until the group has chosen.
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_at = models.TimeField(default=time(13, 0))
    ends_at = models.TimeField(default=time(15, 15))
    objective = models.CharField(max_length=5, choices=Objective.choices, default=Objective.TOTAL)
    # Turns of hosts may differ by so many at most, former years counted.
    spread = models.PositiveSmallIntegerField(default=1)
    by_size = models.BooleanField(default=False)
    twice_running = models.BooleanField(default=False)
    # Turns of so many former school years count.
    years_counted = models.PositiveSmallIntegerField(default=3)
    # Does the group meet on days of joint leave (cuti bersama)?
    meets_on_joint_leave = models.BooleanField(default=False)
    speaker_most = models.PositiveSmallIntegerField(null=True, blank=True)
    packages = models.JSONField(default=usual_packages)

    def __str__(self) -> str:
        return f"{self.group_id}: {self.weekday}"


class HostSettings(models.Model):
    """What is special about a school as host: it cannot be one, or has been one before Gugus."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="host_settings")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    may_host = models.BooleanField(default=True)
    reason = models.CharField(max_length=150, blank=True)
    # Turns served in years that were never recorded here.
    former_turns = models.PositiveSmallIntegerField(default=0)
    # Months of the calendar in which the school would rather not be host: a wish, looked at last.
    disliked_months = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "school"], name="host_settings_once")
        ]

    def __str__(self) -> str:
        return f"{self.school_id} / {self.group_id}"


class Distance(models.Model):
    """The way between two schools as the group typed it, in kilometres, the same both ways."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="distances")
    # The school with the smaller id stands first.
    one = models.ForeignKey(School, models.CASCADE, related_name="+")
    other = models.ForeignKey(School, models.CASCADE, related_name="+")
    km = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "one", "other"], name="a_way_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="a_way_in_one_order"
            ),
            models.CheckConstraint(condition=models.Q(km__gte=0), name="a_way_is_no_less_than_0"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}-{self.other_id}: {self.km}"
