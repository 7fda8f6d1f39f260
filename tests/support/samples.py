"""One sample object for every address with parts, so that tests can walk all addresses.

A new address with parts beyond the group's code needs one line here, in its app's function;
`tests/architecture/test_access_walk.py` fails and says so until it has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from gugus.attendance.models import Guest, SheetPhoto
from gugus.budget.models import BudgetRevision
from gugus.budget.queries import budget_rows_of
from gugus.calendar.models import CalendarEvent, CalendarImport, DayPoll
from gugus.cash.models import CashDraft, CashEntry, MonthClose, Receipt
from gugus.catchup.models import Reflection
from gugus.certificates.models import CertificateRun, SigningKey
from gugus.certificates.rules.facts import CertificateFacts, KeptLetterhead
from gugus.certificates.services.issuance import make_certificate
from gugus.certificates.services.runs import draft_run
from gugus.certificates.services.signing_keys import ensure_key
from gugus.competence.models import (
    Answer,
    Assessment,
    Framework,
    Indicator,
    Rater,
    Round,
    SheetDraft,
)
from gugus.competence.services.rounds import close_round
from gugus.feeds.access import token_of
from gugus.feeds.services.feeds import create_feed
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.funds.rules.budget_rows import rows_to_json
from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.opening.models import Finding, LineProposal
from gugus.people.access import load_actor
from gugus.people.clock import year_here
from gugus.people.models import CommitteePost, RoleAssignment, Speaker
from gugus.people.rules.roles import TABLE, May, Role
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.models import User
from gugus.problems.models import Problem
from gugus.programme.models import Forum, Line, Programme
from gugus.roster.models import RosterDraft
from gugus.schedule.models import DraftMeeting, Placement, ScheduleDraft, ScheduleRun
from gugus.speakers.models import MeetingAssistant, SpeakerAbsence
from gugus.steps.models import Step, StepReport
from tests.support.certificate_facts import ENTRY
from tests.support.certificates import plan as plan_to_try
from tests.support.world import World

EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Sample:
    """The parts of one address that lead to an object of the world's `group`.

    `keeps_out` are roles that the view's guard lets in but this object's own rule does not
    (404). `owned` is False when the parts name nothing of a group (a file format, a framework).
    """

    parts: Mapping[str, object]
    keeps_out: frozenset[Role] = frozenset()
    owned: bool = True


def samples(world: World) -> dict[str, Sample]:
    """Make the objects and name, for every address, the parts that lead to them."""
    return {
        **_people(world),
        **_competence(world),
        **_programme(world),
        **_opening(world),
        **_meetings(world),
        **_certificates(world),
        **_problems(world),
        **_participation(world),
        **_ways(world),
        **_feeds(world),
        **_speakers(world),
        **_yearplan(),
        **_calendar(world),
        **_displacement(world),
        **_schedule(world),
        **_budget(world),
        **_cash(world),
    }


def _schedule(world: World) -> dict[str, Sample]:
    """A draft that waits for a decision, its meeting, and one that came of an earlier draft."""
    today, made_by = timezone.localdate(), world.users[Role.CHAIR]
    year = year_here()
    programme, _new = Programme.objects.get_or_create(group=world.group, school_year=year)
    line = Line.objects.create(
        programme=programme, kind="umum", title="Contoh jadwal", strategy="diskusi"
    )
    run = ScheduleRun.objects.create(school_year=year, made_at=timezone.now(), made_by=made_by)
    draft = ScheduleDraft.objects.create(
        run=run, group=world.group, school_year=year, state="ready", objective="total", as_of=today
    )
    row = DraftMeeting.objects.create(
        draft=draft, line=line, part=1, date=today, host=world.schools[0]
    )
    placed = Placement.objects.create(meeting=_meeting(world, Meeting.State.PLANNED), part=1)
    of_draft = ("draft", "progress", "resume", "resolve", "take_back", "discard", "adopt", "undo")
    return {
        **{f"schedule:{name}": Sample({"pk": draft.pk}) for name in of_draft},
        **{f"schedule:{name}": Sample({"pk": row.pk}) for name in ("move", "pin", "why", "next")},
        **{
            f"schedule:meeting_{name}": Sample({"pk": placed.pk}) for name in ("why", "next", "pin")
        },
    }


def _displacement(world: World) -> dict[str, Sample]:
    place = Sample({"place": world.group.place_id}, owned=False)
    return {
        **{f"district:region{name}": place for name in ("", "_progress", "_start")},
        "displacement:displaced_meeting": Sample({"pk": _meeting(world, Meeting.State.PLANNED).pk}),
        "displacement:displaced_file": Sample({"kind": "csv"}, owned=False),
    }


def _calendar(world: World) -> dict[str, Sample]:
    """An event, a draft that waits, and an open question of weekdays."""
    made = {
        "group": world.group,
        "made_at": timezone.now(),
        "made_by": world.users[Role.CHAIR],
    }
    day = date(2026, 12, 1)
    occasion = CalendarEvent.objects.create(
        kind="exam", title="Asesmen", first_day=day, last_day=day, **made
    )
    draft = CalendarImport.objects.create(origin="pasted", school_year=2026, rows=[], **made)
    poll = DayPoll.objects.create(
        group=world.group,
        weekdays=[1, 2],
        opened_at=timezone.now(),
        opened_by=world.users[Role.CHAIR],
    )
    one, read = Sample({"pk": occasion.pk}), Sample({"pk": draft.pk})
    return {
        **{f"calendar:event_{name}": one for name in ("edit", "delete")},
        **{f"calendar:{name}": read for name in ("event_draft", "draft_apply", "draft_discard")},
        **{f"calendar:poll_{name}": Sample({"pk": poll.pk}) for name in ("record", "close")},
    }


def _yearplan() -> dict[str, Sample]:
    return {
        "yearplan:prota_paper": Sample({"kind": "pdf"}, owned=False),
        "yearplan:prosem": Sample({"semester": 1}, owned=False),
        "yearplan:prosem_paper": Sample({"semester": 2, "kind": "docx"}, owned=False),
    }


def _ways(world: World) -> dict[str, Sample]:
    """Ways from a school, and the school as host."""
    school = Sample({"pk": world.schools[0].pk})
    return {"hosts:distances_school": school, "hosts:host": school}


def _people(world: World) -> dict[str, Sample]:
    # Whoever has a password may change it; in the world nobody has one.
    User.objects.update(password=make_password("tujuh kuda biru"))
    office = RoleAssignment.objects.get(user=world.users[Role.TREASURER])
    beyond = RoleAssignment.objects.get(user=world.users[Role.DISTRICT_OFFICER])
    teacher = Sample({"pk": world.teachers[0].pk})
    return {
        "accounts:sign_in_link": Sample({"token": "a" * 32}, owned=False),
        "accounts:site_withdraw": Sample({"pk": beyond.pk}),
        "accounts:site_reset": Sample({"pk": beyond.pk}),
        "accounts:keys_withdraw": teacher,
        "accounts:officers_withdraw": Sample({"pk": office.pk}),
        "accounts:officers_reset": Sample({"pk": office.pk}),
        **_roster(world),
        **_roster_drafts(world),
    }


def _roster(world: World) -> dict[str, Sample]:
    teacher = Sample({"pk": world.teachers[1].pk})
    # The second school: the core school cannot leave.
    school = Sample({"pk": world.schools[1].pk})
    post = Sample({"pk": CommitteePost.objects.filter(group=world.group)[0].pk})
    study_group = Sample({"pk": world.lower.pk})
    speaker = Speaker.objects.create(name="Bu Contoh Ahli")
    speaker.groups.add(world.group)
    schools = ("school", "school_edit", "school_core", "school_leave", "school_stay")
    return {
        **{f"people:teacher{name}": teacher for name in ("", "_edit", "_leave", "_restore")},
        **{f"people:{name}": school for name in (*schools, "school_classes")},
        "people:school_add": Sample({"npsn": "99991077"}, owned=False),
        **{f"people:post_{name}": post for name in ("edit", "end")},
        **{f"people:study_group_{name}": study_group for name in ("edit", "delete")},
        **{f"people:speaker_{name}": Sample({"pk": speaker.pk}) for name in ("edit", "remove")},
    }


def _roster_drafts(world: World) -> dict[str, Sample]:
    draft = RosterDraft.objects.create(
        group=world.group,
        school=world.schools[0],
        made_by=world.users[Role.SECRETARY],
        made_at=timezone.now(),
        file_name="contoh.xlsx",
        state=RosterDraft.State.READY,
        counts=dict.fromkeys(("new", "unchanged", "changed", "duplicate", "refused"), 0),
    )
    what = ("preview", "progress", "decide", "apply", "discard")
    return {f"roster:{name}": Sample({"pk": draft.pk}) for name in what}


def _competence(world: World) -> dict[str, Sample]:
    framework = Framework.objects.get(code="pkg-14")
    is_open, closed = _round(world, framework), _round(world, framework)
    self_rating = _rating(world, is_open, Rater.SELF)
    close_round(
        actor=load_actor(world.users[Role.SECRETARY]),
        now=timezone.now(),
        round_=_rating(world, closed, Rater.HEAD).round,
    )
    running = ("round", "round_close", "round_discard", "sheets_first")
    # What was measured is shown to the group when the round is closed.
    shown = ("round_needs", "needs_csv", "needs_xlsx", "compare", "schools", "mine")
    teacher = {"teacher": world.teachers[0].pk}
    # The school's head rates, and nobody else in that name.
    head_only = EVERYBODY - {Role.SCHOOL_HEAD}
    rated = Sample({"pk": is_open.pk, "rater": "head", **teacher}, head_only)
    sheet = Sample({"pk": is_open.pk, "rater": "head"}, head_only)
    return {
        **{f"competence:{name}": Sample({"pk": is_open.pk}) for name in running},
        **{f"competence:{name}": Sample({"pk": closed.pk}) for name in shown},
        "competence:round_reopen": Sample({"pk": closed.pk}),
        "competence:round_summary_of": Sample({"framework": framework.pk}, owned=False),
        "competence:school": Sample({"pk": closed.pk, "school": world.schools[0].pk}),
        "competence:teacher": Sample({"pk": closed.pk, **teacher}),
        "competence:unlock": Sample({"pk": is_open.pk, "assessment": self_rating.pk}),
        "competence:sheets": sheet,
        "competence:sheet_template": sheet,
        "competence:paper_form": Sample({**sheet.parts, "kind": "pdf"}, head_only),
        **_sheet_drafts(world, is_open),
        "competence:rate": rated,
        "competence:rate_send": rated,
        "competence:rate_item": Sample({**rated.parts, "order": 1}, head_only),
    }


def _round(world: World, framework: Framework) -> Round:
    return Round.objects.create(
        group=world.group,
        framework=framework,
        name="Ukuran contoh",
        school_year=2026,
        measured_on=date(2026, 11, 2),
    )


def _rating(world: World, round_: Round, rater: Rater) -> Assessment:
    assessment = Assessment.objects.create(
        round=round_,
        teacher=world.teachers[0],
        rater=rater,
        rated_by=world.users[Role.TEACHER],
        started_at=timezone.now(),
        submitted_at=timezone.now(),
    )
    asked = Indicator.objects.filter(item__framework=round_.framework)
    Answer.objects.bulk_create(
        Answer(assessment=assessment, indicator=one, value=1) for one in asked
    )
    return assessment


def _sheet_drafts(world: World, round_: Round) -> dict[str, Sample]:
    draft = SheetDraft.objects.create(
        round=round_,
        rater=Rater.HEAD,
        made_by=world.users[Role.SCHOOL_HEAD],
        made_at=timezone.now(),
        file_name="contoh.xlsx",
    )
    # A read file waits for whoever handed it in, and for nobody else.
    sample = Sample({"pk": round_.pk, "draft": draft.pk}, EVERYBODY - {Role.SCHOOL_HEAD})
    return {f"competence:sheet_{what}": sample for what in ("draft", "apply", "discard")}


def _programme(world: World) -> dict[str, Sample]:
    programme = Programme.objects.create(group=world.group, school_year=2026)
    line = Line.objects.create(
        programme=programme,
        kind=Line.Kind.ROUTINE,
        title="Diskusi rutin",
        objective="Memecahkan masalah belajar",
        activities="Diskusi",
        strategy=Line.Strategy.DISCUSSION,
    )
    whole = Sample({"pk": programme.pk})
    names = ("add_line", "copy", "agree", "sign", "reopen", "texts", "round")
    one_line = Sample({"pk": line.pk})
    return {
        **{f"programme:{name}": whole for name in names},
        "programme:paper": Sample({"pk": programme.pk, "kind": "pdf"}),
        "programme:coverage_file": Sample({"kind": "csv"}, owned=False),
        **{f"programme:{name}": one_line for name in ("line", "edit_line", "delete_line")},
    }


def _opening(world: World) -> dict[str, Sample]:
    """What opens a year, and what comes after the signature."""
    programme = Programme.objects.get(group=world.group, school_year=2026)
    line = programme.lines.get()
    now, day = timezone.now(), date(2026, 11, 2)
    finding = Finding.objects.create(
        group=world.group,
        school_year=2026,
        found_on=day,
        text="Murid jarang bertanya",
        written_at=now,
        written_by=world.users[Role.SUPERVISOR],
    )
    forum = Forum.objects.create(
        programme=programme, held_on=day, recorded_at=now, recorded_by=world.users[Role.CHAIR]
    )
    content = {"kind": "rutin", "title": "Usulan", "objective": "-", "activities": "-"}
    content |= {"strategy": "diskusi", "speaker_note": "", "product": "", "jp": 3, "cost": 0}
    proposal = LineProposal.objects.create(
        programme=programme, source="finding", key="finding:1", title="Usulan", content=content
    )
    of_forum, found = Sample({"pk": forum.pk}), Sample({"pk": finding.pk})
    return {
        "programme:forum": of_forum,
        "programme:forum_paper": Sample({**of_forum.parts, "kind": "pdf"}),
        "opening:finding_withdraw": found,
        "opening:finding_restore": found,
        "opening:accept": Sample({"pk": proposal.pk}),
        "opening:reconsider": Sample({"pk": proposal.pk}),
        "programme:acknowledge": Sample({"pk": programme.pk}),
        "programme:revise_add": Sample({"pk": programme.pk}),
        "programme:revise": Sample({"pk": line.pk}),
        "programme:revise_remove": Sample({"pk": line.pk}),
    }


def _meetings(world: World) -> dict[str, Sample]:
    meeting, held = _meeting(world, Meeting.State.PLANNED), _meeting(world, Meeting.State.HELD)
    # Minutes are read by the group when they are finished.
    Minutes.objects.create(meeting=held, state=Minutes.State.FINAL, finalised_at=timezone.now())
    guest = Guest.objects.create(meeting=meeting, name="Pak Contoh Tamu")
    step = Step.objects.create(
        meeting=meeting, teacher=world.teachers[0], what="Mencoba", due_on=date(2030, 1, 1)
    )
    photo = _photo_of(step, world)
    one = {"pk": meeting.pk}
    of_meeting = Sample(one)
    names = (
        *(
            "agenda:meeting",
            "agenda:steps_report",
            "attendance:check_in",
            "meetings:edit",
            "meetings:reschedule",
            "agenda:call",
            "agenda:invitation",
        ),
        *(
            "meetings:cancel",
            "meetings:restore",
            "attendance:attendance",
            "attendance:rest",
            "attendance:add",
            "attendance:guest_add",
        ),
        *(
            "minutes:minutes",
            "minutes:finish",
            "steps:steps",
            "steps:give",
            "steps:add",
            "problems:agenda_problems",
        ),
        *(
            "steps:take",
            "attendance:wall",
            "attendance:wall_now",
            "attendance:scan",
            "attendance:sheet",
            "attendance:sheet_photo",
            "attendance:signatures",
        ),
        *("attendance:own_code", "attendance:own_sign", "attendance:own_excuse"),
    )
    papers = (
        "agenda:paper_invitation",
        "attendance:paper_attendance",
        "attendance:paper_attendance_empty",
    )
    one_step = Sample({"pk": step.pk})
    return {
        **dict.fromkeys(names, of_meeting),
        **{name: Sample({**one, "kind": "pdf"}) for name in papers},
        "minutes:paper_minutes": Sample({"pk": held.pk, "kind": "pdf"}),
        "minutes:reopen": Sample({"pk": held.pk}),
        **{
            f"minutes:{name}": Sample({"pk": held.pk})
            for name in ("decide", "approve", "addendum", "follow_up")
        },
        **_reading(world, held),
        **_cards_and_codes(world, meeting),
        "attendance:guest_remove": Sample({**one, "guest_pk": guest.pk}),
        "steps:step": one_step,
        "steps:delete": one_step,
        # A treasurer sees every overdue step, but no photo from class.
        "steps:photo": Sample({**one_step.parts, "photo": photo}, frozenset({Role.TREASURER})),
        "steps:photo_remove": Sample({**one_step.parts, "photo": photo}),
    }


def _cards_and_codes(world: World, meeting: Meeting) -> dict[str, Sample]:
    """What is scanned and photographed at the door."""
    photo = SheetPhoto.objects.create(
        meeting=meeting,
        attachment=_attachment(world.users[Role.SECRETARY], "image/jpeg"),
        made_at=timezone.now(),
        made_by=world.users[Role.SECRETARY],
    )
    return {
        "attendance:sheet_picture": Sample({"pk": meeting.pk, "photo_pk": photo.pk}),
        "attendance:cards_paper": Sample({"kind": "pdf"}, owned=False),
        "attendance:landing": Sample({"pk": meeting.pk, "link": "1.0123456789abcdef"}),
    }


def _reading(world: World, held: Meeting) -> dict[str, Sample]:
    """What absent teachers read, what people thought, and a page of a teacher's journal."""
    now = timezone.now()
    entry = Reflection.objects.create(
        group=world.group,
        teacher=world.teachers[0],
        learnt="Bertanya lebih pelan",
        written_at=now,
        stamp_at=now,
        stamp_id=uuid4(),
    )
    of_held, of_entry = Sample({"pk": held.pk}), Sample({"key": entry.key})
    return {
        **{f"catchup:{name}": of_held for name in ("packet", "packet_answer")},
        **{f"catchup:{name}": of_held for name in ("packet_question", "feedback")},
        **{f"catchup:journal_{name}": of_entry for name in ("entry", "share", "delete")},
        "catchup:paper_journal": Sample({"kind": "pdf"}, owned=False),
    }


def _problems(world: World) -> dict[str, Sample]:
    # Raised by the lead teacher: only the raiser changes, hides and withdraws it.
    raiser = world.users[Role.LEAD_TEACHER]
    voice, photo = (_attachment(raiser, kind) for kind in ("audio/webm", "image/jpeg"))
    problem = Problem.objects.create(
        group=world.group,
        raised_by=raiser,
        words="Murid sulit membaca",
        raised_at=timezone.now(),
        voice=voice,
        photo=photo,
    )
    part = {"pk": problem.pk}
    names = ("problem", "propose", "try", "adopt", "voice", "photo")
    own, others = ("edit", "name", "withdraw"), EVERYBODY - {Role.LEAD_TEACHER}
    settles = {role for role in Role if May.RECORD_MEETING in TABLE[role]}
    return {
        **{f"problems:{name}": Sample(part) for name in names},
        **{f"problems:{name}": Sample(part, others) for name in own},
        "problems:settle": Sample(part, EVERYBODY - settles),
    }


def _attachment(user: User, kind: str) -> Attachment:
    return Attachment.objects.create(
        kind=kind, content=b"x", size=1, sha256="0" * 64, made_at=timezone.now(), made_by=user
    )


def _photo_of(step: Step, world: World) -> int:
    """A step that has been told of only by a photo."""
    now = timezone.now()
    teacher = world.users[Role.TEACHER]
    photo = Attachment.objects.create(
        kind="image/jpeg", content=b"x", size=1, sha256="0" * 64, made_at=now, made_by=teacher
    )
    StepReport.objects.create(
        step=step, state="open", photo=photo, by=teacher, stamp_at=now, stamp_id=uuid4()
    )
    return photo.pk


def _participation(world: World) -> dict[str, Sample]:
    return {
        # The teacher's own; the own head, the supervisor and officers see it too.
        "participation:teacher": Sample({"pk": world.teachers[0].pk}),
        "participation:file": Sample({"kind": "csv"}, owned=False),
        "participation:paper": Sample({"kind": "pdf"}, owned=False),
    }


def _budget(world: World) -> dict[str, Sample]:
    """This year's agreed budget with a working copy of a revision."""
    this, by = year_here(), world.users[Role.TREASURER]
    source = Source.objects.create(
        group=world.group, kind="bos", name="BOS contoh", made_at=timezone.now()
    )
    agreed = Budget.objects.create(group=world.group, school_year=this, state=Budget.State.AGREED)
    item = BudgetItem.objects.create(
        budget=agreed, source=source, item="ATK", volume=1, unit="rim", price=5, total=5
    )
    rows = rows_to_json(budget_rows_of(agreed))
    revision = BudgetRevision.objects.create(
        budget=agreed, before=rows, after=rows, made_at=timezone.now(), made_by=by
    )
    year, one, of_source = {"year": this}, Sample({"pk": revision.pk}), Sample({"pk": source.pk})
    row = Sample({**year, "key": str(item.pk)})
    return {
        "actuals:account": Sample({"kind": "xlsx"}, owned=False),
        "actuals:rab": Sample({"kind": "xlsx"}, owned=False),
        **{f"budget:source_{name}": of_source for name in ("edit", "plan", "close", "reopen")},
        "budget:revision": one,
        **{f"budget:revision_{name}": one for name in ("hand_in", "discard", "withdraw", "decide")},
        **{f"budget:row_{name}": row for name in ("edit", "remove")},
        **{
            f"budget:{name}": Sample(year)
            for name in ("row_add", "costs_in", "costs_out", "agree", "revision_begin")
        },
    }


def _cash(world: World) -> dict[str, Sample]:
    """An entry with its receipt, an import to decide on, and a closed month."""
    by, now = world.users[Role.TREASURER], timezone.now()
    source = Source.objects.create(
        group=world.group, kind="iuran", name="Iuran contoh", made_at=now
    )
    entry = CashEntry.objects.create(
        group=world.group, school_year=2026, number=1, dated=date(2026, 9, 1), source=source,
        voucher="BKM-001/2026-2027", description="Iuran", received=5_000, made_at=now, made_by=by,
    )  # fmt: skip
    photo = Attachment.objects.create(
        kind="image/jpeg", content=b"jpeg", size=4, made_at=now, made_by=by
    )
    receipt = Receipt.objects.create(entry=entry, attachment=photo, added_at=now, added_by=by)
    draft = CashDraft.objects.create(
        group=world.group, file_name="bku.csv", rows=[], made_at=now, made_by=by
    )
    MonthClose.objects.create(
        group=world.group, month=date(2026, 9, 1), balances={str(source.pk): 5_000}, balance=5_000,
        counted={"5000": 1}, difference=0, digest="0" * 64, closed_at=now, closed_by=by,
    )  # fmt: skip
    one, imported, month = Sample({"pk": entry.pk}), Sample({"pk": draft.pk}), {"month": "2026-09"}
    return {
        "cash:paper": Sample({"kind": "xlsx"}, owned=False),
        **{f"cash:{name}": one for name in ("entry", "correct", "take_back", "photo", "pdf")},
        **{
            f"cash:receipt{name}": Sample({"pk": entry.pk, "receipt": receipt.pk})
            for name in ("", "_void", "_again")
        },
        **{f"cash:{name}": imported for name in ("draft", "apply", "discard", "undo")},
        **{f"closing:{name}": Sample(month) for name in ("close", "countersign")},
        "closing:count_paper": Sample({**month, "kind": "pdf"}),
    }


def _certificates(world: World) -> dict[str, Sample]:
    actor, now = load_actor(world.users[Role.SECRETARY]), timezone.now()
    draft = draft_run(actor=actor, now=now, group=world.group, plan=plan_to_try())
    run = CertificateRun.objects.create(
        group=world.group,
        title=draft.title,
        plan=draft.plan,
        state=CertificateRun.State.DONE,
        made_at=now,
        made_by_id=actor.user_id,
    )
    entry = replace(ENTRY, teacher=world.teachers[0].pk)
    facts = CertificateFacts(plan_to_try().activity, entry, KeptLetterhead((), "KKG Rekaan"))
    one = make_certificate(run=run, facts=facts, user_id=actor.user_id, now=now)
    key = ensure_key(group=world.group, kind=SigningKey.Kind.PAPER, user_id=None, now=now).row
    # Its holder and those who issue.
    holders = frozenset({Role.TEACHER, Role.SECRETARY, Role.CHAIR})
    file = Sample({"pk": one.pk}, EVERYBODY - holders)
    drafted = ("", "_edit", "_people", "_discard", "_issue", "_resume", "_progress")
    return {
        **{f"certificates:run{name}": Sample({"pk": draft.pk}) for name in drafted},
        "certificates:run_paper": Sample({"pk": run.pk}),
        **{
            f"certificates:{name}": Sample({"pk": one.pk})
            for name in ("certificate", "replace", "withdraw")
        },
        "certificates:paper": file,
        "certificates:badge": file,
        "certificates:signing_key_file": Sample({"pk": key.pk}),
        "certificates:check": Sample({"typed": one.code}, owned=False),
    }


def _meeting(world: World, state: Meeting.State) -> Meeting:
    return Meeting.objects.create(
        group=world.group,
        title="Diskusi rutin",
        state=state,
        date=timezone.localdate(),
        starts_at=time(13),
        ends_at=time(15),
        host=world.schools[0],
    )


def _speakers(world: World) -> dict[str, Sample]:
    speaker = Speaker.objects.create(name="Bu Contoh Penyaji")
    speaker.groups.add(world.group)
    day = date(2030, 1, 7)
    away = SpeakerAbsence.objects.create(speaker=speaker, first_day=day, last_day=day)
    line = Line.objects.filter(programme__group=world.group)[0]
    assist = MeetingAssistant.objects.create(
        meeting=Meeting.objects.filter(group=world.group)[0],
        speaker=speaker,
        part=MeetingAssistant.Part.HELPER,
        named_at=timezone.now(),
        named_by=world.users[Role.SECRETARY],
    )
    one = Sample({"pk": speaker.pk})
    names = ("speaker", "skills", "rise", "terms", "away")
    return {
        **{f"speakers:{name}": one for name in names},
        "speakers:away_remove": Sample({"pk": speaker.pk, "away_pk": away.pk}),
        "speakers:line_speakers": Sample({"line_pk": line.pk}),
        "speakers:assisting": Sample({"pk": assist.meeting_id}),
        "speakers:assist_release": Sample({"pk": assist.meeting_id, "assist_pk": assist.pk}),
    }


def _feeds(world: World) -> dict[str, Sample]:
    """A person's calendar address is made and ended by its owner; the kind names nothing."""
    feed = create_feed(actor=load_actor(world.users[Role.TEACHER]), now=timezone.now(), group=None)
    kind = Sample({"kind": "saya"}, owned=False)
    return {
        "feeds:make": kind,
        "feeds:end": kind,
        "feeds:feed": Sample({"token": token_of(feed)}, owned=False),
        "feeds:meeting_ics": Sample({"pk": _meeting(world, Meeting.State.CALLED).pk}),
    }
