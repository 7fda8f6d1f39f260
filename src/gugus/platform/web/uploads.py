"""Uploads that never touch the disk."""

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload


class BoundedMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps a file in memory and stops reading past the limit.

    Django's own handler passes large files on to the disk; ours drops the connection's
    rest, and the view sees no file and says so.
    """

    received = 0

    def handle_raw_input(self, *args: object, **kwargs: object) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)
