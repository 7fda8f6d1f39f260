"""A meeting that is to be called, and its minutes."""

from tests.support.minuted_meeting import meeting, written

__all__ = ["meeting", "written"]
