"""Screens of certificates, and the check that anybody may make."""

import json
import re
from io import BytesIO

import pdfplumber
import pytest
from asn1crypto import pem, x509
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from gugus.certificates.models import Certificate, CertificateRun, CertificateWithdrawal, SigningKey
from gugus.certificates.rules.eligibility import format_code
from gugus.certificates.rules.facts import certificate_plan_of
from gugus.certificates.services.corrections import withdraw_certificate
from gugus.cores.credentials import verify_document
from gugus.people.models import CommitteePost, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.jobs.models import Job
from tests.support.certificates import NOW, draft, hold_meetings, issued
from tests.support.html import mentions, page_of, whole_page_of
from tests.support.jobs import make_job
from tests.support.meetings import actor
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
BASE = "/g/rekaan-1/sertifikat/"
TYPED = {
    "title": "Penguatan asesmen",
    "since": "2026-08-01",
    "until": "2026-11-18",
    "percent": "75",
    "kind": "Kegiatan kolektif guru",
    "organiser": "KKG Rekaan",
    "level": "gugus",
    "year": "2026",
    "dated": "2026-11-21",
    "place": "Ciawi",
    "chair_office": "Ketua KKG",
    "chair_name": "Guru Rekaan 2",
    "chair_nip": "",
    "supervisor_office": "Pengawas",
    "supervisor_name": "Bu Contoh Pengawas",
    "supervisor_nip": "1965 0101 1990 01 2 001",
    "number_format": "{nomor:03}/Sert/{tahun}",
    "address": "http://192.168.1.5:8000",
}


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


class TestRun:
    def test_the_first_form_knows_what_the_records_say(self, world: World) -> None:
        CommitteePost.objects.create(
            group=world.group,
            post="pembina",
            person_name="Bu Contoh Pembina",
            person_position="Pengawas Bina",
            term_start="2020-07-01",
        )
        shown = page_of(world.client(Role.SECRETARY).get(f"{BASE}baru/"))
        known = " ".join(field.value for field in shown.fields.values())
        for word in ("Bu Contoh Pembina", "Pengawas Bina", "Guru Rekaan 2", "http://testserver"):
            assert word in known

    def test_from_the_form_to_the_paper(self, world: World) -> None:
        hold_meetings(world)
        client = world.client(Role.SECRETARY)
        where = client.post(f"{BASE}baru/", TYPED)["Location"]
        shown = page_of(client.get(where))
        assert shown.value("expected") == "4"
        due, not_due = shown.all("table")
        assert len(due.rows) == 4 and not_due.entries("66%", "75%")
        assert not_due.entries("Belum pernah tercatat hadir")
        assert client.post(f"{where}terbitkan/", {"expected": "4"})["Location"] == where
        assert page_of(client.get(where)).entry("001/Sert/2026")
        pdf = client.get(f"{where}cetak/").content
        with pdfplumber.open(BytesIO(pdf)) as opened:
            assert len(opened.pages) == 8
        text = text_of(pdf)
        for word in ("Guru Rekaan 1", "Guru Rekaan 4", "jam pelajaran", "192.168.1.5:8000/s/"):
            assert word in text

    def test_a_bad_form_keeps_what_was_typed(self, world: World) -> None:
        client = world.client(Role.SECRETARY)
        for changes, word in (
            ({"until": "2026-07-01"}, "mendahului tanggal awal"),
            ({"dated": "2026-11-01"}, "mendahului akhir kegiatan"),
            ({"chair_nip": "123"}, "18 angka"),
            ({"address": "gugus"}, "https://"),
            ({"number_format": "{nomor}"}, "{tahun}"),
            ({"since": "0206-01-01"}, "salah ketik"),
        ):
            answer = client.post(f"{BASE}baru/", TYPED | changes)
            assert answer.status_code == 422
            shown = page_of(answer)
            assert any(word in error for error in shown.errors.values())
            assert shown.value("title") == "Penguatan asesmen"
        assert not CertificateRun.objects.exists()

    def test_choosing_meetings_and_adding_people(self, world: World) -> None:
        first, *_rest = hold_meetings(world)
        client = world.client(Role.SECRETARY)
        where = client.post(f"{BASE}baru/", TYPED)["Location"]
        chosen = {"meetings": [first.pk], "speakers": "1. Bu Contoh Ahli; LPMP\n\n"}
        client.post(f"{where}orang/", chosen)
        shown = page_of(client.get(where))
        # Five came to the first, and the speaker.
        assert shown.value("expected") == "6"
        assert shown.all("table")[0].entry("Bu Contoh Ahli")
        assert client.post(f"{where}orang/", {"meetings": ["0"]}).status_code == 422

    def test_changing_the_period_takes_all_its_meetings_again(self, world: World) -> None:
        first, *_rest = hold_meetings(world)
        client = world.client(Role.SECRETARY)
        where = client.post(f"{BASE}baru/", TYPED)["Location"]
        client.post(f"{where}orang/", {"meetings": [first.pk], "committee": "Pak Contoh"})
        client.post(f"{where}ubah/", TYPED | {"percent": "50"})
        plan = certificate_plan_of(CertificateRun.objects.get().plan)
        assert (plan.meetings, plan.activity.percent) == ((first.pk,), 50)
        client.post(f"{where}ubah/", TYPED | {"until": "2026-11-19"})
        plan = certificate_plan_of(CertificateRun.objects.get().plan)
        assert (plan.meetings, plan.committee) == (None, ("Pak Contoh",))

    def test_a_changed_list_is_shown_again_before_issuing(self, world: World) -> None:
        hold_meetings(world)
        client, run = world.client(Role.SECRETARY), draft(world)
        answer = client.post(f"{BASE}{run.pk}/terbitkan/", {"expected": "3"}, follow=True)
        assert mentions(page_of(answer).told, 3, "4 orang")
        assert not Certificate.objects.exists()

    def test_a_draft_is_thrown_away(self, world: World) -> None:
        run = draft(world)
        world.client(Role.SECRETARY).post(f"{BASE}{run.pk}/buang/")
        assert not CertificateRun.objects.exists()

    def test_a_broken_off_run_offers_to_go_on(self, world: World) -> None:
        hold_meetings(world)
        run = draft(world)
        run.state, run.people = CertificateRun.State.RUNNING, []
        run.save()
        make_job("certificates", run, NOW, state=Job.State.FAILED, total=4)
        client = world.client(Role.SECRETARY)
        resume = f"{BASE}{run.pk}/lanjutkan/"
        assert page_of(client.get(f"{BASE}{run.pk}/")).leads_to(resume)
        part = client.get(f"{BASE}{run.pk}/kemajuan/")
        assert page_of(part).leads_to(resume)
        assert "HX-Redirect" not in part

    def test_progress_leads_on_when_all_are_made(self, world: World) -> None:
        run = issued(world)[0].run
        part = world.client(Role.SECRETARY).get(f"{BASE}{run.pk}/kemajuan/")
        assert part["HX-Redirect"] == f"{BASE}{run.pk}/"


class TestOne:
    def test_a_signed_pdf_that_pyhanko_trusts_by_the_groups_certificate(self, world: World) -> None:
        one = issued(world)[0]
        client = world.client(Role.SECRETARY)
        pdf = client.get(f"{BASE}satu/{one.pk}/pdf/").content
        key = SigningKey.objects.get(kind=SigningKey.Kind.PAPER)
        given = client.get(f"{BASE}kunci/{key.pk}/").content
        trusted = ValidationContext(trust_roots=[x509.Certificate.load(pem.unarmor(given)[2])])
        (found,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
        assert validate_pdf_signature(found, trusted).bottom_line
        text = text_of(pdf)
        assert "Guru Rekaan 1" in text
        assert format_code(one.code) in text
        assert b"pdfuaid" in pdf
        assert b"pdfaid" in pdf

    def test_the_front_and_the_back_agree(self, world: World) -> None:
        one = issued(world)[0]
        pdf = world.client(Role.SECRETARY).get(f"{BASE}satu/{one.pk}/pdf/").content
        text = text_of(pdf).replace("\u00a0", " ")
        assert "8 jam pelajaran (JP)" in text
        assert re.search(r"Jumlah 360 8\b", text)

    def test_a_teacher_has_the_own_files_and_no_others(self, world: World) -> None:
        mine, other = issued(world)[:2]
        client = world.client(Role.TEACHER)
        shown = page_of(client.get(BASE))
        assert shown.leads_to(f"{BASE}satu/{mine.pk}/pdf/")
        assert not shown.leads_to(f"{BASE}satu/{other.pk}/pdf/")
        verify_document(json.loads(client.get(f"{BASE}satu/{mine.pk}/lencana/").content))
        for path in (f"satu/{other.pk}/pdf/", f"satu/{other.pk}/lencana/", f"satu/{mine.pk}/"):
            assert client.get(f"{BASE}{path}").status_code == 404

    def test_a_head_sees_the_own_schools_names(self, world: World) -> None:
        issued(world)
        shown = world.client(Role.SCHOOL_HEAD).get(BASE).content.decode()
        own = Teacher.objects.filter(school=world.schools[0]).values_list("name", flat=True)
        told = {f"Guru Rekaan {n}" for n in range(1, 7) if f"Guru Rekaan {n}" in shown}
        assert told == set(own) & {f"Guru Rekaan {n}" for n in range(1, 5)}
        assert "/pdf/" not in shown

    def test_replacing_and_what_then_can_be_had(self, world: World) -> None:
        old = issued(world)[0]
        client = world.client(Role.SECRETARY)
        typed = {"holder": "Guru Rekaan Satu, S.Pd.", "nip": "", "institution": "", "because": "x"}
        where = client.post(f"{BASE}satu/{old.pk}/ganti/", typed)["Location"]
        assert page_of(client.get(where)).heading == "Guru Rekaan Satu, S.Pd."
        replaced = page_of(client.get(f"{BASE}satu/{old.pk}/"))
        number = Certificate.objects.get(replaces=old).letter.text
        assert number in replaced and replaced.leads_to(where)
        for path in ("pdf/", "lencana/", "ganti/", "tarik/"):
            assert client.get(f"{BASE}satu/{old.pk}/{path}").status_code == 404
        assert "Guru Rekaan 1\n" not in text_of(client.get(f"{BASE}{old.run_id}/cetak/").content)

    def test_withdrawing_needs_a_reason(self, world: World) -> None:
        one = issued(world)[0]
        client = world.client(Role.SECRETARY)
        assert client.post(f"{BASE}satu/{one.pk}/tarik/", {"reason": ""}).status_code == 422
        assert not CertificateWithdrawal.objects.exists()
        client.post(f"{BASE}satu/{one.pk}/tarik/", {"reason": "Salah orang"})
        assert "Salah orang" in page_of(client.get(f"{BASE}satu/{one.pk}/"))

    def test_one_who_left_stays_on_the_papers(self, world: World) -> None:
        one = issued(world)[0]
        Teacher.objects.filter(pk=one.teacher_id).update(active=False, name="Nama Baru")
        pdf = world.client(Role.SECRETARY).get(f"{BASE}satu/{one.pk}/pdf/").content
        assert "Guru Rekaan 1" in text_of(pdf)


class TestKeys:
    def test_a_restored_backup_says_what_happened_and_goes_on(self, world: World, settings) -> None:
        one = issued(world)[0]
        client = world.client(Role.SECRETARY)
        client.get(f"{BASE}satu/{one.pk}/pdf/")
        settings.SECRET_KEY = "another installation"
        client = client_of(world.users[Role.SECRETARY])
        shown = page_of(client.get(f"{BASE}kunci/"))
        assert shown.alerts and shown.leads_to(f"{BASE}kunci/baru/")
        assert client.get(f"{BASE}satu/{one.pk}/pdf/").status_code == 200
        client.post(f"{BASE}kunci/baru/")
        shown = page_of(client.get(f"{BASE}kunci/"))
        assert not shown.alerts
        assert len(shown.entries("tidak dapat dibuka")) >= 1
        verify_document(json.loads(one.badge))

    def test_before_the_first_issue(self, world: World) -> None:
        shown = page_of(world.client(Role.CHAIR).get(f"{BASE}kunci/"))
        assert shown.empty and not shown.leads_to(f"{BASE}kunci/baru/")


class TestCheck:
    def test_a_stranger_reads_what_the_paper_says_and_no_nip(self, world: World) -> None:
        Teacher.objects.filter(pk=world.teachers[0].pk).update(nip="198001012005012001")
        one = issued(world)[0]
        answer = Client().get(f"/s/{one.code}/")
        shown = answer.content.decode()
        facts = page_of(answer)
        for word in ("Berlaku", "Guru Rekaan 1", "8 JP", "1/2026", "Guru Rekaan 2", "KKG Rekaan"):
            assert word in facts
        assert "198001012005012001" not in shown
        assert "196501011990012001" not in shown
        assert answer["X-Robots-Tag"] == "noindex"
        assert not whole_page_of(answer).has("script")
        assert len(answer.content) < 6000

    @pytest.mark.parametrize("wrong", ["0" * 28, "abc", "é" * 28, "x" * 400])
    def test_every_code_that_is_not_there_gets_one_answer(self, world: World, wrong: str) -> None:
        issued(world)
        answer = Client().get(f"/s/{wrong}/")
        assert answer.status_code == 404
        shown = answer.content.decode()
        assert page_of(answer).alerts and not page_of(answer).facts
        assert len(shown) < 4000

    @pytest.mark.parametrize("wrong", ["x" * 3000, "%00"])
    def test_what_no_code_can_be_is_no_address(self, world: World, wrong: str) -> None:
        issued(world)
        answer = Client().get(f"/s/{wrong}/")
        assert answer.status_code == 404 and not page_of(answer).facts

    def test_a_code_is_typed_as_people_type(self, world: World) -> None:
        one = issued(world)[0]
        typed = format_code(one.code).lower().replace("-", " ")
        answer = Client().get("/s/", {"kode": f" {typed} "})
        assert answer["Location"] == f"/s/{one.code}/"
        assert Client().get(f"/s/{format_code(one.code).lower()}/").status_code == 200
        assert Client().get("/s/").status_code == 200

    def test_replaced_and_withdrawn_are_told(self, world: World) -> None:
        first, second = issued(world)[:2]
        client = world.client(Role.SECRETARY)
        typed = {"holder": "Baru", "because": "salah ketik rahasia"}
        client.post(f"{BASE}satu/{first.pk}/ganti/", typed)
        withdraw_certificate(
            actor=actor(world.users[Role.SECRETARY]), now=NOW, certificate=second, reason="rahasia"
        )
        shown = Client().get(f"/s/{first.code}/")
        number = Certificate.objects.get(replaces=first).letter.text
        assert number in page_of(shown) and "Berlaku" not in page_of(shown)
        gone = Client().get(f"/s/{second.code}/")
        assert "Tidak berlaku" in page_of(gone)
        assert b"rahasia" not in shown.content + gone.content

    def test_in_two_languages_without_a_cookie(self, world: World) -> None:
        one = issued(world)[0]
        shown = Client().get(f"/s/{one.code}/?bahasa=en")
        assert whole_page_of(shown).get("lang") == "en"
        assert shown["Content-Language"] == "en"
        assert not shown.cookies

    def test_it_reads_twice_and_writes_nothing(
        self, world: World, django_assert_max_num_queries
    ) -> None:
        one = issued(world)[0]
        with django_assert_max_num_queries(1):
            Client().get(f"/s/{one.code}/")

    def test_it_stands_at_its_address(self) -> None:
        assert reverse("certificates:check_form") == "/s/"
