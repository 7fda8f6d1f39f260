"""Framework files: what is shipped, what is refused, and a third one without code."""

import copy
import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from gugus.competence import models
from gugus.competence.models import Framework, Indicator
from gugus.competence.rules.scheme import scoring_scheme
from gugus.competence.rules.scoring import item_score, total_score
from gugus.competence.services.frameworks import DATA, load_framework, read_framework_file
from gugus.cores.formats import framework_file as rules
from gugus.cores.formats.framework_file import check_framework
from gugus.cores.formats.framework_parts import FrameworkFileError
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def label(text):
    return {"label": text, "label_en": text}


def third():
    """An invented framework of a kind the product has never seen: answers 1, 3, 7."""
    indicators = [
        {"code": "L1", "text": "Dapat", "text_en": "Can"},
        {"code": "L2", "text": "Mau", "text_en": "Wants"},
    ]
    names = {"name": "Satu", "name_en": "One"}
    item = {**names, "code": "L", "short_name": "Satu", "short_name_en": "One"}
    return {
        "format": "gugus-framework/1",
        "code": "rekaan",
        "version": "1",
        **names,
        "source": "Rekaan untuk uji",
        "scoring": {
            "standard_percent": 60,
            "answers": [{"value": at, **label(str(at))} for at in (1, 3, 7)],
            "values": [{"up_to": 40, "value": 1}, {"up_to": 100, "value": 5}],
            "bands": [
                {"code": "cukup", **label("Cukup"), "at_least": 60},
                {"code": "belum", **label("Belum"), "at_least": 0},
            ],
            "ranks": [{"code": "muda", **label("Muda"), "minimum": 3}],
        },
        "competencies": [{**names, "number": 1, "items": [{**item, "indicators": indicators}]}],
    }


def test_installation_begins_with_the_shipped_frameworks(db):
    found = {
        (one.code, one.version): (
            one.competencies.count(),
            one.items.count(),
            Indicator.objects.filter(item__framework=one).count(),
        )
        for one in Framework.objects.all()
    }
    assert found == {("pkg-14", "2010"): (4, 14, 78), ("mkg", "2626-2023"): (4, 12, 41)}


@pytest.mark.parametrize("name", ["pkg-14.json", "mkg-2626-2023.json"])
def test_shipped_files_are_what_the_migration_loaded(db, name):
    content = check_framework(read_framework_file(DATA / name))
    stored = Framework.objects.get(code=content.code)
    assert stored.sha256 == content.sha256
    assert stored.scoring == content.scoring
    wanted = [item.code for entry in content.competencies for item in entry.items]
    assert [item.code for item in stored.items.order_by("order")] == wanted
    texts = [
        one.text
        for entry in content.competencies
        for item in entry.items
        for one in item.indicators
    ]
    found = Indicator.objects.filter(item__framework=stored).order_by("item__order", "order")
    assert [one.text for one in found] == texts


@pytest.mark.parametrize("name", ["pkg-14.json", "mkg-2626-2023.json"])
def test_shipped_wording_is_short_and_in_both_languages(name):
    content = check_framework(read_framework_file(DATA / name))
    items = [item for entry in content.competencies for item in entry.items]
    indicators = [one for item in items for one in item.indicators]
    assert len({one.text for one in indicators}) == len(indicators)
    assert len({one.text_en for one in indicators}) == len(indicators)
    assert all(one.text != one.text_en for one in indicators)
    assert max(len(one.text) for one in indicators) <= 110  # one screen of a small phone
    assert max(len(item.short_name) for item in items) <= 40


def test_third_framework_needs_no_code(db):
    loaded = load_framework(data=third(), now=NOW, user_id=None)
    assert loaded.created
    assert loaded.framework.items.get().indicators.count() == 2
    scheme = scoring_scheme(loaded.framework.scoring)
    scores = [item_score(scheme, [1, 3]), item_score(scheme, [7, 7])]
    assert [(float(score.percent), score.value) for score in scores] == [(100 / 6, 1), (100, 5)]
    total = total_score(scheme, scores)
    assert (total.total, total.highest, total.n100, total.band.code) == (6, 10, 60, "cukup")


def test_loading_leaves_one_audit_row_with_its_fingerprint(db):
    framework = load_framework(data=third(), now=NOW, user_id=None).framework
    load_framework(data=third(), now=NOW, user_id=None)
    row = AuditEntry.objects.get(verb="framework.loaded")
    assert (row.object_id, row.data["sha256"]) == (framework.pk, framework.sha256)


def test_same_content_in_another_layout_changes_nothing(db):
    first = load_framework(data=third(), now=NOW, user_id=None)
    turned = json.loads(json.dumps(dict(reversed(third().items())), indent=8))
    again = load_framework(data=turned, now=NOW, user_id=None)
    assert (again.created, again.framework.pk) == (False, first.framework.pk)
    assert Indicator.objects.filter(item__framework=first.framework).count() == 2


def test_other_content_under_a_known_version_is_refused(db):
    framework = load_framework(data=third(), now=NOW, user_id=None).framework
    changed = third()
    changed["competencies"][0]["items"][0]["indicators"][0]["text"] = "Dapat sekali"
    with pytest.raises(Refused, match="isi lain"):
        load_framework(data=changed, now=NOW, user_id=None)
    assert Indicator.objects.get(item__framework=framework, code="L1").text == "Dapat"
    changed["version"] = "2"
    assert load_framework(data=changed, now=NOW, user_id=None).created


def broken(path, value):
    """The third framework with one value replaced (or, for `...`, taken away)."""
    data = copy.deepcopy(third())
    place = data
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data


ITEM = ("competencies", 0, "items", 0)
ANSWERS = third()["scoring"]["answers"]
INDICATORS = third()["competencies"][0]["items"][0]["indicators"]


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("format",), "gugus-framework/2", "format: must be"),
        (("code",), "Rekaan Baru", "code: must be of small letters"),
        (("code",), "x" * 41, "code: has 41 characters, 40 fit"),
        (("version",), "", "version: must be a text"),
        (("version",), 1, "version: must be a text"),
        (("name",), " Satu", "name: must be a text without blanks"),
        (("source",), ..., "source: is missing"),
        (("sumber",), "x", "sumber: is not known"),
        (("scoring",), [], "scoring: must be an object"),
        (("scoring", "standard_percent"), 76.0, "scoring.standard_percent: must be a whole"),
        (("scoring", "standard_percent"), True, "scoring.standard_percent: must be a whole"),
        (("scoring", "answers"), ANSWERS[:1], "scoring.answers: must be a list of at least 2"),
        (("scoring", "answers"), ANSWERS[::-1], "scoring.answers: value must grow"),
        (("scoring", "answers", 1, "label"), ..., r"scoring.answers\[1\].label: is missing"),
        (("scoring", "values", 1, "up_to"), 99, "the last up_to must be 100"),
        (("scoring", "values", 1, "value"), 1, "scoring.values: value must grow"),
        (("scoring", "values"), [], "scoring.bands: need values"),
        (("scoring", "bands", 1, "at_least"), 1, "the last at_least must be 0"),
        (("scoring", "bands", 0, "at_least"), 0, "must grow"),
        (("scoring", "bands", 0, "code"), "belum", "scoring.bands: a code stands twice"),
        (("scoring", "ranks", 0, "minimum"), 2, r"ranks\[0\].minimum: must be the value of an"),
        (("competencies",), [], "competencies: must be a list of at least 1"),
        (("competencies", 0, "number"), 2, r"competencies\[0\].number: must be 1"),
        (("competencies", 0, "items"), {}, r"competencies\[0\].items: must be a list"),
        ((*ITEM, "short_name"), "x" * 61, r"items\[0\].short_name: has 61 characters, 60 fit"),
        ((*ITEM, "indicators"), [], r"items\[0\].indicators: must be a list of at least 1"),
        ((*ITEM, "indicators"), INDICATORS[:1] * 2, r"indicators: the code 'L1' stands twice"),
        ((*ITEM, "indicators", 0), "Dapat", r"indicators\[0\]: must be an object"),
        (("competencies", 0, "items"), third()["competencies"][0]["items"] * 2, "'L' stands twice"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(path, value, says):
    with pytest.raises(FrameworkFileError, match=says):
        check_framework(broken(path, value))


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(FrameworkFileError, match="must be an object"):
        check_framework(data)


def test_refusal_by_the_service_says_that_nothing_was_kept(db):
    with pytest.raises(Refused, match=r"scoring\.values.*Tidak ada yang disimpan"):
        load_framework(data=broken(("scoring", "values", 1, "up_to"), 99), now=NOW, user_id=None)
    assert not Framework.objects.filter(code="rekaan").exists()


@pytest.mark.parametrize(
    ("model", "field", "length"),
    [
        (models.Framework, "code", rules.CODE_LENGTH),
        (models.Framework, "version", rules.VERSION_LENGTH),
        (models.Framework, "name", rules.FRAMEWORK_NAME_LENGTH),
        (models.Framework, "source", rules.SOURCE_LENGTH),
        (models.Competency, "name", rules.COMPETENCY_NAME_LENGTH),
        (models.Item, "code", rules.PART_CODE_LENGTH),
        (models.Item, "name", rules.ITEM_NAME_LENGTH),
        (models.Item, "short_name", rules.SHORT_NAME_LENGTH),
        (models.Indicator, "code", rules.PART_CODE_LENGTH),
        (models.Indicator, "text", rules.INDICATOR_TEXT_LENGTH),
    ],
)
def test_what_passes_fits_its_column(model, field, length):
    assert model._meta.get_field(field).max_length == length


def test_command_loads_a_file_once_and_says_so(db, tmp_path, capsys):
    path = tmp_path / "rekaan.json"
    path.write_text(json.dumps(third()), encoding="utf-8-sig")
    call_command("load_framework", path)
    call_command("load_framework", path)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Satu (1): loaded"
    assert second.endswith("nothing changed")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 100_000, None])
def test_command_refuses_what_it_cannot_read(db, tmp_path, content):
    path = tmp_path / "rusak.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=r"rusak\.json") as refusal:
        call_command("load_framework", path)
    assert refusal.value.returncode == 2
