"""Making the example, and an attendance sheet of its 63 teachers as PDF and as DOCX."""

import json
import time
from collections.abc import Iterator

from bench.table import Measurement
from tests.support.server import example_installation, python

CODE = """
import json, time
from gugus.meetings.models import Meeting
from gugus.attendance.papers.sheets import filled_sheet
from gugus.platform.documents.render.word import to_docx
from gugus.platform.documents.render.pdf import to_pdf
first, *_, last = Meeting.objects.filter(state="held")
to_pdf(filled_sheet(first))
# Another sheet than the first: Typst caches what it has laid out.
paper = filled_sheet(last)
times = []
for render in (to_pdf, to_docx):
    began = time.perf_counter()
    render(paper)
    times.append(time.perf_counter() - began)
print(json.dumps(times))
"""


def measure() -> Iterator[Measurement]:
    """Seconds for one sheet, after the first."""
    began = time.perf_counter()
    with example_installation() as data:
        loaded = time.perf_counter() - began
        pdf, docx = json.loads(python(CODE, data=data))
    yield Measurement("gugus demo (the whole example)", loaded, "s", 6)
    yield Measurement("attendance sheet as PDF", pdf, "s", 1)
    yield Measurement("attendance sheet as DOCX", docx, "s", 1)
