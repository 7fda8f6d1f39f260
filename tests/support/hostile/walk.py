"""Asking for every address with hostile values, each in a savepoint of one world."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any, TypeVar
from unittest.mock import patch
from urllib.parse import quote, quote_from_bytes
from uuid import UUID, uuid5

from django.apps import apps
from django.conf import settings
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone

from gugus.people.rules.roles import TABLE, Role
from gugus.platform.foundation.models import User
from gugus.platform.sync.commands import all_handlers
from gugus.platform.web import render, views
from gugus.platform.web.wsgi import Utf8Handler
from tests.support.access_walk import path_of, sample_of
from tests.support.addresses import Address, addresses
from tests.support.hostile import values
from tests.support.hostile.forms import SeenForm, asked_names, forms_of
from tests.support.hostile.ledger import ledger
from tests.support.samples import Sample
from tests.support.world import World, client_of

_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_URLENCODED = "application/x-www-form-urlencoded"
# Signed in or not, these end what every later question needs.
_LEAVES = {"accounts:sign_out"}
_DEVICE = UUID("00000000-0000-4000-8000-000000000000")
Pairs = Mapping[str, Iterable[str]]
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """One question, and how it is named when it fails."""

    path: str
    what: str = ""
    method: str = "GET"
    query: Pairs = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    content_type: str = _URLENCODED
    length: str | None = None
    cookies: str = ""
    # The page is made, and its template left alone: a row like it was shown already.
    bare: bool = False


def encoded(pairs: Pairs) -> bytes:
    """Names and values as a browser would send them, also signs that are none."""
    return "&".join(
        f"{_quoted(name)}={_quoted(value)}" for name, many in pairs.items() for value in many
    ).encode()


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


class _Environs(RequestFactory):
    """What a server would hand over, before Django has looked at it."""

    def request(self, **request: Any) -> Any:
        return self._base_environ(**request)


class _Server(Utf8Handler):
    """The product's own; forms need no token here."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return super().get_response(request)


@dataclass
class HostileWalk:
    """Asks as one of those who reach an address, or as everybody; the world stays as it was."""

    world: World
    samples: Mapping[str, Sample]
    every_role: bool = False
    browser: RequestFactory = field(default_factory=lambda: _Environs())
    server: Utf8Handler = field(default_factory=lambda: _Server())
    sessions: dict[Role, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, tuple[int, str]] = field(default_factory=dict)
    n_asked: int = 0

    def __post_init__(self) -> None:
        # The one transaction of the walk lives in this connection.
        request_started.disconnect(close_old_connections)
        request_finished.disconnect(close_old_connections)
        got_request_exception.connect(self._note, weak=False)

    def _note(self, **_more: Any) -> None:
        import sys
        import traceback

        error = sys.exc_info()[1]
        last = traceback.extract_tb(error.__traceback__)[-1] if error else None
        place = f"{last.filename.rpartition('/src/')[2]}:{last.lineno}" if last else ""
        self.raised.append(f"{type(error).__name__}: {error} at {place}"[:300])

    # Asking

    def ask(self, asked: Asked, role: Role | None) -> HttpResponse:
        """The answer; a fault of ours, or something half stored, is noted."""
        self.raised.clear()
        self.n_asked += 1
        sent = self._environ(asked, role)
        with transaction.atomic(), ledger() as kept, _bare() if asked.bare else nullcontext():
            response = self.server(sent, lambda *_begun: None)
            transaction.set_rollback(True)
        wrong = ""
        if response.status_code >= 500 or self.raised:
            wrong = " ".join([str(response.status_code), *self.raised])
        elif (response.status_code >= 400 or kept.refused) and kept.tables:
            wrong = f"{response.status_code} refused, but wrote {sorted(kept.tables)}"
        if wrong:
            who = role or "stranger"
            self.faults.append(f"{asked.method} {asked.path[:120]} as {who}, {asked.what}: {wrong}")
        return response

    def _environ(self, asked: Asked, role: Role | None) -> dict[str, Any]:
        own = f"{settings.SESSION_COOKIE_NAME}={self._session(role)}" if role else ""
        query = encoded(asked.query).decode()
        more = {"CONTENT_LENGTH": asked.length} if asked.length is not None else {}
        sent: dict[str, Any] = self.browser.generic(
            asked.method,
            asked.path + (f"?{query}" if query else ""),
            asked.body,
            asked.content_type if asked.body or asked.method == "POST" else _URLENCODED,
            headers=asked.headers,
            HTTP_COOKIE="; ".join(part for part in (own, asked.cookies) if part),
            **more,
        )
        return sent

    def _session(self, role: Role) -> str:
        if role not in self.sessions:
            # Read anew: the session is bound to the password as it stands now.
            client = client_of(User.objects.get(pk=self.world.users[role].pk))
            self.sessions[role] = client.session.session_key or ""
        return self.sessions[role]

    # Who, where, what

    def path(self, address: Address) -> str:
        """The address with good parts."""
        return path_of(address, sample_of(address, self.samples), self.world.group.code)

    def roles(self, address: Address) -> list[Role | None]:
        """Who is let in: one of them, or everybody when all roles are asked for."""
        if address.scope == "open":
            return [None]
        sample = sample_of(address, self.samples)
        keeps_out = sample.keeps_out if sample else frozenset()
        found: list[Role | None] = [
            role
            for role in Role
            if (not address.anyof or TABLE[role] & address.anyof) and role not in keeps_out
        ]
        return found if self.every_role else found[:1]

    @cached_property
    def forms(self) -> dict[str, list[SeenForm]]:
        """The forms of all pages, by the name of the address that they lead to."""
        found: dict[str, list[SeenForm]] = {}
        for address in addresses().values():
            if address.name in _LEAVES:
                continue
            role, path = self.roles(address)[0], self.path(address)
            with asked_names() as self.names[address.name]:
                response = self.ask(Asked(path, "nothing hostile"), role)
            self.kinds[address.name] = (response.status_code, response.get("Content-Type", ""))
            if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
                continue
            for form in forms_of(response.content, path, self.world.today):
                known = found.setdefault(_name_of(form.action), [])
                if len(known) < 3 and all(one.kinds.keys() != form.kinds.keys() for one in known):
                    known.append(form)
        return found

    # The walk

    def walk(self, address: Address) -> list[str]:
        """Ask for one address in all hostile ways; what went wrong."""
        if address.name in _LEAVES:
            return []
        forms = self.forms.get(address.name, [])
        self.faults.clear()
        for role in self.roles(address):
            for asked in (*self._parts(address), *self._pages(address)):
                self.ask(asked, role)
            for form in forms:
                for asked in self._fields(address, form, role):
                    self.ask(asked, role)
        if self._is_first:
            for asked in self.as_stranger(address):
                self.ask(asked, None)
        return list(self.faults)

    @property
    def texts(self) -> Sequence[str]:
        """What stands in a query or a field."""
        return values.MORE_TEXTS if self.every_role else self._half(values.TEXTS)

    @property
    def _is_first(self) -> bool:
        """On the second database only what it may see differently is asked again in the gate."""
        return self.every_role or connection.vendor == "sqlite"

    def _half(self, hostile: Sequence[T]) -> list[T]:
        """The first two, where databases differ, and half of the others: SQLite has one, PostgreSQL the other."""
        mine = connection.vendor == "sqlite"
        return [one for n, one in enumerate(hostile) if n < 2 or (n % 2 == 0) == mine]

    def _some(self, name: str, hostile: Sequence[T], n: int) -> list[T]:
        """A few of them, others at each address and on each database; all when there is time."""
        chance = Random(f"{name} {connection.vendor}")
        return chance.sample(hostile, len(hostile) if self.every_role else min(n, len(hostile)))

    def _parts(self, address: Address) -> Iterator[Asked]:
        sample = sample_of(address, self.samples)
        good = {**(sample.parts if sample else {}), "code": self.world.group.code}
        for found in _PART.finditer(address.route):
            hostile = values.PATH_NUMBERS if found[1] == "int" else values.PATH_WORDS
            if not self.every_role:
                # The group's code means the same at every address.
                n = 0 if found[2] == "code" else 2
                hostile = (*hostile[: n // 2], *self._some(address.route, hostile[n // 2 :], 1))
            for value in hostile:
                words = {**{k: quote(str(v)) for k, v in good.items()}, found[2]: value}
                path = "/" + _PART.sub(lambda part, words=words: words[part[2]], address.route)
                yield Asked(path, f"{found[2]}={value[:30]!r}", bare=not self.every_role)

    def _pages(self, address: Address) -> Iterator[Asked]:
        """Queries, headers, methods and bodies, several at once."""
        path, bare = self.path(address), not self.every_role
        status, kind = self.kinds[address.name]
        names = sorted(self.names[address.name] | {"next"})
        queries = list(_latin(address.name, names, self.texts))
        # A paper is drawn anew each time, and most pages read nothing of a query.
        if bare and (len(names) == 1 or not kind.startswith("text/html")):
            queries = queries[: 2 if self._is_first else 1]
        headers = self._some(address.name, self._headers(address), 3)
        for row, query in enumerate(queries):
            mixed, what = headers[row % 2]
            told = f"?{_told(query)} {what}"
            yield Asked(path, told, query=query, bare=bare and row > 0, **mixed)
        if not self._is_first:
            return
        takes_forms = status == 405 or address.name in self.forms
        methods = ["POST"] if takes_forms else self._some(address.name, values.METHODS, 1)
        if self.every_role:
            methods = ["POST", *values.METHODS]
        for method in methods:
            mixed, what = headers[2]
            yield Asked(path, what, method, body=b"a=1", bare=bare, **mixed)
        bodies = self._some(address.name, values.BODIES, 1)
        for kind, body, length in bodies if takes_forms or self.every_role else ():
            what = f"{kind!r} {body[:60]!r} length {length}"
            yield Asked(path, what, "POST", {}, {}, body, kind, length, bare=bare)

    def _headers(self, address: Address) -> list[tuple[dict[str, Any], str]]:
        """Each value of each header once, among others."""
        chance, found = Random(address.name), []
        columns = {name: chance.sample(some, len(some)) for name, some in values.HEADERS.items()}
        for row in range(3):
            headers = {name: some[row] for name, some in columns.items()}
            # One bad host hides all else.
            if row:
                del headers["host"]
            cookies = values.COOKIES[row]
            found.append(({"headers": headers, "cookies": cookies}, f"headers {_short(headers)}"))
        return found

    def _fields(self, address: Address, form: SeenForm, role: Role | None) -> Iterator[Asked]:
        with asked_names() as names:
            self.ask(self._sending(form, form.good, "nothing hostile"), role)
        bare = not self.every_role
        fields = sorted({*form.good, *names} - {"csrfmiddlewaretoken"})
        for row, asked in enumerate(_latin(address.name, fields, self.texts)):
            yield self._sending(form, {**form.good, **asked}, _told(asked), bare=bare and row > 0)
        of_kind = {form.kinds.get(name, "hidden"): name for name in fields}
        for name in fields if self.every_role else self._some(form.action, [*of_kind.values()], 2):
            kind = form.kinds.get(name, "hidden")
            some = values.BY_KIND.get(kind, values.BY_KIND["text"])
            for value in self.texts if self.every_role else some[:1]:
                what = f"{name}={value[:30]!r}"
                yield self._sending(form, {**form.good, name: [value]}, what, bare=bare)

    def _sending(self, form: SeenForm, pairs: Pairs, what: str, *, bare: bool = False) -> Asked:
        return Asked(form.action, what, "POST", body=encoded(pairs), bare=bare)

    def as_stranger(self, address: Address) -> Iterator[Asked]:
        """As somebody whose session is none."""
        path, chance = self.path(address), Random(address.name)
        for method in self._some(f"stranger {address.name}", ("GET", "POST"), 1):
            headers = {name: chance.choice(some) for name, some in values.HEADERS.items()}
            del headers["host"]
            session = f"{settings.SESSION_COOKIE_NAME}={chance.choice(values.SESSIONS)}"
            what = f"session {session[:40]}, headers {_short(headers)}"
            yield Asked(path, what, method, headers=headers, cookies=session, bare=True)

    # What phones send

    def commands(self, kind: str) -> list[str]:
        """Send one kind of command with hostile values in every field that it reads."""
        self.faults.clear()
        anyof = getattr(all_handlers()[kind], "anyof", frozenset())
        roles = [role for role in Role if TABLE[role] & anyof]
        for role in roles if self.every_role else roles[:1]:
            good = self._good_body(kind, role)
            plain = {name: json.dumps(value) for name, value in good.items()}
            hostile = values.JSON_VALUES if self.every_role else self._half(values.JSON_VALUES)
            for place, row in enumerate(_latin(kind, sorted(good), hostile)):
                one = self._some(f"{kind} {place}", sorted(good), 1) if good else []
                # All at once, and one among good ones.
                for names in (sorted(good), *([name] for name in one)):
                    body = {**plain, **{name: row[name][0] for name in names}}
                    told = " ".join(f"{name}={body[name][:30]}" for name in names)
                    self._tell(kind, role, body, told, place)
        return list(self.faults)

    def envelopes(self) -> list[str]:
        """Send what is no batch, and batches whose frames are hostile."""
        self.faults.clear()
        role = Role.SECRETARY
        for body in values.JSON_BODIES:
            self._send(role, body, repr(body[:60]))
        for kind, body, length in values.BODIES:
            self._send(role, body, repr(kind), kind, length)
        for hostile in values.JSON_VALUES:
            for name in ("id", "kind", "group", "person", "seq", "made_at", "body"):
                self._tell(
                    "attendance.mark", role, {}, f"{name}: {hostile[:40]}", 1, {name: hostile}
                )
            for name in ("device", "sent_at", "commands"):
                frame = {
                    "device": f'"{_DEVICE}"',
                    "sent_at": "null",
                    "commands": "[]",
                    name: hostile,
                }
                self._send(role, _object(frame).encode(), f"{name}: {hostile[:40]}")
        return list(self.faults)

    def _good_body(self, kind: str, role: Role) -> dict[str, object]:
        good: dict[str, object] = {}
        for _time in range(3):
            with asked_names() as names:
                body = {name: json.dumps(value) for name, value in good.items()}
                self._tell(kind, role, body, "nothing hostile", 0)
            names -= {*good, "next", "kembali"}
            if not names:
                break
            good |= {name: self._good_value(name) for name in sorted(names)}
        return good

    def _good_value(self, name: str) -> object:
        for model in apps.get_models():
            if model._meta.model_name == name or str(model._meta.model_name).endswith(name):
                first = model._base_manager.order_by("pk").first()
                if first is not None:
                    return str(first.pk)
        return "1"

    def _tell(
        self,
        kind: str,
        role: Role,
        body: Mapping[str, str],
        what: str,
        place: int,
        frame: Mapping[str, str] | None = None,
    ) -> None:
        entry = {
            "id": json.dumps(str(uuid5(_DEVICE, f"{kind} {what} {place}"))),
            "kind": json.dumps(kind),
            "group": json.dumps(self.world.group.code),
            "person": json.dumps(self.world.users[role].pk),
            "seq": "1",
            "made_at": json.dumps(timezone.now().isoformat()),
            "body": _object(body),
            **(frame or {}),
        }
        batch = {
            "device": f'"{_DEVICE}"',
            "sent_at": entry["made_at"],
            "commands": f"[{_object(entry)}]",
        }
        self._send(role, _object(batch).encode(), f"{kind} {what}")

    def _send(
        self,
        role: Role,
        body: bytes,
        what: str,
        kind: str = "application/json",
        length: str | None = None,
    ) -> None:
        sent = Asked("/sinkron/", what, "POST", {}, {"X-Gugus-Sync": "1"}, body, kind, length)
        response = self.ask(sent, role)
        is_json = response.get("Content-Type", "").startswith("application/json")
        if kind == "application/json" and not is_json:
            self.faults.append(f"{what}: {response.status_code}, no JSON")
        elif is_json and any(
            one["state"] == "failed" for one in json.loads(response.content).get("answers", ())
        ):
            self.faults.append(f"{what}: a command failed")


def _object(members: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(name)}: {value}" for name, value in members.items()) + "}"


def _name_of(action: str) -> str:
    try:
        return resolve(action.partition("?")[0]).view_name
    except Resolver404:
        return ""


def _latin(seed: str, names: list[str], hostile: tuple[str, ...]) -> Iterator[dict[str, list[str]]]:
    """Every name with every value once, each time among different others."""
    if not names:
        return
    chance = Random(seed)
    columns = {name: chance.sample(hostile, len(hostile)) for name in names}
    for row in range(len(hostile)):
        yield {name: [column[row]] for name, column in columns.items()}


@contextmanager
def _bare() -> Iterator[None]:
    def stub(_request: Any, template: str, context: Any = None, status: int = 200) -> HttpResponse:
        del template, context
        return HttpResponse(status=status)

    with patch.object(render, "render", stub), patch.object(views, "render", stub):
        yield


def _short(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value[:30] for name, value in headers.items()}


def _told(asked: Pairs) -> str:
    return "&".join(f"{name}={[one[:20] for one in many]}" for name, many in asked.items())[:900]
