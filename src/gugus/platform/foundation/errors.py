"""What every service may raise: a refusal that a person can read."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The request cannot be carried out; `message` says why, what was kept and what to do."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class FailedAttempt(Refused):
    """A refused guess at `account`, claimed by `begin_attempt`.

    Whoever takes everything back that was tried (a phone's command) counts the guess again.
    """

    def __init__(self, message: str, field: str, account: str) -> None:
        super().__init__(message, field)
        self.account = account
