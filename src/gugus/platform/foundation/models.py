"""The bare login, the audit trail, and what marks an installation."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users; a user without password can only come in by link or PIN."""

    def create_user(self, username: str, name: str, password: str | None = None) -> "User":
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who may sign in. What they may do is decided by `people`."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    # The password was set by somebody else and must be changed first.
    must_change_password = models.BooleanField(default=False)
    # Raised to end every session of this person at once (link or PIN withdrawn).
    session_epoch = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return f"{super().get_session_auth_hash()}{self.session_epoch}"


class PersonalKey(models.Model):
    """A way in without a password: a secret link (only its hash is kept) or a PIN."""

    class Kind(models.TextChoices):
        LINK = "link", "link"
        PIN = "pin", "PIN"

    user = models.ForeignKey(User, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    secret_hash = models.CharField(max_length=150, db_index=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(withdrawn_at=None),
                name="one_live_key_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SignInAttempts(models.Model):
    """Failed guesses at one account; each makes the next wait longer.

    `account` is a keyed digest of what was typed, for known and unknown names alike: a
    password that lands in the field for the name by mistake is not kept. A browser that signed in to
    the account before has its own counter (`device`): nobody else's guesses keep its person out.
    """

    account = models.CharField(max_length=200)
    device = models.CharField(max_length=40, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField(null=True)
    wait_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "device"], name="one_counter_of_a_device")
        ]

    def __str__(self) -> str:
        return self.account


class PinBudget(models.Model):
    """Wrong PINs of all names of a group, sent by browsers that nobody knows."""

    group_id = models.BigIntegerField(unique=True)
    counted = models.PositiveIntegerField(default=0)
    counted_since = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)
    # When PINs began to be slowed, for whoever keeps the group's keys.
    slowed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"group {self.group_id}"


class SentForm(models.Model):
    """A form that acted: sent again, it gives the same answer and acts no second time.

    `fingerprint` is a keyed digest of everything that was sent. The answer may hold secrets that
    are shown once: it is sealed with what only the sent form holds, and kept for minutes.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(db_index=True)
    # None while the first one is still being carried out.
    answered_at = models.DateTimeField(null=True)
    sealed = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M}"


class AuditEntry(models.Model):
    """Who did what to which record, when. Holds ids and field names, never personal values."""

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    group_id = models.BigIntegerField(null=True, db_index=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"


class Installation(models.Model):
    """One row: what this installation is. `is_example` is set by `gugus demo` on an empty one."""

    is_example = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    setup_code_hash = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        return "example" if self.is_example else "installation"
