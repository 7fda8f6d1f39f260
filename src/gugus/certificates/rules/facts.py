"""What a run decides and what a certificate states, as plain data that is kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

# Beside the letters' own pattern, so that a certificate is told from a letter by its number.
NUMBER_FORMAT = "{nomor:03}/Sert/{kode}/{bulan_romawi}/{tahun}"


@dataclass(frozen=True)
class Signer:
    """A person who signs, with office and name."""

    office: str
    name: str
    nip: str = ""


@dataclass(frozen=True)
class KeptLetterhead:
    """The kop surat as it was."""

    above: tuple[str, ...]
    name: str
    address: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Activity:
    """What is certified, and by whom: the same for everybody in a run.

    `kind`, `organiser`, `year` and `level` are what Dapodik's Diklat form asks. `address` is the
    site that the QR leads to, with a slash at its end.
    """

    title: str
    kind: str
    level: str
    organiser: str
    year: int
    since: date
    until: date
    dated: date
    place: str
    percent: int
    minutes_per_jp: int
    chair: Signer
    supervisor: Signer
    number_format: str
    address: str


@dataclass(frozen=True)
class CertificatePlan:
    """A run before it is issued: the activity, which meetings, and who was added by hand.

    `meetings` None means all of the period. The others are lines as typed: 'name; institution'.
    """

    activity: Activity
    meetings: tuple[int, ...] | None = None
    speakers: tuple[str, ...] = ()
    committee: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()


@dataclass(frozen=True)
class CertificateTopic:
    """A line of the back: a meeting's subject with what this person sat through."""

    day: date
    title: str
    minutes: int
    jp: int


@dataclass(frozen=True)
class CertificateRecipient:
    """One person who is to get a certificate."""

    teacher: int | None
    holder: str
    nip: str
    institution: str
    role: str
    topics: tuple[CertificateTopic, ...]

    @property
    def minutes(self) -> int:
        """All minutes attended."""
        return sum(topic.minutes for topic in self.topics)

    @property
    def jp(self) -> int:
        """The hours on the front."""
        return sum(topic.jp for topic in self.topics)


@dataclass(frozen=True)
class CertificateFacts:
    """Everything one certificate states; what is printed comes from here alone."""

    activity: Activity
    entry: CertificateRecipient
    head: KeptLetterhead
    # Why it took another's place; not printed.
    because: str = ""


def to_json(value: CertificatePlan | CertificateRecipient | CertificateFacts) -> dict[str, Any]:
    """Plain data; days as '2026-11-21'."""
    plain: dict[str, Any] = _plain(asdict(value))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def certificate_plan_of(data: Mapping[str, Any]) -> CertificatePlan:
    """A plan as it was kept."""
    chosen = data["meetings"]
    return CertificatePlan(
        activity=_activity(data["activity"]),
        meetings=None if chosen is None else tuple(chosen),
        speakers=tuple(data["speakers"]),
        committee=tuple(data["committee"]),
        moderators=tuple(data["moderators"]),
    )


def recipient_of(data: Mapping[str, Any]) -> CertificateRecipient:
    """A person as kept in a run's list."""
    topics = tuple(
        CertificateTopic(**{**topic, "day": date.fromisoformat(topic["day"])})
        for topic in data["topics"]
    )
    return CertificateRecipient(**{**data, "topics": topics})


def certificate_facts_of(data: Mapping[str, Any]) -> CertificateFacts:
    """A certificate's facts as they were kept."""
    head = data["head"]
    return CertificateFacts(
        activity=_activity(data["activity"]),
        entry=recipient_of(data["entry"]),
        head=KeptLetterhead(**{**head, "above": tuple(head["above"])}),
        because=data["because"],
    )


def _activity(data: Mapping[str, Any]) -> Activity:
    days = {name: date.fromisoformat(data[name]) for name in ("since", "until", "dated")}
    signers = {name: Signer(**data[name]) for name in ("chair", "supervisor")}
    return Activity(**{**data, **days, **signers})
