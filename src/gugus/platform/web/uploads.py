"""Uploads that never touch the disk."""

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest


class BoundedMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps a file in memory and stops keeping past the limit.

    Django's own handler passes large files on to the disk; ours drops what was kept and marks
    the request, so that the view can say why there is no file (`was_too_large`).
    """

    received = 0

    def handle_raw_input(self, *args: object, **kwargs: object) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            if self.request is not None:
                self.request.META["gugus.upload_too_large"] = True
            # What is still to come is read and forgotten: a connection cut in mid-request
            # would show the person the browser's own error instead of ours.
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> bool:
    """Did the request bring more in files than may be kept?"""
    # Files are only looked at when the form data are.
    return bool(request.FILES is not None and request.META.get("gugus.upload_too_large"))
