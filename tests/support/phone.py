"""A phone, as far as the server sees it: batches of commands with its own clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from gugus.platform.foundation.models import User
from tests.support.world import client_of


@dataclass
class Phone:
    """One person's phone; `clock_off` is how wrong its clock is."""

    user: User
    group: str = "rekaan-1"
    clock_off: timedelta = timedelta(0)
    device: UUID = field(default_factory=uuid4)
    _seq: "count[int]" = field(default_factory=lambda: count(1))
    _client: Client | None = None

    def make(
        self, kind: str, body: Mapping[str, Any], *, ago: timedelta = timedelta(0), **more: Any
    ) -> dict[str, Any]:
        """A command as the phone keeps it, made `ago`."""
        return {
            "id": str(uuid4()),
            "kind": kind,
            "group": self.group,
            "person": self.user.pk,
            "seq": next(self._seq),
            "made_at": (self.clock() - ago).isoformat(),
            "body": dict(body),
            **more,
        }

    def clock(self) -> datetime:
        """What the phone's clock shows."""
        return timezone.now() + self.clock_off

    def send(self, *commands: Mapping[str, Any], status: int = 200) -> list[dict[str, Any]]:
        """Send commands in one batch; return the answers."""
        self._client = self._client or client_of(self.user)
        response = self._client.post(
            "/sinkron/",
            {
                "device": str(self.device),
                "sent_at": self.clock().isoformat(),
                "commands": list(commands),
            },
            content_type="application/json",
            headers={"X-Gugus-Sync": "1"},
        )
        assert response.status_code == status, response.content
        return list(response.json().get("answers", []))

    def send_all(self, *commands: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Send commands, and again those that the server had no time for, as a phone does."""
        answers = self.send(*commands)
        waiting = {one["id"] for one in answers if one["state"] == "waiting"}
        if not waiting or len(waiting) == len(commands):
            return answers
        later = self.send_all(*(one for one in commands if one["id"] in waiting))
        return [one for one in answers if one["id"] not in waiting] + later

    def do(self, kind: str, body: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """Make one command, send it, return its answer."""
        return self.send(self.make(kind, body, **more))[0]
