"""The yearly programme and its lines, each naming the needs it serves; what opens its year."""

from gugus.programme.models.line import Line
from gugus.programme.models.opening import Finding, Forum, ForumVoice, Proposal, Revision
from gugus.programme.models.programme import Programme, StatusChange

__all__ = [
    "Finding",
    "Forum",
    "ForumVoice",
    "Line",
    "Programme",
    "Proposal",
    "Revision",
    "StatusChange",
]
