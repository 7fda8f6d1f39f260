"""A journal is its writer's own: written anywhere, read by nobody else unless it is shared."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gugus.catchup import papers
from gugus.catchup.models import Reflection
from gugus.catchup.queries import journal_entries
from gugus.catchup.services import journal as services
from gugus.people.rules.roles import TABLE, Role
from gugus.platform.foundation.models import AuditEntry, User
from tests.support.addresses import addresses
from tests.support.html import page_of
from tests.support.meetings import actor, make_meeting
from tests.support.phone import Phone
from tests.support.world import client_of

SECRET = "Murid saya takut bertanya"
HERE = "/g/rekaan-1/jurnal/"
SHARED = "/g/rekaan-1/catatan-guru/"


@pytest.fixture
def page(world):
    """A page that the first teacher keeps for themselves."""
    return _write(world, SECRET)


def _write(world, learnt, *, key=None, base=None, at=None, command=None, shared=False):
    now = timezone.now()
    return services.save_journal_entry(
        actor=actor(world.users[Role.TEACHER]),
        now=now,
        group=world.group,
        teacher=world.teachers[0],
        write=services.JournalWrite(key or uuid4(), at or now, command or uuid4(), base),
        entry=services.JournalText(learnt, "", "", "", None),
        shared=shared,
    )


def test_writing_changing_and_finding_one_s_own_pages(world):
    client = world.client(Role.TEACHER)
    meeting = make_meeting(world)
    offered = page_of(client.get(f"{HERE}tulis/?pertemuan={meeting.pk}"))
    assert offered.value("meeting") == str(meeting.pk)
    nothing = client.post(f"{HERE}tulis/", {"learnt": " "})
    assert nothing.status_code == 422 and page_of(nothing).errors
    client.post(f"{HERE}tulis/", {"learnt": "Memberi waktu berpikir", "meeting": meeting.pk})
    client.post(f"{HERE}tulis/", {"obstacle": "Kelas ramai"})
    one = Reflection.objects.get(meeting=meeting)
    client.post(f"{HERE}{one.key}/", {"learnt": "Memberi waktu", "base": one.stamp_id})
    found = page_of(client.get(f"{HERE}?cari=waktu"))
    assert found.entry("Memberi waktu") and "Kelas ramai" not in found
    assert page_of(client.get(f"{HERE}?cari=zzz")).empty
    assert Reflection.objects.count() == 2


def test_a_page_begun_without_signal_is_changed_before_it_was_sent(world):
    phone = Phone(world.users[Role.TEACHER])
    first = phone.make("journal.write", {"learnt": "Awal"}, ago=timedelta(hours=2))
    again = phone.make("journal.write", {"learnt": "Lebih baik", "entry": first["id"]})
    answers = phone.send(first, again)
    assert answers[0]["data"] == answers[1]["data"] == {"entry": first["id"]}
    row = Reflection.objects.get()
    assert (str(row.key), row.learnt, row.is_copy) == (first["id"], "Lebih baik", False)
    assert row.written_at < timezone.now() - timedelta(hours=1)
    assert phone.do("journal.write", {"learnt": ""})["field"] == "learnt"


def test_texts_changed_on_two_phones_are_both_kept_whatever_came_first(world):
    now = timezone.now()
    for order in permutations(range(3)):
        Reflection.objects.all().delete()
        page = _write(world, "Asal", at=now - timedelta(days=1), command=UUID(int=50))
        for n in order:
            at = now - timedelta(hours=n)
            _write(world, f"HP {n}", key=page.key, base=UUID(int=50), at=at, command=UUID(int=n))
        stands = Reflection.objects.get(is_copy=False)
        others = Reflection.objects.filter(is_copy=True)
        assert stands.learnt == "HP 0", order
        assert sorted(one.learnt for one in others) == ["HP 1", "HP 2"], order
    listed = page_of(world.client(Role.TEACHER).get(HERE))
    assert [item.says("Salinan") for item in listed.items if item.has("b")].count(True) == 2


def test_a_deleted_page_is_erased_and_can_be_put_back_until_one_leaves(world, page):
    client = world.client(Role.TEACHER)
    assert SECRET in client.get(f"{HERE}{page.key}/hapus/").content.decode()
    client.post(f"{HERE}{page.key}/hapus/")
    assert not Reflection.objects.filter(learnt=SECRET).exists()
    assert client.get(f"{HERE}{page.key}/").status_code == 404
    # An old phone does not bring it back.
    phone = Phone(world.users[Role.TEACHER])
    late = {"learnt": "Dari HP lama", "entry": str(page.key)}
    phone.do("journal.write", late, ago=timedelta(days=2))
    assert not journal_entries(world.group, world.teachers[0])
    assert page_of(client.get(HERE)).leads_to(f"{HERE}kembalikan/")
    client.post(f"{HERE}kembalikan/")
    assert journal_entries(world.group, world.teachers[0]).get().learnt == SECRET
    again = page_of(client.post(f"{HERE}kembalikan/", follow=True))
    assert "Tidak ada" in again.told


def test_a_shared_page_reaches_recorders_and_the_own_head_until_it_is_taken_back(world, page):
    reached = (Role.SECRETARY, Role.CHAIR, Role.SECTION_HEAD, Role.LEAD_TEACHER, Role.SCHOOL_HEAD)
    client = world.client(Role.TEACHER)
    client.post(f"{HERE}{page.key}/", {"learnt": SECRET, "shared": "on"})
    for role in reached:
        seen = world.client(role).get(SHARED).content.decode()
        assert SECRET in seen and world.teachers[0].name in seen
    # The head of another school.
    teacher = world.teachers[0]
    teacher.school = world.schools[1]
    teacher.save()
    assert SECRET not in world.client(Role.SCHOOL_HEAD).get(SHARED).content.decode()
    told = Phone(world.users[Role.TEACHER]).do("journal.unshare", {"entry": str(page.key)})
    assert told["state"] == "applied"
    for role in reached:
        assert SECRET not in world.client(role).get(SHARED).content.decode()


def test_taking_back_wins_over_sharing_that_was_said_before_it(world, page):
    phone, body = Phone(world.users[Role.TEACHER]), {"entry": str(page.key)}
    share = {**body, "learnt": SECRET, "shared": "on"}
    back = phone.make("journal.unshare", body, ago=timedelta(minutes=1))
    early = phone.make("journal.write", share, ago=timedelta(minutes=5))
    phone.send(back, early)
    page.refresh_from_db()
    assert page.shared is False


def test_nobody_reaches_another_s_page(world, page):
    stranger = Phone(world.users[Role.TEACHER])
    colleague = world.teachers[2]
    colleague.user = User.objects.create_user("rekan", "Rekan Rekaan")
    colleague.save()
    client = client_of(colleague.user)
    for rest in ("", "hapus/", "tarik/"):
        assert client.post(f"{HERE}{page.key}/{rest}", {"learnt": "x"}).status_code == 404
    phone = Phone(colleague.user)
    for kind in ("journal.write", "journal.unshare"):
        answer = phone.do(kind, {"entry": str(page.key), "learnt": "Diganti"})
        assert answer["state"] == "refused" and "tidak ditemukan" in answer["reason"]
    page.refresh_from_db()
    assert page.learnt == SECRET and stranger.user != colleague.user


def test_a_journal_s_words_appear_for_no_other_role_on_any_page(world, page):
    meeting = make_meeting(world)
    Reflection.objects.filter(pk=page.pk).update(meeting=meeting)
    plain = [one for one in addresses().values() if one.parts <= {"code"}]
    assert len(plain) > 20
    for role in set(Role) - {Role.TEACHER}:
        client = world.client(role)
        mine = [one for one in plain if not one.anyof or TABLE[role] & one.anyof]
        paths = [f"/{one.route.replace('<slug:code>', 'rekaan-1')}" for one in mine]
        paths += [f"/g/rekaan-1/pertemuan/{meeting.pk}/{rest}" for rest in ("", "umpan-balik/")]
        for path in paths:
            assert SECRET not in client.get(path).content.decode("utf-8", "replace"), path


def test_no_word_of_it_goes_into_the_trail(world, page):
    world.client(Role.TEACHER).post(f"{HERE}{page.key}/", {"learnt": "Lain", "shared": "on"})
    for one in AuditEntry.objects.all():
        assert SECRET not in str(one.data) and "Lain" not in str(one.data)


def test_the_owner_prints_it(world, page):
    paper = papers.journal(world.group, world.teachers[0], Reflection.objects.all())
    assert paper.title == "JURNAL REFLEKSI"
    assert any(getattr(block, "text", "") == SECRET for block in paper.blocks)
    answer = world.client(Role.TEACHER).get(f"{HERE}cetak/pdf/")
    assert answer.content.startswith(b"%PDF")
