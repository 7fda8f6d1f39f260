"""The registry of speakers: list, one, skills, terms, days away, sharing."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.calendar.queries.settings import plan_settings_of
from gugus.meetings.queries import parts_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import current_year, today_of
from gugus.people.models import Speaker
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, form_page, posted, render_form, saved
from gugus.platform.web.formats import parse_id
from gugus.platform.web.render import render_page
from gugus.speakers.forms.speakers import AbsenceForm, SkillsForm, TermsForm, initial_of_terms
from gugus.speakers.models import Skill, SpeakerAbsence
from gugus.speakers.pages.speaker_forms import away_page, share_page, skills_page, terms_page
from gugus.speakers.pages.speakers import RegistryFacts, speaker_page, speaker_registry_page
from gugus.speakers.queries.ladder import served_counts_by_skill
from gugus.speakers.queries.offers import group_items
from gugus.speakers.queries.shared import find_speakers
from gugus.speakers.queries.speakers import assisted_by, loads_of, meetings_as_speaker, registry_of
from gugus.speakers.services import speakers as services


@group_view(May.SEE_MEMBERS)
@require_safe
def speakers(request: MemberRequest) -> HttpResponse:
    """Everybody with expertise and load; `?keahlian=` keeps who is skilled in it."""
    rows = registry_of(request.group)
    item = parse_id(request.GET.get("keahlian", ""))
    page = speaker_registry_page(
        request.group, request.actor, rows, _facts(request, rows), item=item
    )
    return render_page(request, "speakers/speakers.html", page)


@group_view(May.SEE_MEMBERS)
@require_safe
def speaker(request: MemberRequest, pk: int) -> HttpResponse:
    """One speaker."""
    found = _speaker(request, pk)
    facts = _facts(request, [found])
    meetings = list(meetings_as_speaker([found.pk], facts.year).select_related("group"))
    today = today_of(request.group)
    away = list(SpeakerAbsence.objects.filter(speaker=found, last_day__gte=today))
    assists = assisted_by(found, request.group, facts.year)
    parts = parts_of([*meetings, *(one.meeting for one in assists)])
    page = speaker_page(request.group, request.actor, found, facts, meetings, assists, parts, away)
    return render_page(request, "speakers/speaker.html", page)


@group_view(May.PLAN_YEAR)
def speaker_skills(request: MemberRequest, pk: int) -> HttpResponse:
    """Levels and topics."""
    found = _speaker(request, pk)
    form = SkillsForm(
        posted(request),
        items=group_items(request.group),
        skills=list(found.skills.all()),
        hints=found.expertise,
    )
    if form.is_bound and form.is_valid():
        services.set_skills(
            **by(request),
            group=request.group,
            speaker=found,
            levels=form.levels(),
            topics=form.topics(),
        )
        return _done(request, found, _("Keahlian tersimpan."))
    page = skills_page(request.group, found, form)
    return render_form(request, "speakers/speaker_skills.html", page, form)


@group_view(May.PLAN_YEAR)
@require_POST
def speaker_rise(request: MemberRequest, pk: int) -> HttpResponse:
    """One rung up in one thing."""
    found = _speaker(request, pk)
    skill = found.skills.filter(pk=parse_id(request.POST.get("skill", "")) or 0).first()
    seen = request.POST.get("seen", "")
    if skill is None or seen not in Skill.Level.values:
        messages.error(
            request, _("Keahlian ini sudah tidak ada. Tidak ada yang diubah; lihat daftarnya.")
        )
    else:
        done(
            request,
            lambda: services.raise_level(
                **by(request), group=request.group, speaker=found, skill=skill, seen=seen
            ),
            _("Tingkatnya dinaikkan."),
        )
    return redirect("speakers:speaker", request.group.code, found.pk)


@group_view(May.PLAN_YEAR)
def speaker_terms(request: MemberRequest, pk: int) -> HttpResponse:
    """How often and on which weekdays."""
    found = _speaker(request, pk)
    form = TermsForm(posted(request), initial=initial_of_terms(found))
    if form.is_bound and form.is_valid():
        services.set_terms(
            **by(request),
            group=request.group,
            speaker=found,
            most=form.cleaned_data["most"],
            weekdays=form.cleaned_data["weekdays"],
        )
        return _done(request, found, _("Kesediaan tersimpan."))
    return form_page(request, terms_page(request.group, found, form))


@group_view(May.PLAN_YEAR)
def speaker_away(request: MemberRequest, pk: int) -> HttpResponse:
    """Add days away."""
    found = _speaker(request, pk)
    form = AbsenceForm(posted(request))
    if saved(
        request,
        form,
        lambda: services.add_absence(
            **by(request),
            group=request.group,
            speaker=found,
            first=form.cleaned_data["first_day"],
            last=form.cleaned_data["last_day"],
            note=form.cleaned_data["note"],
        ),
    ):
        return _done(request, found, _("Hari berhalangan dicatat."))
    return form_page(request, away_page(request.group, found, form))


@group_view(May.PLAN_YEAR)
@require_POST
def speaker_away_remove(request: MemberRequest, pk: int, away_pk: int) -> HttpResponse:
    """Take days away back."""
    found = _speaker(request, pk)
    away = get_object_or_404(SpeakerAbsence, pk=away_pk, speaker=found)
    services.remove_absence(**by(request), group=request.group, speaker=found, away=away)
    return _done(request, found, _("Catatan berhalangan dihapus."))


@group_view(May.PLAN_YEAR)
def speaker_share(request: MemberRequest) -> HttpResponse:
    """Search among the speakers of groups nearby, and take one over."""
    if request.method == "POST":
        added = done(
            request,
            lambda: services.share_speaker(
                **by(request),
                group=request.group,
                speaker_id=parse_id(request.POST.get("speaker", "")) or 0,
            ),
        )
        if added is None:
            return redirect("speakers:share", request.group.code)
        return _done(request, added.value, _("Narasumber ini sekarang dipakai bersama."))
    asked = request.GET.get("cari", "").strip()[:100]
    page = share_page(request.group, asked, find_speakers(request.group, asked))
    return render_page(request, "speakers/speaker_share.html", page)


def _speaker(request: MemberRequest, pk: int) -> Speaker:
    rows = request.group.speakers.select_related("terms", "teacher")
    return get_object_or_404(rows.prefetch_related("skills__item", "groups"), pk=pk)


def _facts(request: MemberRequest, rows: Sequence[Speaker]) -> RegistryFacts:
    this = current_year(request.group)
    years = (this, this + 1)
    asked = parse_id(request.GET.get("tahun", ""))
    year = asked if asked in years else this
    loads = loads_of([one.pk for one in rows], year, plan_settings_of(request.group))
    return RegistryFacts(year, years, loads, served_counts_by_skill(rows))


def _done(request: MemberRequest, found: Speaker, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("speakers:speaker", request.group.code, found.pk)
