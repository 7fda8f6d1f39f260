"""Letting a person in: by password, by personal link, by name and PIN."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, make_password
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gugus.accounts.queries import is_evaluator_only
from gugus.accounts.services.keys import pin_account
from gugus.people.clock import day_here
from gugus.people.models import Group, Teacher
from gugus.people.queries import holds_office, teachers_of
from gugus.people.rules.names import comparable, plain_user_name
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.known_browser import UNKNOWN_BROWSER, KnownBrowser
from gugus.platform.foundation.models import PersonalKey, User
from gugus.platform.foundation.pin_budget import give_pin_back, spend_pin
from gugus.platform.foundation.queries import active_pins, is_example_installation, link_key
from gugus.platform.foundation.rules import FREE_FAILURES
from gugus.platform.foundation.services import (
    begin_attempt,
    mark_key_used,
    peppered,
    record,
    reset_attempts,
    take_back_attempt,
)
from gugus.second_factor.queries import has_second_factor
from gugus.second_factor.services.codes import check_second_factor
from gugus.second_factor.services.passkeys import check_passkey

# An unknown name costs as many hashings as a known one, and so does a name that two persons
# of one group share: the time of the answer does not tell who is on the roster.
_HASHINGS = 2


def sign_in_with_password(
    *, username: str, password: str, now: datetime, browser: KnownBrowser = UNKNOWN_BROWSER
) -> User:
    """Sign-in of an officer; refuse with one sentence for every reason."""
    name = plain_user_name(username)
    guess = _Guess(f"name:{name}", "password", User.objects.filter(username=name).first(), browser)
    guess.begin(now)
    user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        raise Refused(_("Nama pengguna atau kata sandi tidak cocok. Periksa lagi keduanya."))
    guess.was_right()
    if not has_second_factor(user.pk):
        record(user.pk, now, "user.signed_in", user, by="password")
    return user


def sign_in_with_second_factor(
    *, user: User, code: str, now: datetime, browser: KnownBrowser = UNKNOWN_BROWSER
) -> User:
    """The second half of an officer's sign-in, after the password was right."""
    by = check_second_factor(user=user, code=code, now=now, browser=browser)
    record(user.pk, now, "user.signed_in", user, by=by)
    return user


def sign_in_with_passkey(
    *,
    user: User,
    host: str,
    state: Mapping[str, Any],
    answer: str,
    now: datetime,
    browser: KnownBrowser = UNKNOWN_BROWSER,
) -> User:
    """The second half of an officer's sign-in, by a key that rests in their device."""
    check_passkey(user=user, host=host, state=state, answer=answer, now=now, browser=browser)
    record(user.pk, now, "user.signed_in", user, by="passkey")
    return user


def sign_in_with_pin(
    *,
    group_code: str,
    name: str,
    pin: str,
    now: datetime,
    browser: KnownBrowser = UNKNOWN_BROWSER,
) -> User:
    """Sign-in of a teacher; persons of the same name are told apart by their PIN."""
    group = _group_of(group_code)
    code = group.code if group else slugify(group_code)
    keys = _pins_of(group, name, now)
    somebody = browser.one_of([key.user for key in keys])
    guess = _Guess(pin_account(code, name), "pin", somebody, browser)
    guess.begin(now)
    people = _spend(group, guess, now)
    key = _fitting(keys, pin)
    if key is None:
        raise Refused(
            _(
                "Nama dan PIN ini tidak cocok. Periksa lagi, atau minta PIN baru kepada "
                "sekretaris kelompok. Pengurus masuk dengan kata sandi."
            )
        )
    if len(keys) == 1:
        guess.was_right()
    else:
        # The counter is their namesake's too: the own PIN says nothing of guesses at the other's.
        guess.was_not_tried()
    if group is not None and people is not None:
        give_pin_back(group_id=group.pk, people=people, now=now)
    return _entered(key, now)


@dataclass(frozen=True)
class _Guess:
    """A guess at an account; the person is known where the name is somebody's."""

    account: str
    by: str
    person: User | None
    browser: KnownBrowser

    @property
    def device(self) -> str:
        return self.browser.counter_for(self.person.pk) if self.person else ""

    def begin(self, now: datetime) -> None:
        failures = begin_attempt(account=self.account, now=now, device=self.device)
        # Names that nobody has leave no trail: a stranger may invent any number of them.
        if failures == FREE_FAILURES and self.person is not None:
            record(
                None,
                now,
                "sign_in.slowed",
                self.person,
                by=self.by,
                known_browser=bool(self.device),
            )

    def was_right(self) -> None:
        reset_attempts(account=self.account, device=self.device)

    def was_not_tried(self) -> None:
        take_back_attempt(account=self.account, device=self.device)


def _spend(group: Group | None, guess: _Guess, now: datetime) -> int | None:
    """Claim one of the group's wrong PINs; None where nothing is claimed: its own counter is enough."""
    if group is None or guess.device:
        return None
    people = teachers_of(group).count()
    try:
        spend_pin(group_id=group.pk, people=people, now=now)
    except Refused:
        guess.was_not_tried()
        raise
    return people


def sign_in_with_link(*, token: str, now: datetime) -> User:
    """Sign-in of a teacher by their own link; it is too long to be guessed."""
    return _entered(usable_link(token=token, now=now), now)


def usable_link(*, token: str, now: datetime) -> PersonalKey:
    """The link with this secret; refuse unless it still signs in a teacher or an evaluator."""
    key = link_key(token)
    if key is None or not _comes_by_link(key.user_id, day_here(now)):
        raise Refused(_("Tautan ini tidak berlaku lagi."))
    return key


def _comes_by_link(user_id: int, today: date) -> bool:
    if holds_office(user_id, today):
        return is_evaluator_only(user_id, today)
    # Who left comes in too, to nothing but their own account: their data are theirs to take along.
    return Teacher.objects.filter(user_id=user_id).exists()


def sign_in_as_example(*, user_id: int, now: datetime) -> User | None:
    """Let the visitor be an invented person; None outside the example."""
    if not is_example_installation():
        return None
    user = User.objects.filter(pk=user_id, is_example=True, is_active=True).first()
    if user is not None:
        record(user.pk, now, "user.signed_in", user, by="example")
    return user


def _group_of(code: str) -> Group | None:
    wanted = slugify(code)
    if wanted:
        return Group.objects.filter(code=wanted).first()
    only = Group.objects.all()[:2]
    return only[0] if len(only) == 1 else None


def _pins_of(group: Group | None, name: str, now: datetime) -> list[PersonalKey]:
    wanted = comparable(name)
    if group is None or not wanted:
        return []
    known = teachers_of(group).filter(user__isnull=False).values_list("user_id", "name")
    ids = [user_id for user_id, full in known if user_id and comparable(full) == wanted]
    today = day_here(now)
    # Whoever holds an office holds other people's records: six digits do not open those.
    return active_pins([user_id for user_id in ids if not holds_office(user_id, today)])


def _fitting(keys: list[PersonalKey], pin: str) -> PersonalKey | None:
    pin = peppered(pin)
    fits = [key for key in keys if check_password(pin, key.secret_hash)]
    for _missing in range(_HASHINGS - len(keys)):
        make_password(pin)
    return fits[0] if len(fits) == 1 else None


def _entered(key: PersonalKey, now: datetime) -> User:
    mark_key_used(key=key, now=now)
    record(key.user_id, now, "user.signed_in", key, by=key.kind)
    return key.user
