import pytest
from django.urls import reverse

from gugus.competence.models import Competency, Framework, Item
from gugus.people.models import Speaker, StudyGroup
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.programme.models import Line, Programme
from gugus.programme.queries import line_version
from gugus.programme.services import copy_lines, start_programme
from tests.support.ciawi import NOW, YEAR, actor_of, items, measure, programme, typed
from tests.support.html import page_of
from tests.support.world import World, client_of


@pytest.fixture
def made(world: World) -> Programme:
    measure(world)
    return programme(world)


def add_address(made: Programme) -> str:
    return reverse("programme:add_line", args=[made.group.code, made.pk])


def test_two_officers_start_the_same_year_once(world: World) -> None:
    """Both go straight for the insert: the second meets the constraint and gets the first's."""
    starts = [
        start_programme(actor=actor_of(world, role), now=NOW, group=world.group, year=YEAR)
        for role in (Role.SECRETARY, Role.CHAIR)
    ]
    assert starts[0][0] == starts[1][0]
    assert [new for _, new in starts] == [True, False]
    assert AuditEntry.objects.filter(verb="programme.started").count() == 1


@pytest.mark.parametrize("year", [YEAR - 6, YEAR + 2, 1, 9999])
def test_a_year_out_of_reach_is_refused(world: World, year: int) -> None:
    with pytest.raises(Refused):
        start_programme(actor=actor_of(world), now=NOW, group=world.group, year=year)
    assert not Programme.objects.exists()


@pytest.mark.parametrize("text", ["", "abcd", "²026", "-026", "20260", "2026'--"])
def test_an_ugly_year_starts_nothing(world: World, text: str) -> None:
    client = world.client(Role.SECRETARY)
    address = reverse("programme:start", args=[world.group.code])
    assert client.post(address, {"year": text}).status_code == 302
    assert not Programme.objects.exists()
    page = reverse("programme:programme", args=[world.group.code])
    assert client.get(page, {"tahun": text}).status_code == 200


def test_a_line_is_added_with_its_needs(world: World, made: Programme) -> None:
    needs = [str(items()[n].pk) for n in (6, 12)]
    answer = world.client(Role.SECRETARY).post(add_address(made), typed(needs=needs))
    assert answer.status_code == 302
    line = Line.objects.latest("pk")
    assert (line.cost, line.jp, line.months) == (1_250_000, 6, [9, 1])
    assert (line.times, line.rhythm, line.weeks_between) == (2, "insidental", 3)
    assert {item.order for item in line.needs.all()} == {6, 12}
    assert AuditEntry.objects.filter(verb="programme_line.added", object_id=line.pk).exists()


def test_signs_that_no_record_can_hold_are_taken_out(world: World, made: Programme) -> None:
    answer = world.client(Role.SECRETARY).post(add_address(made), typed(title="nol\x00nol"))
    assert answer.status_code == 302
    assert Line.objects.filter(title="nolnol").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"kind": "lain"}, "kind"),
        ({"strategy": ""}, "strategy"),
        ({"objective": ""}, "objective"),
        ({"jp": "0"}, "jp"),
        ({"jp": "401"}, "jp"),
        ({"jp": "1.5"}, "jp"),
        ({"jp": "9" * 5000}, "jp"),
        ({"months": ["13"]}, "months"),
        ({"months": ["x"]}, "months"),
        ({"needs": ["999999"]}, "needs"),
        ({"needs": ["9" * 40]}, "needs"),
        ({"times": "0"}, "times"),
        ({"times": "54"}, "times"),
        ({"rhythm": "kadang"}, "rhythm"),
        ({"weeks_between": "0"}, "weeks_between"),
        ({"after": "0"}, "after"),
        ({"package": "z"}, "package"),
        ({"cost": "-1"}, "cost"),
        ({"cost": "99.999.999.999"}, "cost"),
        ({"cost": "sejuta"}, "cost"),
        ({"study_group": "0"}, "study_group"),
        ({"speaker": "abc"}, "speaker"),
    ],
)
def test_ugly_input_is_refused_beside_its_field(
    world: World, made: Programme, changes: dict[str, object], field: str
) -> None:
    answer = world.client(Role.SECRETARY).post(add_address(made), typed(**changes))
    assert answer.status_code == 422
    assert set(answer.context["page"].form.errors) == {field}
    assert Line.objects.count() == 5


def test_what_was_typed_comes_back(world: World, made: Programme) -> None:
    answer = world.client(Role.SECRETARY).post(add_address(made), typed(jp="", cost="sejuta"))
    assert page_of(answer).value("cost") == "sejuta"
    assert page_of(answer).value("title") == "Penguatan komunikasi"


def test_another_groups_audience_and_speaker_cannot_be_chosen(
    world: World, made: Programme
) -> None:
    audience = StudyGroup.objects.create(group=world.other, name="Kelas seberang")
    speaker = Speaker.objects.create(name="Narasumber Seberang")
    speaker.groups.add(world.other)
    for changes in ({"study_group": audience.pk}, {"speaker": speaker.pk}):
        answer = world.client(Role.SECRETARY).post(add_address(made), typed(**changes))
        assert answer.status_code == 422
    page = world.client(Role.SECRETARY).get(add_address(made)).content.decode()
    assert "Narasumber Seberang" not in page


def test_a_second_tap_adds_nothing(world: World, made: Programme) -> None:
    client = world.client(Role.SECRETARY)
    codes = [client.post(add_address(made), typed()).status_code for _ in range(2)]
    assert codes == [302, 422]
    assert Line.objects.filter(title="Penguatan komunikasi").count() == 1


def test_a_need_opens_the_form_with_itself_ticked_and_words(world: World, made: Programme) -> None:
    need = items()[6].pk
    answer = world.client(Role.SECRETARY).get(add_address(made), {"kebutuhan": need})
    form = answer.context["page"].form
    assert form["needs"].value() == [need]
    assert "64" in form["objective"].value()
    assert "komunikasi dengan peserta didik" in form["title"].value().lower()


@pytest.mark.parametrize("text", ["999999999", "x", "-1", "9" * 30, "²"])
def test_an_unknown_need_opens_the_empty_form(world: World, made: Programme, text: str) -> None:
    answer = world.client(Role.SECRETARY).get(add_address(made), {"kebutuhan": text})
    assert answer.status_code == 200
    assert not answer.context["page"].form["needs"].value()


def test_changing_a_line_keeps_needs_of_other_frameworks(world: World, made: Programme) -> None:
    framework = Framework.objects.create(code="lain", version="1", name="Lain", sha256="0")
    competency = Competency.objects.create(framework=framework, number=1, name="Lain")
    unseen = Item.objects.create(
        framework=framework, competency=competency, code="L1", order=1, short_name="Lain"
    )
    line = made.lines.get(title="Penilaian dan evaluasi")
    line.needs.add(unseen)
    address = reverse("programme:edit_line", args=[world.group.code, line.pk])
    answer = world.client(Role.SECRETARY).post(
        address, typed(needs=[items()[6].pk], seen=line_version(line))
    )
    assert answer.status_code == 302
    assert set(line.needs.all()) == {unseen, items()[6]}


def test_an_older_form_does_not_overwrite_a_newer_line(world: World, made: Programme) -> None:
    line = made.lines.get(title="Penilaian dan evaluasi")
    address = reverse("programme:edit_line", args=[world.group.code, line.pk])
    one, two = world.client(Role.SECRETARY), world.client(Role.CHAIR)
    seen = one.get(address).context["page"].form["seen"].value()
    assert one.post(address, typed(product="RPP", seen=seen)).status_code == 302
    answer = two.post(address, typed(product="Soal", seen=seen))
    assert answer.status_code == 422 and "diubah" in page_of(answer).alerts[0]
    form = answer.context["page"].form
    assert form["product"].value() == "Soal"
    line.refresh_from_db()
    assert line.product == "RPP"
    assert two.post(address, typed(product="Soal", seen=form["seen"].value())).status_code == 302
    line.refresh_from_db()
    assert line.product == "Soal"


def test_deleting_asks_first(world: World, made: Programme) -> None:
    line = made.lines.first()
    address = reverse("programme:delete_line", args=[world.group.code, line.pk])
    client = world.client(Role.SECRETARY)
    assert client.get(address).status_code == 200
    assert Line.objects.filter(pk=line.pk).exists()
    assert client.post(address).status_code == 302
    assert not Line.objects.filter(pk=line.pk).exists()


def test_last_years_lines_are_copied_once(world: World, made: Programme) -> None:
    new, _ = start_programme(actor=actor_of(world), now=NOW, group=world.group, year=YEAR + 1)
    for expected in (5, 0):
        number = copy_lines(
            actor=actor_of(world), now=NOW, programme=new, lines=list(made.lines.all())
        )
        assert number == expected
    copy = new.lines.get(title="Perangkat pembelajaran")
    assert {item.order for item in copy.needs.all()} == {2, 3, 4}
    assert made.lines.get(title="Perangkat pembelajaran") != copy


def test_only_lines_of_ones_own_earlier_programme_can_be_copied(
    world: World, made: Programme
) -> None:
    foreign = programme(world, world.other, YEAR).lines.first()
    new, _ = start_programme(actor=actor_of(world), now=NOW, group=world.group, year=YEAR + 1)
    address = reverse("programme:copy", args=[world.group.code, new.pk])
    answer = world.client(Role.SECRETARY).post(address, {"lines": [foreign.pk]})
    assert answer.status_code == 422
    assert not new.lines.exists()


@pytest.mark.parametrize("name", ["programme:line", "programme:edit_line", "programme:delete_line"])
def test_another_groups_line_is_not_found(world: World, made: Programme, name: str) -> None:
    line = made.lines.first()
    own_code = reverse(name, args=[world.other.code, line.pk])
    assert client_of(world.outsider).get(own_code).status_code == 404
    assert client_of(world.outsider).post(own_code).status_code in (404, 405)
    assert Line.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize(
    "name",
    [
        "programme:add_line",
        "programme:copy",
        "programme:agree",
        "programme:sign",
        "programme:reopen",
        "programme:texts",
        "programme:round",
        "programme:paper",
    ],
)
def test_another_groups_programme_is_not_found(world: World, made: Programme, name: str) -> None:
    more = ["pdf"] if name == "programme:paper" else []
    address = reverse(name, args=[world.other.code, made.pk, *more])
    client = client_of(world.outsider)
    assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}


def test_a_teacher_reads_and_cannot_write(world: World, made: Programme) -> None:
    client, code = world.client(Role.TEACHER), world.group.code
    page = client.get(reverse("programme:programme", args=[code]), {"tahun": YEAR})
    assert page.status_code == 200
    assert not page_of(page).leads_to(add_address(made))
    writer = world.client(Role.SECRETARY)
    page = writer.get(reverse("programme:programme", args=[code]), {"tahun": YEAR})
    assert page_of(page).leads_to(add_address(made))
    assert client.post(add_address(made), typed()).status_code == 404
    assert client.get(reverse("programme:agree", args=[code, made.pk])).status_code == 404
