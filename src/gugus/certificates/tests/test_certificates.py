"""Issuing certificates: numbers, resuming, replacing, withdrawing; nothing ever changes."""

import json
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from gugus.attendance.models import Attendance
from gugus.certificates.models import Certificate, CertificateRun, CertificateWithdrawal, SigningKey
from gugus.certificates.queries import certificate_preview
from gugus.certificates.rules.eligibility import IneligibilityReason, parse_code
from gugus.certificates.rules.facts import CertificatePlan, certificate_facts_of
from gugus.certificates.services import issuance as issuing
from gugus.certificates.services import signing_keys as keys
from gugus.certificates.services.corrections import (
    CertificateCorrection,
    replace_certificate,
    withdraw_certificate,
)
from gugus.certificates.services.issuance import issue_remaining, issue_run, resume_run
from gugus.certificates.services.runs import change_run, discard_run, draft_run
from gugus.cores.credentials import PublicKey, verify_document
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Letter
from gugus.platform.foundation.append_only import AppendOnlyError
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.foundation.seals import UnsealError
from gugus.platform.jobs.handle import JobHandle
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import latest_job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT
from gugus.platform.jobs.services.queue import claim_next
from tests.support.certificates import NOW, draft, hold_meetings, issued, plan
from tests.support.meetings import actor
from tests.support.world import World

pytestmark = pytest.mark.django_db


def secretary(world: World):
    return actor(world.users[Role.SECRETARY])


class TestOutlook:
    def test_who_gets_one_and_why_others_do_not(self, world: World) -> None:
        hold_meetings(world)
        found = certificate_preview(world.group, plan(), NOW.date())
        assert [(e.holder, e.jp, e.minutes) for e in found.entries] == [
            (f"Guru Rekaan {n}", 8, 360) for n in range(1, 5)
        ]
        assert [(one.name, one.verdict.percent, one.verdict.lack) for one in found.without] == [
            ("Guru Rekaan 5", 66, IneligibilityReason.BELOW_SHARE),
            ("Guru Rekaan 6", 0, IneligibilityReason.NEVER_CAME),
        ]

    def test_a_lower_share_lets_more_in(self, world: World) -> None:
        hold_meetings(world)
        assert len(certificate_preview(world.group, plan(percent=60), NOW.date()).entries) == 5

    def test_only_chosen_meetings_count(self, world: World) -> None:
        meetings = hold_meetings(world)
        chosen = replace(plan(), meetings=(meetings[0].pk, meetings[1].pk, 0))
        found = certificate_preview(world.group, chosen, NOW.date())
        assert [(e.holder, e.jp) for e in found.entries][-1] == ("Guru Rekaan 5", 5)
        assert {topic.title for e in found.entries for topic in e.topics} == {
            "Materi rekaan 1",
            "Materi rekaan 2",
        }

    def test_others_by_hand_a_speaker_only_for_the_own_meeting(self, world: World) -> None:
        first, *_rest = hold_meetings(world)
        first.speaker = Speaker.objects.create(name="Bu Contoh Ahli")
        first.save()
        what = replace(
            plan(),
            speakers=("Bu Contoh Ahli; LPMP", "bu contoh ahli"),
            committee=("guru rekaan 6",),
            moderators=("Pak Contoh Luar",),
        )
        others = [
            e
            for e in certificate_preview(world.group, what, NOW.date()).entries
            if e.role != "participant"
        ]
        told = [(e.holder, e.role, e.institution, e.minutes, e.teacher) for e in others]
        sixth = world.teachers[5]
        assert told == [
            ("Bu Contoh Ahli", "speaker", "LPMP", 120, None),
            ("Guru Rekaan 6", "committee", sixth.school.name, 360, sixth.pk),
            ("Pak Contoh Luar", "moderator", "", 360, None),
        ]

    def test_a_teacher_who_left_keeps_what_was_earned(self, world: World) -> None:
        hold_meetings(world)
        world.teachers[0].active = False
        world.teachers[0].left_on = NOW.date()
        world.teachers[0].save()
        entries = certificate_preview(world.group, plan(), NOW.date()).entries
        assert "Guru Rekaan 1" in [e.holder for e in entries]


class TestIssue:
    def test_numbers_codes_and_facts(self, world: World) -> None:
        made = issued(world)
        assert [one.letter.number for one in made] == [1, 2, 3, 4]
        assert [one.letter.text for one in made] == [f"{n}/2026" for n in range(1, 5)]
        assert len({one.code for one in made}) == 4
        assert all(parse_code(one.code) == one.code for one in made)
        facts = certificate_facts_of(made[0].facts)
        assert facts.entry.jp == 8
        assert [(t.title, t.minutes, t.jp) for t in facts.entry.topics] == [
            ("Materi rekaan 1", 120, 3),
            ("Materi rekaan 2", 120, 3),
            ("Materi rekaan 3", 120, 2),
        ]
        run = made[0].run
        assert run.state == CertificateRun.State.DONE
        assert progress(run) == (Job.State.DONE, 4, 4)

    def test_the_series_is_the_certificates_own(self, world: World) -> None:
        (letter, *_more) = [one.letter for one in issued(world)]
        assert letter.series.key == f"certificate:{world.group.pk}:2026"

    def test_a_badge_is_signed_by_the_groups_key_and_says_the_same(self, world: World) -> None:
        first = issued(world)[0]
        badge = json.loads(first.badge)
        signer = verify_document(badge)
        (key,) = SigningKey.objects.filter(group=world.group, kind=SigningKey.Kind.BADGE)
        assert signer == PublicKey.read(key.public)
        subject = badge["credentialSubject"]
        assert badge["id"] == f"https://gugus.example.org/s/{first.code}/"
        assert subject["identifier"][0]["identityHash"] == "Guru Rekaan 1"
        assert subject["result"][0]["value"] == "8 JP"
        assert subject["licenseNumber"] == "1/2026"
        assert "75%" in subject["achievement"]["criteria"]["narrative"]

    def test_one_achievement_for_the_whole_run(self, world: World) -> None:
        ids = {json.loads(c.badge)["credentialSubject"]["achievement"]["id"] for c in issued(world)}
        assert len(ids) == 1

    def test_what_was_shown_must_be_what_is_issued(self, world: World) -> None:
        hold_meetings(world)
        run = draft(world)
        Attendance.objects.filter(teacher=world.teachers[0]).update(status="sakit")
        with pytest.raises(Refused, match="dari 4 menjadi 3"):
            issue_run(actor=secretary(world), now=NOW, run=run, expected=4)
        assert not Certificate.objects.exists()

    def test_nobody_earned_one(self, world: World) -> None:
        run = draft(world)
        with pytest.raises(Refused, match="Belum ada"):
            issue_run(actor=secretary(world), now=NOW, run=run, expected=0)

    def test_twice_is_refused_and_makes_no_double(self, world: World) -> None:
        run = issued(world)[0].run
        with pytest.raises(Refused, match="sudah diterbitkan"):
            issue_run(actor=secretary(world), now=NOW, run=run, expected=4)
        assert Certificate.objects.count() == 4

    def test_each_step_is_in_the_trail_without_names(self, world: World) -> None:
        issued(world)
        rows = AuditEntry.objects.filter(verb__startswith="certificate_run")
        assert [row.verb for row in rows.order_by("id")] == [
            "certificate_run.drafted",
            "certificate_run.issued",
        ]
        assert "Rekaan" not in json.dumps([row.data for row in rows])


def progress(run: CertificateRun) -> tuple[str, int, int]:
    job = latest_job(run)
    return job.state, job.done, job.total


class TestResume:
    def _broken(self, world: World, monkeypatch: pytest.MonkeyPatch) -> CertificateRun:
        """The third number cannot be given: the run stops after two."""
        real, calls = issuing.issue_letter, []

        def failing(**values):
            calls.append(1)
            if len(calls) == 3:
                raise RuntimeError("power is out")
            return real(**values)

        monkeypatch.setattr(issuing, "issue_letter", failing)
        hold_meetings(world)
        run = draft(world)
        issue_run(actor=secretary(world), now=NOW, run=run, expected=4)
        run.refresh_from_db()
        return run

    def test_a_broken_run_goes_on_without_gap_or_double(self, world, monkeypatch) -> None:
        run = self._broken(world, monkeypatch)
        assert run.state == CertificateRun.State.RUNNING
        assert progress(run) == (Job.State.FAILED, 2, 4)
        assert Letter.objects.count() == 2
        # What changed meanwhile does not matter: the list was fixed.
        Attendance.objects.all().delete()
        resume_run(actor=secretary(world), now=NOW, run=run)
        run.refresh_from_db()
        assert run.state == CertificateRun.State.DONE
        assert progress(run) == (Job.State.DONE, 4, 4)
        numbers = Certificate.objects.values_list("letter__number", flat=True)
        assert sorted(numbers) == [1, 2, 3, 4]

    def test_a_killed_process_is_seen_by_its_silence(self, world, monkeypatch) -> None:
        run = self._broken(world, monkeypatch)
        Job.objects.update(state=Job.State.RUNNING, heartbeat_at=NOW)
        resume_run(actor=secretary(world), now=NOW + HEARTBEAT_TIMEOUT, run=run)
        assert Certificate.objects.count() == 2
        later = NOW + HEARTBEAT_TIMEOUT + timedelta(seconds=1)
        resume_run(actor=secretary(world), now=later, run=run)
        assert Certificate.objects.count() == 4

    def test_a_finished_run_is_left_alone(self, world: World) -> None:
        run = issued(world)[0].run
        resume_run(actor=secretary(world), now=NOW + timedelta(days=1), run=run)
        issue_remaining(JobHandle(Job.objects.get()))
        assert Certificate.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_run_take_turns(world: World, monkeypatch) -> None:
    monkeypatch.setattr(issuing, "MAX_IN_REQUEST", 0)
    hold_meetings(world)
    run = draft(world)
    issue_run(actor=secretary(world), now=NOW, run=run, expected=4)
    together, job = Barrier(2), claim_next(worker="tests", now=NOW)

    def work() -> None:
        together.wait()
        try:
            issue_remaining(JobHandle(job))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.refresh_from_db()
    assert run.state == CertificateRun.State.DONE and progress(run)[1:] == (4, 4)
    made = Certificate.objects.filter(run=run)
    assert sorted(made.values_list("letter__number", flat=True)) == [1, 2, 3, 4]
    assert len(set(made.values_list("teacher_id", flat=True))) == 4


class TestNothingChanges:
    def test_neither_save_nor_update_nor_delete(self, world: World) -> None:
        one = issued(world)[0]
        one.holder = "Orang Lain"
        for act in (
            one.save,
            one.delete,
            lambda: Certificate.objects.update(holder="Orang Lain"),
            lambda: Certificate.objects.filter(pk=one.pk).delete(),
            lambda: Certificate.objects.bulk_update([one], ["holder"]),
            lambda: Certificate(pk=one.pk, holder="x").delete(),
        ):
            with pytest.raises(AppendOnlyError), transaction.atomic():
                act()
        assert Certificate.objects.get(pk=one.pk).holder == "Guru Rekaan 1"

    def test_a_withdrawal_stands_too(self, world: World) -> None:
        made = withdraw_certificate(
            actor=secretary(world), now=NOW, certificate=issued(world)[0], reason="Salah orang"
        )
        made.reason = "lain"
        with pytest.raises(AppendOnlyError):
            made.save()
        with pytest.raises(AppendOnlyError):
            CertificateWithdrawal.objects.update(reason=F("reason"))

    @pytest.mark.parametrize(
        "table", ["certificates_certificate", "certificates_certificatewithdrawal"]
    )
    def test_the_database_itself_refuses(self, world: World, table: str) -> None:
        one = issued(world)[0]
        withdraw_certificate(actor=secretary(world), now=NOW, certificate=one, reason="Salah orang")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET id = id")

    def test_a_later_name_does_not_reach_what_was_issued(self, world: World) -> None:
        issued(world)
        world.teachers[0].name = "Guru Bernama Baru"
        world.teachers[0].active = False
        world.teachers[0].save()
        assert Certificate.objects.filter(holder="Guru Rekaan 1").exists()


class TestReplace:
    FIX = CertificateCorrection(
        "Guru Rekaan Satu, S.Pd.", "198001012005012001", "SDN Rekaan 02", "Gelar"
    )

    def test_a_new_one_with_its_own_number_and_code(self, world: World) -> None:
        old = issued(world)[0]
        new = replace_certificate(
            actor=secretary(world), now=NOW, certificate=old, correction=self.FIX
        )
        old = Certificate.objects.get(pk=old.pk)
        assert (old.holder, old.replaced_by) == ("Guru Rekaan 1", new)
        assert (new.holder, new.letter.number) == ("Guru Rekaan Satu, S.Pd.", 5)
        assert new.code != old.code
        facts = certificate_facts_of(new.facts)
        assert (facts.entry.nip, facts.because) == ("198001012005012001", "Gelar")
        assert facts.entry.topics == certificate_facts_of(old.facts).entry.topics
        verify_document(json.loads(new.badge))

    def test_only_the_last_of_a_chain_is_replaced_or_withdrawn(self, world: World) -> None:
        old = issued(world)[0]
        who = secretary(world)
        replace_certificate(actor=who, now=NOW, certificate=old, correction=self.FIX)
        with pytest.raises(Refused, match="sudah digantikan"):
            replace_certificate(actor=who, now=NOW, certificate=old, correction=self.FIX)
        with pytest.raises(Refused, match="sudah digantikan"):
            withdraw_certificate(actor=who, now=NOW, certificate=old, reason="x")

    def test_a_withdrawn_one_is_final(self, world: World) -> None:
        old = issued(world)[0]
        who = secretary(world)
        withdraw_certificate(actor=who, now=NOW, certificate=old, reason="Salah orang")
        with pytest.raises(Refused, match="sudah ditarik"):
            replace_certificate(actor=who, now=NOW, certificate=old, correction=self.FIX)
        assert Certificate.objects.count() == 4


class TestDraft:
    def test_dates_in_the_wrong_order_are_refused(self, world: World) -> None:
        for changes, field in (
            ({"until": plan().activity.since - timedelta(days=1)}, "until"),
            ({"dated": plan().activity.until - timedelta(days=1)}, "dated"),
            ({"number_format": "{nomor}"}, "number_format"),
        ):
            with pytest.raises(Refused) as refusal:
                draft(world, plan(**changes))
            assert refusal.value.field == field

    def test_a_draft_is_changed_or_thrown_away(self, world: World) -> None:
        run = draft(world)
        change_run(actor=secretary(world), now=NOW, run=run, plan=plan(title="Judul lain"))
        assert CertificateRun.objects.get().title == "Judul lain"
        discard_run(actor=secretary(world), now=NOW, run=run)
        assert not CertificateRun.objects.exists()
        with pytest.raises(Refused, match="sudah dibuang"):
            change_run(
                actor=secretary(world), now=NOW, run=run, plan=CertificatePlan(plan().activity)
            )

    def test_an_issued_run_is_neither(self, world: World) -> None:
        run = issued(world)[0].run
        with pytest.raises(Refused, match="tidak berubah lagi"):
            discard_run(actor=secretary(world), now=NOW, run=run)
        with pytest.raises(Refused, match="tidak berubah lagi"):
            change_run(actor=secretary(world), now=NOW, run=run, plan=plan())

    def test_drafting_is_free_of_numbers(self, world: World) -> None:
        draft_run(actor=secretary(world), now=NOW, group=world.group, plan=plan())
        assert not Letter.objects.exists()


class TestKeys:
    def test_a_key_is_made_once_and_rests_sealed(self, world: World) -> None:
        values = {"group": world.group, "kind": SigningKey.Kind.BADGE, "user_id": None, "now": NOW}
        first = keys.ensure_key(**values)
        assert keys.ensure_key(**values).row == first.row
        assert first.private.hex() not in first.row.private
        assert keys.open_key(first.row) == first.private

    def test_renewing_keeps_the_old_to_check_with(self, world: World) -> None:
        old = json.loads(issued(world)[0].badge)
        keys.renew_signing_keys(actor=secretary(world), now=NOW, group=world.group)
        rows = SigningKey.objects.filter(group=world.group)
        assert sorted(rows.values_list("kind", "retired_because")) == [
            ("badge", ""),
            ("badge", "renewed"),
            ("paper", ""),
        ]
        verify_document(old)

    def test_another_installations_secret_makes_a_new_key(self, world: World, settings) -> None:
        values = {"group": world.group, "kind": SigningKey.Kind.PAPER, "user_id": None, "now": NOW}
        first = keys.ensure_key(**values)
        settings.SECRET_KEY = "another installation"
        with pytest.raises(UnsealError):
            keys.open_key(first.row)
        second = keys.ensure_key(**values)
        first.row.refresh_from_db()
        assert second.row != first.row
        assert first.row.retired_because == SigningKey.Retired.UNREADABLE

    def test_a_sealed_key_opens_in_its_own_group_only(self, world: World) -> None:
        made = keys.ensure_key(group=world.group, kind=SigningKey.Kind.BADGE, user_id=None, now=NOW)
        made.row.group = world.other
        with pytest.raises(UnsealError):
            keys.open_key(made.row)
