"""A list of teachers handed in, as a secretary does it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.support.world import World


def upload(world: World, client: Client, data: bytes, name: str = "guru.xlsx") -> HttpResponse:
    """Hand a file in for the first school."""
    posted = {"school": world.schools[0].pk, "file": SimpleUploadedFile(name, data)}
    address = reverse("roster:upload", args=[world.group.code])
    return client.post(address, posted)  # type: ignore[return-value]
