"""PDF by Typst: tagged, with its fonts inside, the same bytes for the same paper."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from gugus.platform.documents.paper import Paper
from gugus.platform.documents.render.text import as_json, printable_parts

_HOME = Path(__file__).resolve().parent.parent
_PAPER = _HOME / "documents" / "paper.typ"
# A template's compiler holds the fonts and what it has laid out before; it serves one call at a time.
_TURN = Lock()


def to_pdf(paper: Paper) -> bytes:
    """The paper as PDF, by PDF/UA-1 (and PDF/A-2a when dated)."""
    paper = printable_parts(paper)
    inputs = {"paper": json.dumps({**as_json(paper), "name": paper.name})}
    return compile_pdf(_PAPER, inputs, ["ua-1", "a-2a"] if paper.dated else ["ua-1"])


def compile_pdf(template: Path, inputs: dict[str, str], standards: list[str]) -> bytes:
    """What a Typst template makes of its inputs, by the standards if its text allows them."""
    with _TURN:
        compiler = _compiler(template)
        try:
            return _compile(compiler, inputs, standards)
        except typst.TypstError as error:
            # The standards forbid, for one, a sign that no font has (an emoji, printed as an
            # empty box). The paper is needed all the same.
            if not str(error).startswith(("PDF/UA", "PDF/A")):
                raise
            return _compile(compiler, inputs, [])


def _compile(compiler: Any, inputs: dict[str, str], standards: list[str]) -> bytes:
    pdf: bytes = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standards)
    return pdf


@cache
def _compiler(template: Path) -> Any:
    """A compiler for one template, with our fonts and no others."""
    return typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=[str(folder) for folder in sorted((_HOME / "fonts").iterdir())],
        ignore_system_fonts=True,
    )
