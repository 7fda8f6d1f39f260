"""The yearly programme and its lines, each naming the needs it serves; what changed after the signature."""

from gugus.programme.models.agreement import Forum, ForumVoice, Revision
from gugus.programme.models.line import Line
from gugus.programme.models.programme import Programme, StatusChange

__all__ = [
    "Forum",
    "ForumVoice",
    "Line",
    "Programme",
    "Revision",
    "StatusChange",
]
