"""Between the server and Django: bodies are read whole before a thread begins with the request."""

from gugus.platform.web.serving.bodies import ByteBudget, FullError, LateBodyError, read_body
from gugus.platform.web.serving.bridge import BODY_LEFT_OUT, Bridge, Limits

__all__ = [
    "BODY_LEFT_OUT",
    "Bridge",
    "ByteBudget",
    "FullError",
    "LateBodyError",
    "Limits",
    "read_body",
]
