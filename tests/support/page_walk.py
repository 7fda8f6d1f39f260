"""Asking for every page as everybody who may see it: what it costs, and how many queries it asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import process_time

from django.conf import settings
from django.db import connection, reset_queries, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gugus.people.rules.roles import TABLE, Role
from gugus.platform.foundation.models import User
from tests.support.addresses import Address, addresses
from tests.support.samples import Sample
from tests.support.world import World, client_of

# Ends the session that every later page needs.
_LEAVES = {"accounts:sign_out"}
# Seconds after which another try would tell nothing new.
_LONG = 1.0


@dataclass(frozen=True)
class RolePage:
    """One page as one role sees it."""

    name: str
    role: Role
    path: str

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


@dataclass
class PageWalk:
    """Asks for pages inside a transaction that nobody commits.

    What is cached between requests is cached outside transactions only: so every page costs what it
    costs right after a write.
    """

    world: World
    known: Mapping[str, Sample]
    browser: Client = field(default_factory=Client)
    sessions: dict[Role, str] = field(default_factory=dict)

    def pages(self) -> Iterator[RolePage]:
        """Every address that answers GET with a page, with each role that may see it."""
        for address in addresses().values():
            for page in self._of_roles(address):
                if not self._is_page(self.ask(page)):
                    break
                yield page

    def queries_of_pages(self) -> Iterator[tuple[RolePage, list[str]]]:
        """What each page asks the database for the first role that may see it."""
        for address in addresses().values():
            for page in list(self._of_roles(address))[:1]:
                # Django's log holds 9,000 queries, and counts none past them.
                reset_queries()
                with CaptureQueriesContext(connection) as asked:
                    response = self.ask(page)
                if self._is_page(response):
                    yield page, [one["sql"] for one in asked.captured_queries]

    def _of_roles(self, address: Address) -> Iterator[RolePage]:
        for role in self._roles(address):
            yield RolePage(address.name, role, self._path(address))

    def ask(self, page: RolePage) -> HttpResponse:
        """The answer; the database stays as it was."""
        session = self.sign_in(page.role)
        self.browser.cookies.clear()
        self.browser.cookies[settings.SESSION_COOKIE_NAME] = session
        with transaction.atomic():
            response: HttpResponse = self.browser.get(page.path)
            transaction.set_rollback(True)
        return response

    def milliseconds(self, page: RolePage, times: int = 2) -> float:
        """Processor time of the best of several tries; `pages` has asked once before."""
        tries = []
        for _time in range(times):
            began = process_time()
            self.ask(page)
            tries.append(process_time() - began)
            if sum(tries) > _LONG:
                break
        return 1000 * min(tries)

    def _roles(self, address: Address) -> Iterator[Role]:
        if address.name in _LEAVES:
            return
        keeps_out = self.known[address.name].keeps_out if address.needs_sample else frozenset()
        for role in Role:
            may = not address.anyof or TABLE[role] & address.anyof
            if may and role not in keeps_out:
                yield role

    def _path(self, address: Address) -> str:
        parts = dict(self.known[address.name].parts) if address.needs_sample else {}
        if "code" in address.parts:
            parts["code"] = self.world.group.code
        return reverse(address.name, kwargs=parts)

    def sign_in(self, role: Role) -> str:
        """The session of the person with this role."""
        if role not in self.sessions:
            # Read anew: the session is bound to the password as it stands now.
            client = client_of(User.objects.get(pk=self.world.users[role].pk))
            self.sessions[role] = client.session.session_key or ""
        return self.sessions[role]

    def _is_page(self, response: HttpResponse) -> bool:
        is_html = response.get("Content-Type", "").startswith("text/html")
        return response.status_code == 200 and is_html
