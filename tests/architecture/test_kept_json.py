"""What is kept as JSON and read back into shapes carries a version; what does not is plain."""

import json
from dataclasses import dataclass, fields
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from gugus.certificates.models import Certificate, CertificateRun
from gugus.certificates.rules import facts
from gugus.funds.rules.budget_rows import BudgetRow
from gugus.people.rules.roles import Role
from gugus.platform.documents import paper
from gugus.platform.foundation.kept_json import VersionedJSONField
from tests.support.certificate_facts import ACTIVITY, ENTRY
from tests.support.world import World

# Lists of numbers or words, whose shape cannot change.
LISTS = {
    "attendance.PrintedSheet.teacher_ids",
    "calendar.DayPoll.weekdays",
    "calendar.PlanSettings.packages",
    "hosts.HostSettings.disliked_months",
    "people.StudyGroup.class_levels",
    "programme.Line.months",
    "speakers.SpeakerTerms.weekdays",
    "steps.StepReport.seen",
}
# Rows of a file that wait for a person's decision and go with it, a job's own values, and what is
# only shown.
DRAFTS = {
    "foundation.AuditEntry.data",
    "interchange.ImportDraft.notes",
    "interchange.ImportDraft.outcome",
    "interchange.ImportDraft.subject",
    "interchange.ImportRow.choices",
    "interchange.ImportRow.findings",
    "interchange.ImportRow.values",
    "jobs.Job.payload",
}
# A framework's own file, which has a checksum and is never written anew.
OWN_FORMAT = {"competence.Framework.scoring"}
# The fields of what is read back by its fields, and the version since which they are these. Whoever
# changes one raises the version of the field that keeps it, with the step that older values need.
SHAPES: dict[type, tuple[int, str]] = {
    facts.Activity: (
        1,
        "title kind level organiser year since until dated place percent minutes_per_jp chair "
        "supervisor number_format address",
    ),
    facts.Signer: (1, "office name nip"),
    facts.KeptLetterhead: (1, "above name address contact"),
    facts.CertificateRecipient: (1, "teacher holder nip institution role topics"),
    facts.CertificateTopic: (1, "day title minutes jp"),
    facts.CertificateFacts: (1, "activity entry head because"),
    facts.CertificatePlan: (1, "activity meetings speakers committee moderators"),
    paper.Letterhead: (1, "above name address contact"),
    paper.Heading: (1, "text level"),
    paper.Paragraph: (1, "text indent"),
    paper.Fields: (1, "rows indent"),
    paper.Items: (1, "items numbered"),
    paper.Column: (1, "heading share align over"),
    paper.Table: (1, "columns rows row_mm caption narrow"),
    paper.Signature: (1, "office name nip above"),
    paper.Signatures: (1, "blocks"),
    paper.Addressee: (1, "number enclosures subject place_and_date to"),
    paper.Card: (1, "name lines scan code"),
    paper.Cards: (1, "cards"),
    paper.PageBreak: (1, ""),
    paper.Paper: (
        1,
        "file_stem title letterhead blocks subtitle landscape language keywords mark dated",
    ),
    BudgetRow: (1, "key line source item volume unit price total month"),
}
FACTS = facts.CertificateFacts(ACTIVITY, ENTRY, facts.KeptLetterhead(("KKG",), "KKG Rekaan"))
# As the database holds it since version 1.
KEPT_FACTS = json.dumps({"version": 1, "data": facts.to_json(FACTS)})


def _json_fields() -> "dict[str, models.JSONField[Any, Any]]":
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.JSONField)
    }


def test_every_json_field_has_a_version_or_a_reason_why_not() -> None:
    found = _json_fields()
    plain = {name for name, one in found.items() if not isinstance(one, VersionedJSONField)}
    assert plain == LISTS | DRAFTS | OWN_FORMAT


def test_shapes_change_only_with_their_version() -> None:
    for shape, (_version, names) in SHAPES.items():
        assert [one.name for one in fields(shape)] == names.split(), shape
    kept = _json_fields()
    for name in ("CertificateRun.plan", "CertificateRun.people", "Certificate.facts"):
        assert kept[f"certificates.{name}"].version == SHAPES[facts.Activity][0], name  # type: ignore[attr-defined]
    assert kept["documents.KeptPaper.paper"].version == SHAPES[paper.Paper][0]  # type: ignore[attr-defined]
    assert kept["budget.BudgetRevision.after"].version == SHAPES[BudgetRow][0]  # type: ignore[attr-defined]


def _read(field: "VersionedJSONField | models.Field[Any, Any]", text: str) -> Any:
    assert isinstance(field, VersionedJSONField)
    return field.from_db_value(text, None, connection)


def test_a_certificate_of_the_first_version_is_read() -> None:
    kept = _read(Certificate._meta.get_field("facts"), KEPT_FACTS)
    assert facts.certificate_facts_of(kept) == FACTS


@dataclass(frozen=True, kw_only=True)
class _LaterActivity(facts.Activity):
    language: str


def test_a_certificate_is_read_when_its_activity_has_a_new_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The step that comes with the field gives older certificates its value."""

    def add_language(kept: dict[str, Any]) -> dict[str, Any]:
        return kept | {"activity": kept["activity"] | {"language": "id"}}

    monkeypatch.setattr(facts, "Activity", _LaterActivity)
    later = VersionedJSONField(upgrades=[add_language])
    with pytest.raises(TypeError):
        facts.certificate_facts_of(_read(CertificateRun._meta.get_field("plan"), KEPT_FACTS))
    activity = facts.certificate_facts_of(_read(later, KEPT_FACTS)).activity
    assert isinstance(activity, _LaterActivity)
    assert (activity.language, activity.title) == ("id", ACTIVITY.title)


def test_the_version_stands_beside_the_data(world: World) -> None:
    run = CertificateRun.objects.create(
        group=world.group,
        title="Satu",
        plan={"a": 1},
        made_at=timezone.now(),
        made_by=world.users[Role.SECRETARY],
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT plan, people FROM certificates_certificaterun")
        plan, people = (json.loads(one) for one in cursor.fetchone())
    assert plan == {"version": 1, "data": {"a": 1}}
    assert people == {"version": 1, "data": []}
    CertificateRun.objects.filter(pk=run.pk).update(people=[{"b": 2}])
    run.refresh_from_db()
    run.plan = run.plan | {"c": 3}
    CertificateRun.objects.bulk_update([run], ["plan"])
    run.refresh_from_db()
    assert (run.plan, run.people) == ({"a": 1, "c": 3}, [{"b": 2}])


def test_what_a_newer_gugus_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="newer version"):
        VersionedJSONField().newest({"version": 2, "data": {}})
