"""What one officer proposes and a second one decides; when somebody came in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gugus.people.models import Group, School, Teacher


class OfficeProposal(models.Model):
    """A role that sees ratings or makes officers, or a new password for who holds one."""

    class Kind(models.TextChoices):
        ROLE = "role", "role"
        PASSWORD = "password", "password"
        SECOND_FACTOR = "second_factor", "second factor"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        TAKEN_BACK = "taken_back", "taken back"

    kind = models.CharField(max_length=13, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # Whose officers decide; none: whoever runs the installation.
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="+")
    # Whom it is about: a login, a teacher on the roster, or somebody by name.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    teacher = models.ForeignKey(Teacher, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    username = models.CharField(max_length=60, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="proposed_offices"
    )
    proposed_on = models.DateField()
    # The last day on which it may be approved.
    open_until = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # The half of the temporary password that the proposer holds, until it is decided.
    sealed_half = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "user"],
                condition=Q(state="waiting", user__isnull=False),
                name="one_proposal_of_a_kind_waits_for_a_login",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SignIn(models.Model):
    """When somebody came in, by what, and with what kind of device: shown to that person alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField()
    by = models.CharField(max_length=20)
    # "android/chrome": never the whole of what a browser says of itself.
    device = models.CharField(max_length=30)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}"
