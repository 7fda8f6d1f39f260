"""Meetings, who came, what was minuted, steps, problems, what absentees read, certificates."""

from gugus.meetings.models.attendance import (
    Attendance,
    CardSecret,
    Guest,
    PrintedSheet,
    RestMark,
    SheetPhoto,
    WallCode,
)
from gugus.meetings.models.certificates import (
    Certificate,
    CertificateRun,
    SigningKey,
    Withdrawal,
)
from gugus.meetings.models.meeting import Meeting, Move
from gugus.meetings.models.minutes import Addendum, DecisionNews, Minutes, MinutesVariant
from gugus.meetings.models.problems import Problem, Proposal, Trial
from gugus.meetings.models.reading import Feedback, PacketReading, Reflection
from gugus.meetings.models.settings import EscalationStage, GroupRules
from gugus.meetings.models.steps import Step, StepOffer, StepReport

__all__ = [
    "Addendum",
    "Attendance",
    "CardSecret",
    "Certificate",
    "CertificateRun",
    "DecisionNews",
    "EscalationStage",
    "Feedback",
    "GroupRules",
    "Guest",
    "Meeting",
    "Minutes",
    "MinutesVariant",
    "Move",
    "PacketReading",
    "PrintedSheet",
    "Problem",
    "Proposal",
    "Reflection",
    "RestMark",
    "SheetPhoto",
    "SigningKey",
    "Step",
    "StepOffer",
    "StepReport",
    "Trial",
    "WallCode",
    "Withdrawal",
]
