"""What can be done to a programme and its lines."""

from gugus.programme.services.lines import (
    LineContent,
    add_line,
    change_line,
    copy_lines,
    delete_line,
)
from gugus.programme.services.programmes import (
    change_status,
    choose_needs_round,
    start_programme,
    write_programme_texts,
)

__all__ = [
    "LineContent",
    "add_line",
    "change_line",
    "change_status",
    "choose_needs_round",
    "copy_lines",
    "delete_line",
    "start_programme",
    "write_programme_texts",
]
