"""A teacher who left is forgotten: nothing of a person stays, and nothing that counts is lost."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from gugus.accounts.models import SignIn
from gugus.attendance.models import Attendance
from gugus.attendance.papers.sheets import filled_sheet
from gugus.attendance.queries import attendance_tally
from gugus.catchup.models import Reflection
from gugus.certificates.models import Certificate
from gugus.competence.models import Assessment, Framework, Rater
from gugus.competence.queries.answers import framework_items
from gugus.competence.services.rounds import RoundPlan, open_round
from gugus.meetings.models import Meeting
from gugus.membership.models import MembershipRequest
from gugus.membership.services import answer_request, ask_for_teacher
from gugus.minutes.models import Minutes
from gugus.minutes.papers.minutes import minutes as minutes_paper
from gugus.minutes.services.minutes import finish_minutes
from gugus.people.access import load_actor
from gugus.people.models import Speaker, Teacher
from gugus.people.queries import kept_elsewhere
from gugus.people.rules.roles import Role
from gugus.people.services.members import add_teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.erasure import Erasing
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, PersonalKey, User
from gugus.platform.web.formats import long_date
from gugus.privacy.models import Breach, ErasureRequest
from gugus.privacy.papers import breach_letter
from gugus.privacy.queries.held import all_held, target_of
from gugus.privacy.rules import ERASED_NAME, WAITING, breach_rules, consent_text
from gugus.privacy.services.consents import give_consent
from gugus.privacy.services.erasure import cancel_erasure, erase_teacher, request_erasure
from gugus.steps.models import Step, StepReport
from tests.support.cash_book import NOW
from tests.support.certificates import issued
from tests.support.ciawi import actor_of
from tests.support.html import page_of
from tests.support.measurement_round import Measuring
from tests.support.paper_contents import docx_text, record
from tests.support.samples import sample_attachment
from tests.support.sign_in import by_pin, teacher_with_keys
from tests.support.world import World

NAME, NIP, PHONE = "Bu Contoh Pergi Jauh", "198503132010011001", "081200009999"
SECRET = "Kalimat pribadi saya"


@pytest.fixture
def leaver(world: World) -> Teacher:
    """The teacher with a login, of whom every room holds something."""
    teacher = world.teachers[0]
    teacher.name, teacher.nip, teacher.phone = NAME, NIP, PHONE
    teacher.save()
    user = world.users[Role.TEACHER]
    user.name = NAME
    user.save()
    _meet(world, teacher, user)
    Reflection.objects.create(
        group=world.group, teacher=teacher, learnt=SECRET, written_at=NOW, stamp_at=NOW,
        stamp_id=uuid4(),
    )  # fmt: skip
    Speaker.objects.create(name=NAME, teacher=teacher, phone=PHONE)
    PersonalKey.objects.create(user=user, kind="pin", secret_hash="x", issued_at=NOW)
    SignIn.objects.create(user=user, at=NOW, by="pin", device="android/chrome")
    return teacher


def _meet(world: World, teacher: Teacher, user: User) -> None:
    """A closed meeting with a step, a report and a photo of it."""
    meeting = Meeting.objects.create(
        group=world.group, title="Asesmen", date=world.today - timedelta(days=1),
        starts_at="13:00", ends_at="15:00",
    )  # fmt: skip
    meeting.refresh_from_db()
    record(meeting, world, teacher, "sakit", note=SECRET)
    record(meeting, world, world.teachers[1], "hadir")
    photo = sample_attachment(user, "image/jpeg")
    step = Step.objects.create(
        meeting=meeting, teacher=teacher, what="Mencoba", due_on=world.today, state="tried",
        report=SECRET, shared=True, photo=photo,
    )  # fmt: skip
    StepReport.objects.create(
        step=step, state="tried", text=SECRET, photo=photo, by=user, stamp_at=NOW, stamp_id=uuid4()
    )
    Minutes.objects.create(
        meeting=meeting, discussion=f"{NAME} bercerita.", decisions="Mencoba", version=1
    )
    finish_minutes(
        actor=actor_of(world, Role.SECRETARY), now=NOW + timedelta(days=900), meeting=meeting,
        version=1,
    )  # fmt: skip


def _forget(world: World, teacher: Teacher) -> ErasureRequest:
    secretary = actor_of(world, Role.SECRETARY)
    Teacher.objects.filter(pk=teacher.pk).update(active=False, left_on=world.today)
    teacher.refresh_from_db()
    asked = request_erasure(actor=secretary, now=NOW, group=world.group, teacher=teacher, own=False)
    return erase_teacher(actor=secretary, now=NOW + WAITING, request=asked)


def _all_texts() -> str:
    """Every value of every table, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(f"{table}: {cursor.fetchall()}")
    return "\n".join(found)


def test_every_tie_to_a_person_is_declared() -> None:
    """A later app says what it holds of a person, and what erasing does with it."""
    declared = {one.field for one in all_held()}
    ties = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model in (Teacher, User)
    }
    assert not ties - declared, "declare it in the app's capability (held=...)"
    for one in all_held():
        model, _path, leads_to = target_of(one)
        assert one.erasing is Erasing.RENAME or leads_to in (Teacher, User), one.field
        assert one.erasing is not Erasing.KEEP or one.why, one.field
        for name in (*one.values, *one.texts):
            assert model._meta.get_field(name)


def test_nothing_of_the_person_stays_anywhere(world: World, leaver: Teacher) -> None:
    assert all(one in _all_texts() for one in (NAME, NIP, PHONE, SECRET))
    done = _forget(world, leaver)
    rest = _all_texts()
    assert [one for one in (NAME, NIP, PHONE, SECRET) if one in rest] == []
    assert not Attachment.objects.exists()
    assert not (PersonalKey.objects.exists() or SignIn.objects.exists())
    assert not (Reflection.objects.exists() or StepReport.objects.exists())
    user = User.objects.get(pk=world.users[Role.TEACHER].pk)
    assert (user.name, user.is_active, user.has_usable_password()) == (ERASED_NAME, False, False)
    assert done.outcome["catchup.Reflection.teacher"] == 1


def test_sessions_go_with_what_they_hold(world: World, leaver: Teacher) -> None:
    theirs, others = world.client(Role.TEACHER), world.client(Role.CHAIR)
    kept = theirs.session
    kept["journal_undo"] = {"learnt": SECRET}
    kept.save()
    _forget(world, leaver)
    assert not Session.objects.filter(pk=kept.session_key).exists()
    assert Session.objects.filter(pk=others.session.session_key).exists()


def test_counts_stay_and_the_papers_name_nobody(world: World, leaver: Teacher) -> None:
    meeting = Meeting.objects.get(title="Asesmen")
    before = attendance_tally(meeting)
    _forget(world, leaver)
    assert attendance_tally(meeting) == before
    assert Attendance.objects.filter(teacher=leaver, status="sakit").exists()
    assert Step.objects.get().state == "tried"
    for paper in (minutes_paper(meeting), filled_sheet(meeting)):
        text = docx_text(paper)
        assert NAME not in text and NIP not in text
        assert ERASED_NAME in text


def test_a_certificate_stays_its_holders(world: World) -> None:
    one = issued(world)[0]
    teacher = Teacher.objects.get(pk=one.teacher_id)
    facts = one.facts
    _forget(world, teacher)
    assert Certificate.objects.get(pk=one.pk).facts == facts


def test_ratings_go(world: World) -> None:
    framework, teacher = Framework.objects.get(code="pkg-14"), world.teachers[0]
    plan = RoundPlan(framework, "PKG 2026/2027", world.today, 76)
    measured = open_round(
        actor=actor_of(world, Role.SECRETARY), now=NOW, group=world.group, plan=plan
    )
    Measuring(world, framework, framework_items(framework.pk), measured).fill(teacher, Rater.SELF)
    assert Assessment.objects.filter(teacher=teacher).exists()
    _forget(world, teacher)
    assert not Assessment.objects.filter(teacher=teacher).exists()


def test_the_record_says_that_and_not_who(world: World, leaver: Teacher) -> None:
    done = _forget(world, leaver)
    row = AuditEntry.objects.get(verb="teacher.erased")
    assert row.object_id == done.pk
    assert set(row.data) == {"rows"}
    with pytest.raises(Refused, match="sudah dihapus"):
        cancel_erasure(actor=actor_of(world, Role.SECRETARY), now=NOW, request=done)
    with pytest.raises(Refused, match="sudah dihapus"):
        erase_teacher(actor=actor_of(world, Role.SECRETARY), now=NOW + WAITING, request=done)


def test_it_waits_for_leaving_for_the_days_and_for_offices(world: World) -> None:
    secretary, teacher = actor_of(world, Role.SECRETARY), world.teachers[0]
    with pytest.raises(Refused, match="masih anggota"):
        request_erasure(actor=secretary, now=NOW, group=world.group, teacher=teacher, own=False)
    asked = request_erasure(
        actor=actor_of(world, Role.TEACHER), now=NOW, group=world.group, teacher=teacher, own=True
    )
    again = request_erasure(actor=secretary, now=NOW, group=world.group, teacher=teacher, own=True)
    assert again == asked
    with pytest.raises(Refused, match="masih anggota"):
        erase_teacher(actor=secretary, now=NOW + WAITING, request=asked)
    Teacher.objects.filter(pk=teacher.pk).update(active=False)
    asked.refresh_from_db()
    with pytest.raises(Refused, match="Masa tunggu"):
        erase_teacher(actor=secretary, now=NOW + timedelta(days=1), request=asked)
    Teacher.objects.filter(pk=teacher.pk).update(user=world.users[Role.SECRETARY])
    asked.refresh_from_db()
    with pytest.raises(Refused, match="peran"):
        erase_teacher(actor=secretary, now=NOW + WAITING, request=asked)
    cancel_erasure(actor=secretary, now=NOW, request=asked)
    assert AuditEntry.objects.filter(verb="erasure.cancelled").exists()


def test_the_officer_confirms_by_the_name(world: World, leaver: Teacher) -> None:
    client, code = world.client(Role.SECRETARY), world.group.code
    Teacher.objects.filter(pk=leaver.pk).update(active=False, left_on=world.today)
    page = page_of(client.get(reverse("privacy:erasures", args=[code])))
    assert page.says(NAME, "Ia meminta dilupakan")
    client.post(reverse("privacy:ask_for", args=[code, leaver.pk]))
    asked = ErasureRequest.objects.get()
    ErasureRequest.objects.update(due_on=world.today)
    address = reverse("privacy:erase", args=[code, asked.pk])
    assert page_of(client.get(address)).says("Cadangan lama", "tidak dapat dibatalkan")
    assert client.post(address, {"name": "Orang lain"}).status_code == 422
    assert NAME in _all_texts()
    said = page_of(client.post(address, {"name": NAME.upper()}, follow=True))
    assert said.says("Datanya sudah dihapus")
    assert NAME not in _all_texts()


def test_everything_comes_in_one_file_also_after_leaving(world: World, leaver: Teacher) -> None:
    give_consent(
        actor=actor_of(world, Role.TEACHER), now=NOW, group=world.group, teacher=leaver,
        words=consent_text("media", world.today),
    )  # fmt: skip
    client = world.client(Role.TEACHER)
    for active in (True, False):
        Teacher.objects.filter(pk=leaver.pk).update(active=active)
        packed = ZipFile(BytesIO(client.get(reverse("privacy:download")).content))
        pictures = [name for name in packed.namelist() if name.startswith("foto-dan-suara/")]
        assert len(pictures) == 1
        document = json.loads(packed.read("data-saya.json"))
        assert (len(document["keys"]), len(document["sign_ins"]) >= 1) == (1, True)
        assert document["teacher"]["phone"] == PHONE
        assert SECRET in json.dumps(document["groups"])
        assert document["consents"][0]["use"] == "media"
    other = ZipFile(BytesIO(world.client(Role.CHAIR).get(reverse("privacy:download")).content))
    assert SECRET not in other.read("data-saya.json").decode()


def test_a_teacher_decides_on_the_own_page(world: World, leaver: Teacher) -> None:
    client, code = world.client(Role.TEACHER), world.group.code
    mine = reverse("privacy:mine", args=[code])
    assert page_of(client.get(mine)).says("Unduh semua data saya", "Saya setuju")
    agree = reverse("privacy:consent", args=[code, "contact"])
    assert page_of(client.post(agree, {"given": "1"}, follow=True)).says("Anda menyetujui")
    assert page_of(client.get(agree)).says("untuk selamanya")
    assert page_of(client.get(mine)).says("Anda menyetujui")
    assert page_of(client.post(agree, follow=True)).says("ditarik")
    asked = page_of(client.post(reverse("privacy:ask", args=[code]), follow=True))
    assert asked.says("Dapat dilakukan mulai", "Tidak jadi")
    back = client.post(reverse("privacy:take_back"))
    assert back["Location"] == mine
    assert not ErasureRequest.objects.filter(cancelled_at=None).exists()
    assert world.client(Role.SECRETARY).get(mine).status_code == 404
    del leaver


def test_a_leak_has_a_clock_and_its_letters(world: World) -> None:
    client, code = world.client(Role.SECRETARY), world.group.code
    form = {
        "day": (world.today - timedelta(days=1)).isoformat(), "hour": "08:00",
        "what": "Laptop hilang di angkot", "which_data": "Nama, NIP", "whose": "Semua guru, 63 orang",
        "done": "Semua PIN diganti", "contact": "Sekretaris, di SDN Rekaan 01",
    }  # fmt: skip
    made = page_of(client.post(reverse("privacy:breach_new", args=[code]), form, follow=True))
    assert made.says("Tinggal", "jam: beri tahu paling lambat", "UU 27/2022")
    breach = Breach.objects.get()
    for whom, words in (("orang", "63 orang"), ("lembaga", "Lembaga Pelindungan Data Pribadi")):
        for kind in ("pdf", "docx"):
            address = reverse("privacy:letter", args=[code, breach.pk, whom, kind])
            assert client.get(address).status_code == 200
        letter = _letter(breach, agency=whom == "lembaga")
        assert words in letter and "Laptop hilang di angkot" in letter
        client.post(reverse("privacy:told", args=[code, breach.pk, whom]))
    breach.refresh_from_db()
    assert breach.people_told_at is not None and breach.agency_told_at is not None
    page = page_of(client.get(reverse("privacy:breach", args=[code, breach.pk])))
    assert page.says("Semua sudah diberi tahu")
    late = {**form, "day": (world.today - timedelta(days=5)).isoformat()}
    client.post(reverse("privacy:breach_new", args=[code]), late)
    assert page_of(client.get(reverse("privacy:breaches", args=[code]))).says("lewat waktu")
    ahead = {**form, "day": (world.today + timedelta(days=5)).isoformat()}
    assert client.post(reverse("privacy:breach_new", args=[code]), ahead).status_code == 422


def _letter(breach: Breach, *, agency: bool) -> str:
    return docx_text(breach_letter(breach, breach_rules(breach.known_at.date()), agency=agency))


def test_what_an_earlier_group_holds_goes_too(world: World, leaver: Teacher) -> None:
    """A teacher who moved to a school of another group is in the papers of the first one."""
    Teacher.objects.filter(pk=leaver.pk).update(school=world.other_school)
    leaver.refresh_from_db()
    _forget(world, leaver)
    rest = _all_texts()
    assert [one for one in (NAME, NIP, PHONE, SECRET) if one in rest] == []


def test_a_name_within_another_name_or_word_stays(world: World, leaver: Teacher) -> None:
    """The minutes tell of others whose names begin alike."""
    Teacher.objects.filter(pk=leaver.pk).update(name="Ani")
    leaver.refresh_from_db()
    Minutes.objects.update(discussion=f"Ani bercerita; Aniswati menyimak. ({NAME})")
    _forget(world, leaver)
    # The login's own spelling of the name goes too.
    told = f"{ERASED_NAME} bercerita; Aniswati menyimak. ({ERASED_NAME})"
    assert Minutes.objects.get().discussion == told


def test_who_left_comes_by_the_link_to_the_own_data_and_to_nothing_else(
    world: World, leaver: Teacher
) -> None:
    """The guide promises the download until the data are erased, also on a new phone."""
    link, pin = teacher_with_keys(leaver)
    Teacher.objects.filter(pk=leaver.pk).update(active=False, left_on=world.today)
    client = Client()
    assert by_pin(client, NAME, pin).status_code == 422
    landed = client.post(reverse("accounts:sign_in_link", args=[link]), follow=True)
    assert page_of(landed).leads_to(reverse("privacy:download"))
    assert client.get(reverse("privacy:download")).status_code == 200
    assert "Tidak jadi" not in page_of(client.get(reverse("home:start")))
    asked = request_erasure(
        actor=actor_of(world, Role.SECRETARY), now=NOW, group=world.group, teacher=leaver, own=False
    )
    start = page_of(client.get(reverse("home:start")))
    assert start.says(long_date(asked.due_on), "Tidak jadi")
    landed = client.post(reverse("privacy:take_back"), follow=True)
    assert "Permintaan ditarik" in page_of(landed) and "Tidak jadi" not in page_of(landed)
    asked.refresh_from_db()
    assert asked.cancelled_at is not None
    for name in ("home:home", "home:own_records", "privacy:mine", "home:offline_pages"):
        assert client.get(reverse(name, args=[world.group.code])).status_code == 404
    _forget(world, leaver)
    assert client.get(reverse("privacy:download")).status_code == 302
    assert Client().get(reverse("accounts:sign_in_link", args=[link])).status_code == 404


def test_a_group_that_was_given_somebody_reads_no_journal_of_an_earlier_one(
    world: World, leaver: Teacher
) -> None:
    """It makes the link of who came with the home's word; that link opens its own records alone."""
    secretary, nuptk = load_actor(world.outsider), "1234567890123456"
    Teacher.objects.filter(pk=leaver.pk).update(active=False, nuptk=nuptk)
    typed = {"name": NAME, "nuptk": nuptk, "school": world.other_school}
    there = {"actor": secretary, "now": NOW, "group": world.other}
    with pytest.raises(Refused, match="Undang guru dari kelompok lain"):
        add_teacher(**there, values=typed)
    ask_for_teacher(**there, name=NAME, number=nuptk, school=world.other_school)
    answer_request(
        actor=actor_of(world, Role.SECRETARY), now=NOW, group=world.group,
        request=MembershipRequest.objects.get(), agree=True,
    )  # fmt: skip
    leaver.refresh_from_db()
    assert kept_elsewhere(world.group, [leaver]) == {leaver.pk: world.other}
    link, _pin = teacher_with_keys(leaver)
    client = Client()
    client.post(reverse("accounts:sign_in_link", args=[link]))
    packed = ZipFile(BytesIO(client.get(reverse("privacy:download")).content))
    assert SECRET not in packed.read("data-saya.json").decode()
