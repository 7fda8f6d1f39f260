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
# One compiler holds the fonts and what it has laid out before; it serves one call at a time.
_TURN = Lock()


def to_pdf(paper: Paper) -> bytes:
    """The paper as PDF, by PDF/UA-1 (and PDF/A-2a when dated)."""
    paper = printable_parts(paper)
    inputs = {"paper": json.dumps({**as_json(paper), "name": paper.name})}
    return compile_pdf(_compiler(), inputs, ["ua-1", "a-2a"] if paper.dated else ["ua-1"])


def compile_pdf(compiler: Any, inputs: dict[str, str], standards: list[str]) -> bytes:
    """What a template makes of its data, by the standards if its text allows them."""
    with _TURN:
        try:
            return _compile(compiler, inputs, standards)
        except typst.TypstError as error:
            # The standards forbid, for one, a sign that no font has (an emoji, printed as an
            # empty box). The meeting still needs its paper.
            if not str(error).startswith(("PDF/UA", "PDF/A")):
                raise
            return _compile(compiler, inputs, [])


def _compile(compiler: Any, inputs: dict[str, str], standards: list[str]) -> bytes:
    pdf: bytes = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standards)
    return pdf


@cache
def _compiler() -> Any:
    return typst_compiler("paper.typ")


def typst_compiler(name: str) -> Any:
    """A compiler for one of our templates, with our fonts and no others."""
    template = _HOME / "documents" / name
    return typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=[str(folder) for folder in sorted((_HOME / "fonts").iterdir())],
        ignore_system_fonts=True,
    )
