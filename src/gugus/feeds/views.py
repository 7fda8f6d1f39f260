"""Calendars on the phone: the page that gives an address, and the addresses themselves."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gugus.cores.formats.ical_writer import IcalEvent
from gugus.feeds.access import feed_of_token, reader_of, token_of
from gugus.feeds.models import Feed
from gugus.feeds.pages.feeds import RenewPage, feeds_page
from gugus.feeds.pages.ical import (
    calendar_text,
    facts_digest,
    ical_event,
    linked,
    published_event,
    published_events,
)
from gugus.feeds.queries import feeds_of, group_meetings, own_meetings, zone_of_reader
from gugus.feeds.rules.addresses import reached_only_nearby
from gugus.feeds.services import feeds as services
from gugus.feeds.services.publication import publish_meetings
from gugus.meetings.models import Meeting
from gugus.meetings.queries import parts_of
from gugus.meetings.services.publication import hand_out_meetings
from gugus.people.access import Actor, MemberRequest, by, group_view
from gugus.people.clock import day_here, day_of, today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page
from gugus.platform.web.views import public_view

KINDS = ("saya", "kelompok")


@group_view(May.SEE_GROUP)
@require_safe
def feeds(request: MemberRequest) -> HttpResponse:
    """The person's addresses, how to use them, and single meetings to take along."""
    rows = zip(KINDS, feeds_of(request.actor.user_id, request.group), strict=True)
    made = [(kind, feed, _whole_address(request, feed) if feed else "") for kind, feed in rows]
    today = today_of(request.group)
    live = (Meeting.State.PLANNED, Meeting.State.CALLED)
    ahead = [
        meeting
        for meeting in own_meetings(request.actor, today)
        if meeting.date >= today
        and meeting.state in live
        and request.actor.may(May.SEE_GROUP, meeting.group_id)
    ]
    nearby = reached_only_nearby(request.get_host())
    parts = parts_of(ahead)
    page = feeds_page(request.group, made, ahead, parts=parts, nearby=nearby)
    return render_page(request, "feeds/feeds.html", page)


@group_view(May.SEE_GROUP)
def feed_make(request: MemberRequest, kind: str) -> HttpResponse:
    """Make an address; one that stands already is asked about first."""
    group = _group_of(request, kind)
    stands = dict(zip(KINDS, feeds_of(request.actor.user_id, request.group), strict=True))[kind]
    if stands is not None and request.POST.get("sure") != "on":
        page = RenewPage(kind, ends=False)
        return render_page(request, "feeds/feed_renew.html", page)
    if request.method == "POST":
        services.create_feed(**by(request), group=group)
        messages.success(request, _("Alamat kalender siap. Pasang di HP dengan langkah di bawah."))
    return redirect("feeds:feeds", request.group.code)


@group_view(May.SEE_GROUP)
def feed_end(request: MemberRequest, kind: str) -> HttpResponse:
    """Ask, then end an address."""
    group = _group_of(request, kind)
    if request.method != "POST":
        page = RenewPage(kind, ends=True)
        return render_page(request, "feeds/feed_renew.html", page)
    services.delete_feed(**by(request), group=group)
    messages.success(request, _("Alamat kalender dimatikan."))
    return redirect("feeds:feeds", request.group.code)


@group_view(May.SEE_GROUP)
@require_safe
def meeting_ics(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting as a file to open on the phone; it has the same UID as in the feeds."""
    rows = Meeting.objects.select_related("group", "study_group", "host", "speaker")
    meeting = get_object_or_404(rows, pk=pk, group=request.group)
    (event,) = _events([meeting], request.actor, timezone.now())
    told = [linked(event, _base(request))]
    text = calendar_text(request.group.name, request.group.time_zone, told)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pertemuan-{meeting.pk}.ics"'
    return response


@public_view
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads: no cookie, no page; the address is all that is asked.

    A wrong address is 404. One whose owner may no longer read gets an empty calendar: on a 404
    calendars keep what they have, and the phone of somebody who left would keep the meetings.
    """
    found = feed_of_token(token)
    if found is None:
        return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    actor = reader_of(found)
    now = timezone.now()
    with translation.override(found.user.language or settings.LANGUAGE_CODE):
        text = _text(request, found, actor, now)
    digest = sha256(text).hexdigest()
    changed = services.record_feed_read(now=now, feed=found, digest=digest)
    etag, since = quote_etag(digest[:32]), int(changed.timestamp())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="gugus.ics"'
    response["ETag"], response["Last-Modified"] = etag, http_date(since)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "no-referrer"
    answer = get_conditional_response(request, etag, since, response)
    return cast(HttpResponse, answer)


def _text(request: HttpRequest, found: Feed, actor: Actor | None, now: datetime) -> bytes:
    if actor is None:
        return calendar_text("Gugus", settings.TIME_ZONE, [])
    if found.group is None:
        name, rows = _("Pertemuan saya (Gugus)"), own_meetings(actor, day_here(now))
        zone = zone_of_reader(actor, rows)
    else:
        name, zone = found.group.name, found.group.time_zone
        rows = group_meetings(found.group, day_of(found.group, now))
    if not (rows or actor.group_ids()):
        # Who left everywhere hears nothing more, also not of what they knew.
        return calendar_text(name, zone, [])
    events = _events(rows, actor, now)
    handing = publish_meetings(
        now=now, feed=found, present=[published_event(event) for event in events]
    )
    told = published_events(events, handing)
    base = _base(request)
    return calendar_text(name, zone, [linked(event, base) for event in told])


def _events(rows: Sequence[Meeting], actor: Actor, now: datetime) -> list[IcalEvent]:
    """Meetings as this person is told them; what is told otherwise than last time rises first."""
    parts = parts_of(rows)
    hand_out_meetings(now=now, digests={row: facts_digest(row, parts.get(row.pk)) for row in rows})
    return [ical_event(row, actor=actor, part=parts.get(row.pk)) for row in rows]


def _group_of(request: MemberRequest, kind: str) -> Group | None:
    if kind not in KINDS:
        raise Http404
    return request.group if kind == "kelompok" else None


def _whole_address(request: HttpRequest, made: Feed) -> str:
    return request.build_absolute_uri(reverse("feeds:feed", args=[token_of(made)]))


def _base(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
