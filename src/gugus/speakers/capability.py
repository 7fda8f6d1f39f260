"""What `speakers` adds: speakers and help among teachers in the navigation; who is asked to help."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.competence.models import Item
from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    OfflineEntry,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted, kept
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink
from gugus.speakers.queries.offers import items_asked_of, own_closed_ratings
from gugus.speakers.searchable import SEARCHABLES


def _ask(viewer: Viewer) -> Questions:
    if viewer.teacher_id is None:
        return {}
    return {"rated": count_of(own_closed_ratings(viewer.group, viewer.teacher_id))}


def _read(viewer: Viewer, answers: Answers) -> tuple[Item, ...]:
    # Only who was rated can be strong in something.
    if not answers.get("rated") or viewer.teacher is None:
        return ()
    return items_asked_of(viewer.group, viewer.teacher, viewer.today)


def _help(viewer: Viewer, asked: tuple[Item, ...]) -> Iterator[TaskLink]:
    """One line however many needs; answering, yes or no, takes it away."""
    if asked:
        text = _("Anda kuat pada %(need)s. Bersedia membantu?") % {"need": asked[0].short_title}
        left = len(asked) - 1
        note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
        yield TaskLink(text, reverse("speakers:offers", args=[viewer.group.code]), note)


capability = Capability(
    held=(
        *deleted(
            "speakers.HelpOffer.teacher",
            "speakers.Skill.speaker__teacher",
            "speakers.SpeakerTerms.speaker__teacher",
            "speakers.SpeakerAbsence.speaker__teacher",
        ),
        *kept("the hand that wrote it, without a name", "speakers.MeetingAssistant.named_by"),
    ),
    tabs=(
        Tab(
            "speakers:offers",
            noop("Saling bantu"),
            NavPlace.CLASSROOM,
            May.OFFER_SELF,
            50,
            prefixes=("membantu/",),
            for_teachers=True,
        ),
        Tab(
            "speakers:speakers",
            noop("Narasumber"),
            NavPlace.PROGRAMME,
            May.SEE_MEMBERS,
            40,
            prefixes=("narasumber/", "anggota/narasumber/"),
            under="schedule:schedule",
        ),
    ),
    home=HomePart(_ask, _read, waiting=(Shown(40, _help),)),
    offline=(
        OfflineEntry("speakers:offers", noop("Membantu sesama guru"), May.OFFER_SELF, order=80),
    ),
    demo=(DemoPart("speakers", "gugus.config.example.speakers.build", after=("meetings",)),),
    title=noop("Narasumber dan bantuan"),
    deeds={
        "assistant.named": noop("menunjuk pendamping penyaji"),
        "assistant.removed": noop("melepas pendamping penyaji"),
        "help_offer.answered": noop("menawarkan diri membantu"),
        "skill.level_raised": noop("menaikkan tingkat keahlian"),
        "speaker.shared": noop("berbagi narasumber"),
        "speaker.skills_changed": noop("mengubah keahlian narasumber"),
        "speaker_absence.added": noop("mencatat narasumber berhalangan"),
        "speaker_absence.removed": noop("menghapus catatan narasumber berhalangan"),
        "speaker_terms.changed": noop("mengubah kesediaan narasumber"),
    },
    private_deeds=frozenset({"help_offer.answered"}),
    searchables=SEARCHABLES,
    samples="gugus.speakers.tests.samples.samples",
)
