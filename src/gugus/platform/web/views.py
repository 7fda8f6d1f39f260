"""What a person sees when an address leads nowhere or the server stumbles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Unknown address, or another group's record: the same page for both."""
    del exception
    return render(request, "web/not_found.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form came back without its security token."""
    del exception
    return render(request, "web/refused.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """An unforeseen fault; nothing of the request was stored."""
    return render(request, "web/broken.html", status=500)
