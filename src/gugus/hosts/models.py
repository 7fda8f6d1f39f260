"""How a group plans its year: its weekly day, what weighs most, the rules of numbers."""

from django.db import models

from gugus.people.models import Group, School


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
