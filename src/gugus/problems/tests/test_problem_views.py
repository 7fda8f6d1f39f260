"""Pages of problems, and the same done by phones without signal."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gugus.meetings.models import Meeting
from gugus.people.rules.roles import Role
from gugus.problems import services
from gugus.problems.models import Problem, ProblemProposal
from tests.support.html import page_of
from tests.support.meetings import make_meeting
from tests.support.meetings import url as meeting_url
from tests.support.phone import Phone
from tests.support.problems import VOICE, by, picture, raised, stamp
from tests.support.world import client_of

READERS = (Role.SECRETARY, Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.TREASURER)


def at(problem: Problem | None = None, rest: str = "") -> str:
    part = f"{problem.pk}/" if problem else ""
    return f"/g/rekaan-1/masalah/{part}{rest}"


def text(response) -> str:
    return response.content.decode()


def test_the_form_knows_the_teachers_own_class(world) -> None:
    page = page_of(world.client(Role.TEACHER).get(at(rest="baru/")))
    assert page.value("class_level") == "1" and page.fields["named"].kind == "checkbox"
    assert page.commands == ["problem.raise"]
    world.teachers[0].subject = "PJOK"
    world.teachers[0].save()
    page = page_of(world.client(Role.TEACHER).get(at(rest="baru/")))
    ticked = {name for name, field in page.fields.items() if field.options and field.values}
    assert {"class_level", "subject"} <= ticked and page.value("subject") == "PJOK"


def test_raising_a_problem_with_files(world) -> None:
    client = world.client(Role.SUPERVISOR)
    body = {
        "words": "Alat peraga kurang",
        "class_level": "4",
        "subject": "IPAS",
        "named": "on",
        "voice": SimpleUploadedFile("suara.webm", VOICE, "text/html"),
        "photo": SimpleUploadedFile("foto.jpg", picture(), "image/svg+xml"),
    }
    response = client.post(at(rest="baru/"), body)
    problem = Problem.objects.get()
    assert response["Location"] == at(problem)
    page = text(client.get(at(problem)))
    assert "Kelas 4 · IPAS" in page
    for role in READERS:
        voice = world.client(role).get(at(problem, "suara/"))
        photo = world.client(role).get(at(problem, "foto/"))
        assert (voice["Content-Type"], photo["Content-Type"]) == ("audio/webm", "image/jpeg")
        assert voice["X-Content-Type-Options"] == "nosniff"
    assert client_of(world.outsider).get(at(problem, "suara/")).status_code == 404
    bare = raised(world)
    assert client.get(at(bare, "foto/")).status_code == 404


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"words": " ", "subject": "Matematika"}, "satu kalimat sudah cukup"),
        ({"words": "Sulit", "class_level": "9"}, "9"),
        (
            {"words": "Sulit", "photo": SimpleUploadedFile("x.jpg", b"<?php", "image/jpeg")},
            "Foto tidak terbaca",
        ),
    ],
)
def test_a_bad_form_keeps_what_was_typed(world, body, said) -> None:
    response = world.client(Role.TEACHER).post(at(rest="baru/"), body)
    assert response.status_code == 422
    assert said in text(response)
    assert not Problem.objects.exists()
    if body["words"].strip():
        assert body["words"] in text(response)


def test_similar_problems_are_offered_while_writing_and_before_it_is_kept(world) -> None:
    raised(world, "siswa kesulitan bacaan", role=Role.CHAIR, named=False)
    client = world.client(Role.TEACHER)
    offered = client.post(at(rest="serupa/"), {"words": "murid belum lancar membaca"})
    assert "siswa kesulitan bacaan" in page_of(offered)
    assert text(client.post(at(rest="serupa/"), {"words": "orang tua"})).strip() == ""
    body = {"words": "murid belum lancar membaca", "class_level": "2"}
    asked = client.post(at(rest="baru/"), body)
    assert asked.status_code == 422
    asked = page_of(asked)
    assert asked.value("seen") == "1"
    assert asked.only("div", role="status").entry("siswa kesulitan bacaan")
    assert Problem.objects.count() == 1
    assert client.post(at(rest="baru/"), body | {"seen": "1"}).status_code == 302
    assert Problem.objects.count() == 2


def test_the_list_is_searched_narrowed_and_empty(world) -> None:
    client = world.client(Role.TEACHER)
    assert page_of(client.get(at())).empty
    one = raised(world, "Bacaan belum lancar", subject="Bahasa Indonesia")
    two = raised(world, "Perkalian tertukar", level=5, subject="Matematika")
    page = page_of(client.get(at())).text
    assert page.index("Perkalian") < page.index("Bacaan")
    services.adopt_solution(
        **by(world), problem=two, said=stamp(1), proposal=None, words="Tabel perkalian"
    )
    page = page_of(client.get(at())).text
    assert page.index("Bacaan") < page.index("Perkalian")
    for query, found in (
        ("?cari=membaca", {"Bacaan"}),
        ("?kelas=5", {"Perkalian"}),
        ("?mapel=Matematika", {"Perkalian"}),
        ("?kelas=5&cari=membaca", set()),
        ("?keadaan=solved", set()),
        ("?keadaan=semua&cari=tabel", {"Perkalian"}),
        ("?kelas=x&mapel=%00&keadaan='&hal=-1&cari=%22%20OR%201", set()),
    ):
        page = page_of(client.get(at() + query))
        named = [item.only("b").text for item in page.items if item.has("b")]
        seen = {name.split()[0] for name in named}
        assert seen == found, query
        assert found or page.empty or "kelas=x" in query
    hostile = page_of(client.get(at() + "?cari=<script>alert(1)</script>&kelas=2"))
    assert hostile.value("cari") == "<script>alert(1)</script>"
    assert not hostile.only("form", role="search").has("script")
    assert one.state == Problem.State.WAITING


def test_solved_problems_tell_the_way_out_who_tried_and_what_came_of_it(world) -> None:
    problem = raised(world, "Bacaan belum lancar")
    services.adopt_solution(
        **by(world), problem=problem, said=stamp(1), proposal=None, words="Kartu kata"
    )
    proposal = ProblemProposal.objects.get()
    for role, outcome in ((Role.TEACHER, "worked"), (Role.CHAIR, "failed")):
        services.report_trial(
            **by(world, role), problem=problem, proposal=proposal, outcome=outcome, words="Cerita"
        )
    client = world.client(Role.TEACHER)
    done = client.post(at(problem, "keadaan/"), {"state": "solved"})
    assert done.status_code == 302
    page = text(world.client(Role.SCHOOL_HEAD).get(at() + "?keadaan=solved"))
    assert "Kartu kata" in page
    assert f"Dicoba oleh {world.teachers[0].name} (berhasil), Contoh chair (belum berhasil)" in page


def test_a_hidden_name_is_nowhere(world) -> None:
    """Neither in pages nor in what phones get back, for anybody but the raiser."""
    Phone(world.users[Role.CHAIR]).do(
        "problem.raise", {"words": "Bacaan belum lancar", "class_level": "2"}
    )
    problem = Problem.objects.get()
    assert problem.named is False
    meeting = make_meeting(world)
    services.set_agenda_problems(
        **by(world), meeting=meeting, chosen={problem.pk}, shown={problem.pk}
    )
    hidden = world.users[Role.CHAIR].name
    for role in READERS:
        client = world.client(role)
        pages = [
            *(client.get(path) for path in (at(), at(problem), at() + "?cari=membaca")),
            client.post(at(rest="serupa/"), {"words": "membaca"}),
            client.get(meeting_url(meeting)),
            client.get(reverse("home:home", args=["rekaan-1"])),
        ]
        for page in pages:
            assert page.status_code == 200
            assert hidden not in text(page), (role, page.request["PATH_INFO"])
        answer = Phone(world.users[role]).do(
            "problem.propose", {"problem": problem.pk, "words": f"Usul {role}"}
        )
        assert answer["state"] == "applied"
        assert hidden not in str(answer)
    assert "nama tidak tampak" in page_of(world.client(Role.CHAIR).get(at(problem)))


def test_only_the_raiser_finds_the_own_doors(world) -> None:
    problem = raised(world)
    for rest in ("ubah/", "nama/", "tarik/"):
        for role in (Role.SECRETARY, Role.CHAIR):
            assert world.client(role).post(at(problem, rest)).status_code == 404
    own = world.client(Role.TEACHER)
    assert text(own.get(at(problem, "ubah/"))).count("checked") == 3
    own.post(at(problem, "ubah/"), {"words": "Belum lancar berhitung", "other_subject": "Tahfiz"})
    problem.refresh_from_db()
    assert (problem.words, problem.subject, problem.named) == (
        *("Belum lancar berhitung", "Tahfiz", False),
    )
    own.post(at(problem, "nama/"), {"named": "1"})
    problem.refresh_from_db()
    assert problem.named
    assert own.get(at(problem, "tarik/")).status_code == 200
    assert own.post(at(problem, "tarik/"))["Location"] == at()
    assert not Problem.objects.exists()


def test_refusals_on_a_problems_page_keep_what_was_typed(world) -> None:
    problem = raised(world)
    client = world.client(Role.SECRETARY)
    assert client.post(at(problem, "usul/"), {"words": ""}).status_code == 422
    tried = client.post(at(problem, "coba/"), {"words": "Seru sekali"})
    assert tried.status_code == 422
    refused = page_of(client.post(at(problem, "pakai/"), {}))
    assert refused.command("problem.adopt").refusal
    unsure = client.post(at(problem, "keadaan/"), {"state": "solved"})
    assert unsure.status_code == 422
    assert "sure" in page_of(unsure).fields
    assert client.post(at(problem, "keadaan/"), {"state": "solved", "sure": "1"}).status_code == 302
    assert world.client(Role.TEACHER).post(at(problem, "pakai/"), {}).status_code == 404


def test_what_belongs_to_another_problem_or_group_is_not_taken(world) -> None:
    problem, other = raised(world), raised(world, "Perkalian")
    foreign = services.propose_solution(**by(world), problem=other, words="Tabel")
    client = world.client(Role.SECRETARY)
    for rest, body in (
        ("pakai/", {"proposal": foreign.pk}),
        ("coba/", {"proposal": foreign.pk, "outcome": "worked"}),
    ):
        assert client.post(at(problem, rest), body).status_code == 422
    elsewhere = Meeting.objects.create(
        group=world.other, title="Lain", date="2026-11-20", starts_at="13:00", ends_at="14:00"
    )
    body = {"words": "Kartu", "meeting": elsewhere.pk}
    assert client.post(at(problem, "pakai/"), body).status_code == 422


def test_the_agenda_is_chosen_on_the_meetings_page(world) -> None:
    problem = raised(world, "Bacaan belum lancar", subject="Bahasa Indonesia")
    meeting = make_meeting(world)
    client = world.client(Role.LEAD_TEACHER)
    choosing = meeting_url(meeting, "masalah/")
    assert page_of(client.get(meeting_url(meeting))).leads_to(choosing)
    reader = world.client(Role.TEACHER)
    assert not page_of(reader.get(meeting_url(meeting))).leads_to(choosing)
    body = {"shown": [problem.pk], "problem": [problem.pk, "x"]}
    client.post(meeting_url(meeting, "masalah/"), body)
    line = "Masalah kelas 2 Bahasa Indonesia: Bacaan belum lancar"
    assert page_of(reader.get(meeting_url(meeting))).entry(line)
    assert page_of(client.get(at(problem))).notice(meeting.title).leads_to(meeting_url(meeting))
    client.post(meeting_url(meeting, "masalah/"), {"shown": [problem.pk]})
    assert not page_of(client.get(meeting_url(meeting))).entries(line)


# What phones send.


def test_the_whole_way_of_a_problem_by_phones(world) -> None:
    teacher, secretary = Phone(world.users[Role.TEACHER]), Phone(world.users[Role.SECRETARY])
    voice = {"name": "suara.webm", "type": "audio/webm", "data": b64encode(VOICE).decode()}
    answer = teacher.do(
        "problem.raise",
        {"words": "Bacaan belum lancar", "class_level": "2", "named": "on", "voice": voice},
        ago=timedelta(days=2),
    )
    problem = Problem.objects.get()
    assert (answer["state"], answer["href"]) == ("applied", at(problem))
    assert problem.voice is not None
    assert (answer["state"], problem.teacher) == ("applied", world.teachers[0])
    secretary.do("problem.propose", {"problem": problem.pk, "words": "Kartu kata"})
    proposal = ProblemProposal.objects.get()
    meeting = make_meeting(world)
    secretary.do(
        "problem.adopt", {"problem": problem.pk, "proposal": proposal.pk, "meeting": meeting.pk}
    )
    teacher.do("problem.try", {"problem": problem.pk, "proposal": proposal.pk, "outcome": "worked"})
    teacher.do("problem.settle", {"problem": problem.pk, "state": "solved"})
    problem.refresh_from_db()
    assert (problem.state, problem.adopted_in) == (Problem.State.SOLVED, meeting)


def test_a_command_sent_twice_raises_once_and_an_older_word_changes_nothing(world) -> None:
    phone, other = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    command = phone.make("problem.raise", {"words": "Bacaan"}, ago=timedelta(hours=5))
    phone.send(command)
    assert phone.send(command)[0]["again"]
    problem = Problem.objects.get()
    part = {"problem": problem.pk}
    other.do("problem.settle", part | {"state": "closed", "reason": "Selesai sendiri"})
    phone.do("problem.settle", part | {"state": ""}, ago=timedelta(hours=2))
    phone.do("problem.adopt", part | {"words": "Kartu"}, ago=timedelta(hours=1))
    problem.refresh_from_db()
    assert problem.state == Problem.State.CLOSED
    assert problem.adopted.words == "Kartu"


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("problem.raise", {"words": ""}, "words"),
        ("problem.raise", {"words": ["a", {"b": 1}], "class_level": "9"}, "class_level"),
        (
            "problem.raise",
            {"words": "x", "photo": {"name": "x", "type": "image/png", "data": "PHN2Zz4="}},
            "photo",
        ),
        ("problem.propose", {"problem": "9" * 14, "words": "x"}, ""),
        ("problem.propose", {"problem": True, "words": "x"}, ""),
        ("problem.try", {"outcome": "wonderful"}, "outcome"),
        ("problem.adopt", {}, "words"),
        ("problem.settle", {"state": "solved"}, "sure"),
        ("problem.settle", {"state": "waiting"}, "state"),
    ],
)
def test_a_phone_is_refused_with_the_field_and_words(world, kind, body, field) -> None:
    problem = raised(world)
    body = {"problem": problem.pk} | body
    answer = Phone(world.users[Role.SECRETARY]).do(kind, body)
    assert (answer["state"], answer["field"]) == ("refused", field)
    assert answer["reason"]
    assert Problem.objects.count() == 1


def test_a_phone_finds_no_problem_of_another_group(world) -> None:
    problem = raised(world)
    stranger = Phone(world.outsider, group="seberang-1")
    for kind, body in (
        ("problem.propose", {"words": "x"}),
        ("problem.try", {"outcome": "worked"}),
        ("problem.adopt", {"words": "x"}),
        ("problem.settle", {"state": "closed", "reason": "x"}),
    ):
        answer = stranger.do(kind, {"problem": problem.pk} | body)
        assert answer["state"] == "refused"
        assert "tidak ditemukan" in answer["reason"]
    problem.refresh_from_db()
    assert problem.state == Problem.State.WAITING
