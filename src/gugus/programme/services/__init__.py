"""What can be done to a programme and its lines."""

from gugus.programme.services.lines import (
    LineContent,
    add_line,
    change_line,
    copy_lines,
    delete_line,
)
from gugus.programme.services.programmes import (
    choose_round,
    start_programme,
    take_step,
    write_texts,
)

__all__ = [
    "LineContent",
    "add_line",
    "change_line",
    "choose_round",
    "copy_lines",
    "delete_line",
    "start_programme",
    "take_step",
    "write_texts",
]
