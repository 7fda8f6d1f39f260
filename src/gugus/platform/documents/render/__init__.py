"""A `Paper` as a file: PDF to print and sign, DOCX for whoever must change it."""

from gugus.platform.documents.render.pdf import to_pdf
from gugus.platform.documents.render.word import to_docx

__all__ = ["to_docx", "to_pdf"]
