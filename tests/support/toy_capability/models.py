"""What was lent."""

from django.db import models

from gugus.people.models import Group


class Loan(models.Model):
    """A thing of the group in somebody's hands."""

    code = models.CharField(max_length=20, primary_key=True)
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    thing = models.CharField(max_length=80)
    returned = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.thing
