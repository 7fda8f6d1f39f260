"""What a person has beside the password: a phone that counts, codes on paper; and where that is a must."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from gugus.people.models import Group


class SecondFactor(models.Model):
    """The secret that a person's phone counts with, encrypted with the installation's key."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor"
    )
    sealed_secret = models.CharField(max_length=200)
    # The last half minute whose code was used: no code opens twice.
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"second factor {self.pk}"


class RecoveryCode(models.Model):
    """A code on paper for a lost phone, used once; only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    code_hash = models.CharField(max_length=150)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class Passkey(models.Model):
    """A key that rests in a device of the person; here is its public half, bound to the host's name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    title = models.CharField(max_length=60)
    # Both as base64; a credential's id has at most 1,023 bytes.
    credential_id = models.CharField(max_length=1364, unique=True)
    credential = models.TextField()
    # How often the device has signed; some never count and say 0.
    counter = models.BigIntegerField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class SecondFactorRule(models.Model):
    """Officers of a group (none: of every group, and who runs the site) must have a second factor."""

    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            # None counts as no value of its own: the site's rule stands for 0.
            models.UniqueConstraint(
                Coalesce("group_id", models.Value(0)), name="one_rule_for_each_group_or_the_site"
            )
        ]

    def __str__(self) -> str:
        return f"rule of {self.group or 'the site'}"
