"""PLACEHOLDER: replace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def group(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "web/not_found.html")
