"""A group asks for a teacher whose record another group keeps."""

from django.db import models

from gugus.people.models import Group, School, Teacher


class MembershipRequest(models.Model):
    """Waits for the home group's word; agreed to it becomes a `Membership`, and goes."""

    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="+")
    # Who asks.
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    # The school of that group where the person teaches too; none: they belong by themselves.
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "group"], name="a_group_asks_once_for_a_teacher"
            )
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id} / {self.group_id}"
