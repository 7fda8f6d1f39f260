"""Offering to help others, by the teacher alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import day_of
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page
from gugus.speakers.forms.speakers import HelpOfferForm
from gugus.speakers.pages.offers import offers_page
from gugus.speakers.queries.offers import offerable, own_offers
from gugus.speakers.services.offers import answer_offer


@group_view(May.OFFER_SELF)
def offers(request: MemberRequest) -> HttpResponse:
    """What one is asked, has answered, and may offer besides."""
    teacher = teachers_of(request.group).filter(pk=request.actor.teacher_id or 0).first()
    if teacher is None:
        raise Http404
    now, typed = timezone.now(), None
    if request.method == "POST":
        typed = HelpOfferForm(request.POST, items=offerable(request.group, teacher))
        if typed.is_valid():
            answer_offer(
                actor=request.actor,
                now=now,
                group=request.group,
                teacher=teacher,
                said=typed.said(),
                at=now,
            )
            messages.success(request, _("Jawaban Anda tersimpan. Terima kasih."))
            return redirect("speakers:offers", request.group.code)
    own = own_offers(request.group, teacher, day_of(request.group, now))
    form = typed or HelpOfferForm(items=own.others)
    page = offers_page(own, form)
    return render_page(request, "speakers/offers.html", page, status=422 if typed else 200)
