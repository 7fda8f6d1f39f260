"""Reads a workbook in a process of its own: bytes in at its input, cells out as JSON.

Run by `workbook.py` as a program, never imported by it. calamine lays each sheet out as a full
rectangle, and a file of a few hundred bytes can name a cell in the last row and column: the memory
that would be asked for ends this process and not the server.
"""

import io
import json
import sys
from collections.abc import Sequence

MAX_MEMORY = 512 * 1024 * 1024
MAX_SECONDS = 20
MAX_CELLS = 4_000_000
MAX_SHEETS = 20
_PLAIN = (str, float, int, bool)


def limit() -> None:
    """Bound memory and processor time where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    # What is read here may not be stored: not as the picture of a memory that ran full either.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, most_rows: int) -> dict[str, object]:
    """The sheets in order, each a list of rows from A1; or the code of a refusal."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[list[list[object]]] = []
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
    return {"sheets": sheets}


def _row(values: Sequence[object]) -> list[object]:
    # A day comes as 2026-10-05, whatever number the file counts it by.
    return [value if type(value) in _PLAIN else str(value) for value in values]


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read(), int(sys.argv[1]))))
