"""Secrets in addresses stay out of the log."""

import logging
import re
from collections.abc import Iterable


class SecretsFilter(logging.Filter):
    """Put `…` for what follows one of the `prefixes` of addresses, in every record."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        super().__init__()
        openings = "|".join(re.escape(prefix) for prefix in prefixes)
        self._secret = re.compile(rf"({openings})[^\s/?\"']+")

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's message; every record passes."""
        message = record.getMessage()
        hidden = self._secret.sub(r"\1…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
