"""What the programme puts on paper and into spreadsheets."""

from gugus.programme.papers.programme import programme_paper
from gugus.programme.papers.tables import COVERAGE_FILES, coverage_table
from gugus.programme.papers.texts import default_texts

__all__ = ["COVERAGE_FILES", "coverage_table", "default_texts", "programme_paper"]
