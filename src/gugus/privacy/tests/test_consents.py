"""A consent, on the screen or on paper; once it is withdrawn nothing of the kind is held again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.people.services.members import change_teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record as audit
from gugus.privacy.models import Consent, Refusal
from gugus.privacy.queries.requests import standing_consents
from gugus.privacy.rules import consent_text
from gugus.privacy.services.consents import give_consent, withdraw_consent
from gugus.problems.models import Problem
from gugus.problems.services import ProblemText, raise_problem
from gugus.steps.models import Step, StepReport
from gugus.steps.services.reports import ReportContent, report_steps
from tests.support.cash_book import NOW
from tests.support.ciawi import actor_of
from tests.support.html import page_of
from tests.support.meetings import give, make_meeting
from tests.support.problems import picture
from tests.support.world import World

PHONE = "081200009999"


@pytest.fixture
def own(world: World) -> dict[str, object]:
    return {
        "actor": actor_of(world, Role.TEACHER),
        "now": NOW,
        "group": world.group,
        "teacher": world.teachers[0],
    }


def agree(own: dict[str, object], use: str, **more: object) -> Consent:
    return give_consent(**own, words=consent_text(use, NOW.date()), **more)


def report(step: Step, by: Role, world: World, **more: bytes) -> Step:
    told = ReportContent(step.pk, "tried", "Sudah dicoba", **more)
    report_steps(actor=actor_of(world, by), now=NOW, reports=[told], reach=[step.pk])
    step.refresh_from_db()
    return step


def test_consent_and_its_withdrawal_are_records_and_stop_the_use(
    world: World, own: dict[str, object]
) -> None:
    one = world.teachers[0]
    Teacher.objects.filter(pk=one.pk).update(phone=PHONE)
    step = report(give(make_meeting(world), one), Role.TEACHER, world, photo=picture())
    first = agree(own, "contact")
    assert agree(own, "contact") == first
    assert "nomor HP" in first.text and first.text_since.isoformat() == "2026-07-01"
    withdraw_consent(**own, use=Consent.Use.CONTACT)
    first.refresh_from_db()
    assert first.withdrawn_at == NOW
    assert Teacher.objects.get(pk=one.pk).phone == ""
    # A later list of the school brings the number back, and it goes again.
    Teacher.objects.filter(pk=one.pk).update(phone=PHONE)
    audit(user_id=None, now=NOW, verb="roster.imported", obj=one.school)
    assert Teacher.objects.get(pk=one.pk).phone == ""
    agree(own, "contact")
    Teacher.objects.filter(pk=one.pk).update(phone=PHONE)
    audit(user_id=None, now=NOW, verb="roster.imported", obj=one.school)
    assert Teacher.objects.get(pk=one.pk).phone == PHONE
    assert Attachment.objects.exists()
    withdraw_consent(**own, use=Consent.Use.MEDIA)
    assert not Attachment.objects.exists()
    step.refresh_from_db()
    assert step.report == "Sudah dicoba"
    assert set(standing_consents(one)) == {"contact"}


def test_a_number_typed_after_the_withdrawal_is_refused_in_words(
    world: World, own: dict[str, object]
) -> None:
    one = world.teachers[0]
    withdraw_consent(**own, use=Consent.Use.CONTACT)
    here = {**own, "actor": actor_of(world, Role.SECRETARY)}
    for changes in ({"phone": PHONE}, {"email": "bu@contoh.id"}):
        with pytest.raises(Refused, match="tidak setuju nomor HP dan emailnya"):
            change_teacher(**here, changes=changes)
    change_teacher(**here, changes={"class_level": 3})
    kept = Teacher.objects.get(pk=one.pk)
    assert (kept.phone, kept.email, kept.class_level) == ("", "", 3)
    # Nobody else is concerned, and agreeing again ends it.
    change_teacher(**{**here, "teacher": world.teachers[1]}, changes={"phone": PHONE})
    agree(own, "contact")
    assert change_teacher(**here, changes={"phone": PHONE}).phone == PHONE


@pytest.mark.parametrize("by", [Role.TEACHER, Role.SECRETARY])
def test_a_photo_sent_after_the_withdrawal_is_refused_in_words(
    world: World, own: dict[str, object], by: Role
) -> None:
    step = give(make_meeting(world), world.teachers[0])
    withdraw_consent(**own, use=Consent.Use.MEDIA)
    with pytest.raises(Refused, match="tidak setuju foto dan rekaman"):
        report(step, by, world, photo=picture())
    assert not (Attachment.objects.exists() or StepReport.objects.exists())
    assert report(step, by, world).report == "Sudah dicoba"
    agree(own, "media")
    assert report(step, by, world, photo=picture()).photo_id is not None


def test_a_problem_with_a_photo_is_refused_too(world: World, own: dict[str, object]) -> None:
    withdraw_consent(**own, use=Consent.Use.MEDIA)
    told = {
        "actor": own["actor"], "now": NOW, "group": world.group,
        "text": ProblemText(2, "", "Murid belum lancar membaca", True),
    }  # fmt: skip
    with pytest.raises(Refused, match="tidak setuju foto dan rekaman"):
        raise_problem(**told, photo=picture())
    assert not (Attachment.objects.exists() or Problem.objects.exists())
    assert raise_problem(**told).photo is None


def test_an_officer_writes_down_a_signed_paper(world: World, own: dict[str, object]) -> None:
    address = reverse("privacy:paper_consent", args=[world.group.code])
    client = world.client(Role.SECRETARY)
    assert "Saya setuju foto dari kelas" in page_of(client.get(address))
    signed = world.today - timedelta(days=3)
    sent = {
        "teacher": world.teachers[0].pk, "words": "media:2026-07-01",
        "signed_on": signed.isoformat(),
    }  # fmt: skip
    for wrong in (
        {"signed_on": (world.today + timedelta(days=1)).isoformat()},
        {"signed_on": "2026-06-30"},
        {"teacher": world.other_teacher.pk},
        {"words": "media:2020-01-01"},
    ):
        assert client.post(address, sent | wrong).status_code == 422, wrong
    assert not Consent.objects.exists()
    assert "tercatat" in page_of(client.post(address, sent, follow=True))
    found = Consent.objects.get()
    assert (found.how, found.given_at.date(), found.use) == ("paper", signed, "media")
    assert found.text_since.isoformat() == "2026-07-01"
    mine = page_of(world.client(Role.TEACHER).get(reverse("privacy:mine", args=["rekaan-1"])))
    assert "di kertas yang ditandatangani" in mine
    del own


def test_a_paper_from_before_the_withdrawal_does_not_undo_it(
    world: World, own: dict[str, object]
) -> None:
    withdraw_consent(**own, use=Consent.Use.MEDIA)
    with pytest.raises(Refused, match="sesudah tanggal itu"):
        agree(own, "media", signed_on=NOW.date() - timedelta(days=1))
    assert Refusal.objects.exists() and not Consent.objects.exists()
    del world
