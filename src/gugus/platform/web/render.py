"""A page is a template and one frozen dataclass."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_page(
    request: HttpRequest, template: str, page: Any, *, status: int = 200
) -> HttpResponse:
    """Render `template`, which sees `page`, the shell and nothing else."""
    return render(request, template, {"page": page}, status=status)
