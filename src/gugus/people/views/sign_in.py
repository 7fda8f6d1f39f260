"""PLACEHOLDER: replace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sign_in(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "web/not_found.html")


def sign_out(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "web/not_found.html")
