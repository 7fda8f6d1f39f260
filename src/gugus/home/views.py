"""PLACEHOLDER views of home: replace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def start(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "web/not_found.html")


def home(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "web/not_found.html")


def more(request: HttpRequest, code: str = "") -> HttpResponse:
    return render(request, "web/not_found.html")
