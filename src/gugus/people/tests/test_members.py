"""The roster's pages: who sees what, and what officers change."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.people.access import load_actor
from gugus.people.models import CommitteePost, GroupSchool, Teacher
from gugus.people.rules.roles import Role
from gugus.people.services import members as services
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from tests.support.html import Part, mentions, page_of
from tests.support.world import World

NIP = "198001152005011001"


def address(name: str, *args: object, code: str = "rekaan-1") -> str:
    return reverse(name, args=[code, *args])


def values(world: World, **changed: object) -> dict[str, object]:
    return {"name": "Bu Contoh Baru", "school": world.schools[0].pk, **changed}


def page(client: Client, path: str, status: int = 200, **data: object) -> Part:
    response = client.get(path, data)
    assert response.status_code == status
    return page_of(response)


def test_members_see_names_but_no_contacts(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[2].pk).update(nip=NIP, phone="081299990001")
    own = address("people:teacher", world.teachers[2].pk)
    for path in (address("people:members"), own, address("people:school", world.schools[0].pk)):
        seen = page(world.client(Role.TEACHER), path)
        assert "Guru Rekaan 3" in seen
        assert NIP not in seen.source and "081299990001" not in seen.source
        assert NIP in page(world.client(Role.SECRETARY), path)


def test_a_school_head_sees_contacts_of_the_own_school_only(world: World) -> None:
    own, foreign = world.teachers[2], world.teachers[3]
    Teacher.objects.filter(pk=own.pk).update(phone="081299990001")
    Teacher.objects.filter(pk=foreign.pk).update(phone="081299990002")
    seen = page(world.client(Role.SCHOOL_HEAD), address("people:members"))
    assert "081299990001" in seen and "081299990002" not in seen.source
    theirs = page(world.client(Role.SCHOOL_HEAD), address("people:teacher", foreign.pk))
    assert "081299990002" not in theirs.source


def test_a_teacher_sees_the_own_contacts(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[0].pk).update(phone="081299990001")
    seen = page(world.client(Role.TEACHER), address("people:teacher", world.teachers[0].pk))
    assert "081299990001" in seen


def test_the_roster_is_narrowed_by_name_school_class_and_subject(world: World) -> None:
    client = world.client(Role.SECRETARY)
    Teacher.objects.filter(pk=world.teachers[1].pk).update(subject="PJOK", class_level=None)
    Teacher.objects.filter(pk=world.teachers[3].pk).update(class_level=None)

    def shown(**asked: object) -> list[str]:
        people = client.get(address("people:members"), asked).context["page"].sections
        return sorted(person.name for section in people for person in section.people)

    assert shown(q="rekaan 4") == ["Guru Rekaan 4"]
    assert len(shown(sekolah=world.schools[0].pk)) == 3
    assert shown(kelas="3") == ["Guru Rekaan 3"]
    assert shown(mapel="PJOK") == ["Guru Rekaan 2"]
    assert shown(kelas="belum") == ["Guru Rekaan 4"]
    # Another group's school, or nonsense, narrows nothing and reveals nothing.
    assert len(shown(sekolah=world.other_school.pk, kelas="abc")) == 6


def test_nothing_found_says_so(world: World) -> None:
    found = page(world.client(Role.TEACHER), address("people:members"), q="zzz")
    assert found.empty and not found.rows


def test_an_empty_group_is_led_to_its_first_step(world: World) -> None:
    Teacher.objects.filter(school__in=world.schools).update(active=False)
    importing = address("roster:upload")
    assert page(world.client(Role.SECRETARY), address("people:members")).leads_to(importing)
    assert not page(world.client(Role.CHAIR), address("people:members")).leads_to(importing)
    GroupSchool.objects.filter(group=world.group).update(last_year=2000)
    assert page(world.client(Role.SECRETARY), address("people:members")).leads_to(
        address("people:school_new")
    )


def test_a_teacher_is_added_with_the_least_that_is_known(world: World) -> None:
    response = world.client(Role.SECRETARY).post(address("people:teacher_new"), values(world))
    added = Teacher.objects.get(name="Bu Contoh Baru")
    assert response.url == address("people:teacher", added.pk)
    assert (added.nip, added.nuptk, added.class_level) == (None, None, None)
    entry = AuditEntry.objects.get(verb="teacher.added")
    assert entry.object_id == added.pk and "Contoh" not in str(entry.data)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", " ", "tidak boleh kosong"),
        ("nip", "1.98E+17", "dibulatkan oleh Excel"),
        ("nip", "1234", "Harus 18 angka; yang diketik 4"),
        ("nuptk", "12345678901234567", "Harus 16 angka"),
        ("nuptk", "abc", "angka saja"),
        ("email", "bukan surel", "alamat email"),
        ("class_level", "99", ""),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(
    world: World, field: str, typed: str, words: str
) -> None:
    data = values(world, subject="PJOK") | {field: typed}
    response = world.client(Role.SECRETARY).post(address("people:teacher_new"), data)
    assert response.status_code == 422
    assert words.casefold() in str(response.context["page"].form.errors[field]).casefold()
    assert page_of(response).value("subject") == "PJOK"
    assert not Teacher.objects.filter(name="Bu Contoh Baru").exists()


def test_a_teacher_cannot_be_put_into_another_groups_school(world: World) -> None:
    data = values(world, school=world.other_school.pk)
    response = world.client(Role.SECRETARY).post(address("people:teacher_new"), data)
    assert response.status_code == 422
    assert not Teacher.objects.filter(name="Bu Contoh Baru").exists()


def test_an_odd_nip_is_stored_and_questioned(world: World) -> None:
    odd = "198013152005011001"
    response = world.client(Role.SECRETARY).post(
        address("people:teacher_new"), values(world, nip=odd), follow=True
    )
    assert Teacher.objects.filter(nip=odd).exists()
    assert "NIP" in page_of(response).told and "tanggal lahir" in page_of(response).told


def test_a_number_taken_in_the_group_names_whose_it_is(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[1].pk).update(nip=NIP)
    response = world.client(Role.SECRETARY).post(
        address("people:teacher_new"), values(world, nip=NIP)
    )
    assert response.status_code == 422
    assert mentions(page_of(response).errors["nip"], "Guru Rekaan 2", "SDN Rekaan 02")


def test_a_number_taken_elsewhere_reveals_nobody(world: World) -> None:
    Teacher.objects.filter(pk=world.other_teacher.pk).update(nip=NIP)
    response = world.client(Role.SECRETARY).post(
        address("people:teacher_new"), values(world, nip=NIP)
    )
    seen = page_of(response)
    assert response.status_code == 422 and "nip" in seen.errors
    assert "Seberang" not in seen.source


def test_who_left_the_own_group_comes_back_by_number_and_name(world: World) -> None:
    gone = world.teachers[1]
    Teacher.objects.filter(pk=gone.pk).update(nip=NIP, active=False, name="CONTOH BARU, S.Pd.")
    world.client(Role.SECRETARY).post(address("people:teacher_new"), values(world, nip=NIP))
    back = Teacher.objects.get(nip=NIP)
    assert back.pk == gone.pk and back.active
    assert back.school == world.schools[0]


def test_who_left_another_group_comes_by_its_word_only(world: World) -> None:
    """Whoever types name and number would make the link that opens what was kept there."""
    Teacher.objects.filter(pk=world.other_teacher.pk).update(
        nip=NIP, active=False, name="CONTOH BARU, S.Pd."
    )
    said = world.client(Role.SECRETARY).post(address("people:teacher_new"), values(world, nip=NIP))
    assert said.status_code == 422
    assert "Undang guru dari kelompok lain" in page_of(said) and "Seberang" not in page_of(said)
    assert not Teacher.objects.get(nip=NIP).active


def test_another_name_under_the_number_of_who_left_is_refused(world: World) -> None:
    Teacher.objects.filter(pk=world.other_teacher.pk).update(nip=NIP, active=False)
    response = world.client(Role.SECRETARY).post(
        address("people:teacher_new"), values(world, nip=NIP)
    )
    assert response.status_code == 422
    assert not Teacher.objects.get(pk=world.other_teacher.pk).active


def test_only_what_the_person_changed_is_written(world: World) -> None:
    teacher = world.teachers[1]
    client = world.client(Role.SECRETARY)
    opened = client.get(address("people:teacher_edit", teacher.pk)).context["page"].form
    sent = {name: opened[name].value() or "" for name in opened.fields}
    sent |= {f"initial-{name}": value for name, value in sent.items()}
    # Meanwhile somebody else corrects the phone.
    Teacher.objects.filter(pk=teacher.pk).update(phone="081299990009")
    assert client.post(address("people:teacher_edit", teacher.pk), sent | {"subject": "PJOK"}).url
    teacher.refresh_from_db()
    assert (teacher.subject, teacher.phone) == ("PJOK", "081299990009")
    assert AuditEntry.objects.get(verb="teacher.changed").data == {"fields": ["subject"]}


def test_an_employment_outside_the_list_stays_as_it_came(world: World) -> None:
    teacher = world.teachers[1]
    Teacher.objects.filter(pk=teacher.pk).update(employment="Guru Kontrak Desa")
    seen = page(world.client(Role.SECRETARY), address("people:teacher_edit", teacher.pk))
    assert seen.value("employment") == "Guru Kontrak Desa"


def test_two_officers_with_one_number_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second passed the check before the first wrote: the database decides, in words.
    monkeypatch.setattr(services, "_refuse_taken", lambda *_args: None)
    Teacher.objects.filter(pk=world.teachers[1].pk).update(nip=NIP)
    with pytest.raises(Refused, match="baru saja dicatat"):
        services.change_teacher(
            actor=load_actor(world.users[Role.SECRETARY]),
            now=timezone.now(),
            group=world.group,
            teacher=world.teachers[2],
            changes={"nip": NIP},
        )


def test_who_leaves_is_out_of_the_lists_and_can_come_back(world: World) -> None:
    teacher, client = world.teachers[1], world.client(Role.SECRETARY)
    assert "Ketua" in page(client, address("people:teacher_leave", teacher.pk))
    leave = {"left_on": timezone.localdate()}
    assert client.post(address("people:teacher_leave", teacher.pk), leave).status_code == 302
    assert teacher.name not in page(world.client(Role.TEACHER), address("people:members")).source
    page(world.client(Role.TEACHER), address("people:teacher", teacher.pk), status=404)
    assert teacher.name in page(client, address("people:left"))
    assert client.post(address("people:teacher_restore", teacher.pk)).status_code == 302
    assert teacher.name in page(world.client(Role.TEACHER), address("people:members"))


@pytest.mark.parametrize("name", ["people:teacher", "people:teacher_edit", "people:teacher_leave"])
def test_another_groups_teacher_is_not_found(world: World, name: str) -> None:
    page(world.client(Role.SECRETARY), address(name, world.other_teacher.pk), status=404)


def test_classes_of_a_school_are_filled_on_one_sheet(world: World) -> None:
    school, client = world.schools[0], world.client(Role.SECRETARY)
    first, second, third = Teacher.objects.filter(school=school).order_by("pk")
    sheet = address("people:school_classes", school.pk)
    sent: dict[str, object] = {}
    for teacher in (first, second, third):
        level = teacher.class_level
        sent |= {f"level-{teacher.pk}": level, f"initial-level-{teacher.pk}": level}
        sent |= {f"subject-{teacher.pk}": "", f"initial-subject-{teacher.pk}": ""}
    sent |= {f"level-{first.pk}": "6", f"level-{second.pk}": "", f"subject-{second.pk}": "PJOK"}
    # The third was changed by somebody else in the meantime and not touched on this sheet.
    Teacher.objects.filter(pk=third.pk).update(class_level=2)
    response = client.post(sheet, sent, follow=True)
    assert page_of(response).told.startswith("Tersimpan") and mentions(page_of(response).told, 2)
    rows = Teacher.objects.filter(school=school).order_by("pk")
    assert list(rows.values_list("class_level", "subject")) == [(6, ""), (None, "PJOK"), (2, "")]


def test_the_sheet_reaches_no_other_school(world: World) -> None:
    foreign = world.other_teacher
    sent = {f"level-{foreign.pk}": "6", f"subject-{foreign.pk}": "PJOK"}
    sheet = address("people:school_classes", world.schools[0].pk)
    world.client(Role.SECRETARY).post(sheet, sent)
    foreign.refresh_from_db()
    assert foreign.class_level is None and foreign.subject == ""


def test_a_kindergartens_sheet_asks_for_the_childrens_group(world: World) -> None:
    world.schools[0].kind = "tk"
    world.schools[0].save()
    Teacher.objects.filter(school=world.schools[0]).update(class_level=None)
    seen = page(world.client(Role.SECRETARY), address("people:school_classes", world.schools[0].pk))
    assert seen.only("datalist").has("option", value="Kelompok A")
    assert all(field.kind != "radio" for field in seen.fields.values())


def test_own_data_is_shown_and_taken_along(world: World) -> None:
    Teacher.objects.filter(pk=world.teachers[0].pk).update(phone="081299990001", nip=NIP)
    CommitteePost.objects.create(
        group=world.group, post="humas", teacher=world.teachers[0], term_start=date(2024, 7, 1)
    )
    client = world.client(Role.TEACHER)
    seen = page(client, reverse("accounts:own_data"))
    assert NIP in seen and "Contoh secretary" in seen
    response = client.get(reverse("accounts:own_data_download"))
    document = response.json()
    assert document["teacher"]["phone"] == "081299990001"
    assert document["teacher"]["posts"][0]["post"] == "humas"
    assert "Guru Rekaan 2" not in response.content.decode()
    assert "attachment" in response["Content-Disposition"]


def test_an_officer_without_a_roster_entry_has_own_data_too(world: World) -> None:
    client = world.client(Role.SECRETARY)
    assert "Contoh secretary" in page(client, reverse("accounts:own_data"))
    assert client.get(reverse("accounts:own_data_download")).json()["teacher"] is None


def test_the_roster_page_asks_few_questions(
    world: World, django_assert_max_num_queries: object
) -> None:
    Teacher.objects.bulk_create(
        Teacher(school=world.schools[n % 2], name=f"Guru Rekaan {n}") for n in range(10, 90)
    )
    client = world.client(Role.SECRETARY)
    client.get(address("people:members"))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get(address("people:members"))
