"""Reads a workbook in a process of its own: bytes in at its input, cells out as JSON.

Run by `workbook.py` as a program, never imported by it. calamine lays each sheet out as a full
rectangle, and a file of a few hundred bytes can name a cell in the last row and column: the memory
that would be asked for ends this process and not the server.
"""

import io
import json
import struct
import sys
from collections.abc import Sequence
from typing import Any

MAX_MEMORY = 512 * 1024 * 1024
MAX_SECONDS = 20
MAX_CELLS = 4_000_000
MAX_SHEETS = 20
# Of Windows: processor time, memory, an end without a report; which structure; no window and no dump.
_LIMITED, _EXTENDED_LIMITS, _NO_REPORTS = 0x0002 | 0x0100 | 0x0400, 9, 0x0001 | 0x0002
_PLAIN = (str, float, int, bool)


def limit() -> None:
    """Bound memory and processor time, and leave no picture of the memory behind."""
    if sys.platform == "win32":
        import ctypes

        limit_by_job(ctypes.windll.kernel32)
    else:
        _limit_by_resource()


def limit_by_job(kernel: Any) -> None:
    """Put this process into a job of its own, which is what bounds processes on Windows.

    What is refused there leaves the number of cells and the seconds that the server waits.
    """
    from ctypes import c_void_p

    kernel.SetErrorMode(_NO_REPORTS)
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = c_void_p
    job = c_void_p(kernel.CreateJobObjectW(None, None))
    limits = job_limits()
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, limits, len(limits))
    kernel.AssignProcessToJobObject(job, c_void_p(kernel.GetCurrentProcess()))


def job_limits() -> bytes:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64 bits: time in 100 ns, flags, memory of the process."""
    basic = struct.pack("<qqI4xQQI4xQII", MAX_SECONDS * 10_000_000, 0, _LIMITED, 0, 0, 0, 0, 0, 0)
    return basic + bytes(48) + struct.pack("<QQQQ", MAX_MEMORY, 0, 0, 0)


def _limit_by_resource() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    # What is read here may not be stored: not as the picture of a memory that ran full either.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, most_rows: int) -> dict[str, object]:
    """The sheets in order, each a list of rows from A1, and which are hidden; or a refusal's code."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[list[list[object]]] = []
        shown = python_calamine.SheetVisibleEnum.Visible
        for number, facts in enumerate(book.sheets_metadata):
            if facts.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                sheets.append([])
                continue
            sheet = book.get_sheet_by_index(number)
            if sheet.total_height >= most_rows:
                return {"refused": "too_many_rows"}
            if sheet.total_height * sheet.total_width > MAX_CELLS:
                return {"refused": "too_large"}
            sheets.append([_row(row) for row in sheet.to_python(skip_empty_area=False)])
            if len(sheets) == MAX_SHEETS:
                break
    except MemoryError:
        return {"refused": "too_large"}
    except python_calamine.PasswordError:
        return {"refused": "encrypted"}
    except BaseException:  # a fault inside the reader is no Exception
        return {"refused": "damaged"}
    facts_of = book.sheets_metadata[: len(sheets)]
    return {
        "sheets": sheets,
        "names": [one.name for one in facts_of],
        "hidden": [one.visible != shown for one in facts_of],
    }


def _row(values: Sequence[object]) -> list[object]:
    # A day comes as 2026-10-05, whatever number the file counts it by.
    return [value if type(value) in _PLAIN else str(value) for value in values]


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read(), int(sys.argv[1]))))
