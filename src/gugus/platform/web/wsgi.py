"""How a request is read before any middleware sees it."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """Everything is read as UTF-8, whatever the sender calls it.

    Django takes any codec of Python for a charset, also those that give no text ("hex"), and breaks
    where nothing catches it yet.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        kind, parameters = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        parameters.pop("charset", None)
        self.content_type, self.content_params = kind, parameters


class Utf8Handler(WSGIHandler):
    """Django's own, with our reading of requests."""

    request_class = Utf8Request
