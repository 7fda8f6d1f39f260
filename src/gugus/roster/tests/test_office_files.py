"""Lists of teachers as offices send them, through the room's own import."""

import pytest
from django.test import Client
from django.urls import reverse

from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.interchange.models import ImportDraft, ImportRow
from tests.support import dapodik
from tests.support.dapodik import grid, teacher
from tests.support.html import page_of
from tests.support.roster_upload import upload
from tests.support.trials import trial
from tests.support.world import World


@pytest.fixture
def client(world: World) -> Client:
    return world.client(Role.SECRETARY)


def read(
    world: World, client: Client, data: bytes, name: str = "guru.xlsx"
) -> dict[str, ImportRow]:
    """Rows of a file by name."""
    answer = upload(world, client, data, name)
    assert answer.status_code == 302, page_of(answer).errors
    draft = ImportDraft.objects.latest("pk")
    return {row.values.get("name", ""): row for row in draft.rows.order_by("number")}


def test_a_wrong_optional_cell_never_costs_the_person(world: World, client: Client) -> None:
    rows = read(world, client, trial("13-number-cells.xlsx"))
    assert {name for name, row in rows.items() if row.verdict == "new"} == {
        f"Tono Contoh {n}" for n in ("Tiga", "Empat", "Lima", "Enam", "Tujuh")
    }
    # Whose number lost its digits is not known any more.
    refused = [row.values["fault"] for row in rows.values() if row.verdict == "refused"]
    assert [fault for fault, _field in refused] == ["digits_lost", "digits_lost"]
    assert rows["Tono Contoh Tiga"].values["phone"] == "081234567890"
    assert rows["Tono Contoh Lima"].values["left_out"] == [["bad_phone", "phone"]]
    assert "phone" not in rows["Tono Contoh Lima"].values
    assert rows["Tono Contoh Enam"].values["left_out"] == [["bad_email", "email"]]
    assert rows["Tono Contoh Tujuh"].values["left_out"] == [["bad_email", "email"]]
    href = reverse("roster:preview", args=[world.group.code, ImportDraft.objects.get().pk])
    page = page_of(client.get(href, {"bagian": "new"}))
    assert "bukan satu nomor" in page.entry("Tono Contoh Lima")
    assert "email tidak sah" in page.entry("Tono Contoh Enam")


def test_the_code_of_the_country_is_no_other_number(world: World, client: Client) -> None:
    names = {"Uji Telepon 172": "+62 812-3456-7890", "Uji Telepon 681": "081234567890",
             "Uji Telepon 55": "+6281211112222"}  # fmt: skip
    for name, phone in names.items():
        Teacher.objects.create(
            school=world.schools[0], name=name, phone=phone, sex="P",
            employment="Guru Honor Sekolah", staff_kind="Guru Kelas",
        )  # fmt: skip
    rows = read(world, client, trial("38-phone-same.xlsx"))
    assert {name: row.verdict for name, row in rows.items()} == dict.fromkeys(names, "unchanged")


@pytest.mark.parametrize("file", ["14-names.xlsx", "17-titles-glued.xlsx"])
def test_one_person_with_other_titles_is_asked_about(
    world: World, client: Client, file: str
) -> None:
    rows = list(read(world, client, trial(file)).values())
    asked = [row.values["name"] for row in rows if row.findings["reason"]]
    if file == "17-titles-glued.xlsx":
        fresh = [row.values["name"] for row in rows if not row.findings["reason"]]
        assert [name.partition(" ")[0] for name in fresh] == [
            "Budi", "Rini", "Dewi", "Joko", "Eka", "Ani", "Hesti", "Umi", "Ida",
        ]  # fmt: skip
    else:
        by_name = {row.values["name"]: row.findings for row in rows}
        short = by_name["Muhammad Contoh Ali"]
        assert (short["reason"], short["detail"]) == ("short_in_file", "10")
        assert asked == [
            "SITI NU’AINI, S.Pd", "ma'ruf contoh", "Muhammad Contoh Ali", "Contoh Wati M.M.Pd",
            "Contoh", "Contoh Budi S.T. Gr", "Contoh Diploma", "contoh sarjana",
        ]  # fmt: skip


def test_the_same_people_with_other_titles_change_nothing(world: World, client: Client) -> None:
    for name in ("Rini Contoh, M.M.Pd.", "Joko Contoh, S.Tr.Kom", "Eka Contoh"):
        Teacher.objects.create(school=world.schools[0], name=name, sex="P", staff_kind="Guru Kelas")
    names = [
        "RINI CONTOH MMPd",
        "Rini Contoh M.M.Pd",
        "Joko Contoh S.Tr.Kom.",
        "Eka Contoh S.Pd (Alm)",
    ]
    for name in names[1:]:
        rows = read(world, client, dapodik.roster_file(teacher(name)))
        assert rows[name].verdict == "unchanged"


CELLS = grid([teacher("Bu Contoh Baru", nuptk="0908301661318609"), teacher("Pak Rekaan Lain")])


def as_text(mark: str) -> str:
    return "\r\n".join(mark.join(str(cell) for cell in row) for row in CELLS)


@pytest.mark.parametrize(
    "data",
    [
        dapodik.xlsx(CELLS),
        dapodik.xlsx([["Catatan", "untuk dinas"], [], *CELLS]),
        dapodik.xlsx(CELLS[4:]),
        dapodik.spreadsheetml(CELLS[1:]),
        as_text(";").encode("cp1252"),
        as_text(";").encode("utf-8-sig"),
        as_text("\t").encode("utf-16"),
        ("sep=;\r\n" + as_text(";")).encode(),
        as_text(",").encode(),
    ],
    ids=range(9),
)
def test_the_headings_decide_in_every_kind_of_file(
    world: World, client: Client, data: bytes
) -> None:
    rows = read(world, client, data)
    assert [row.verdict for row in rows.values()] == ["new", "new"]
    assert rows["Bu Contoh Baru"].values["nuptk"] == "0908301661318609"
    kept = repr([row.values for row in rows.values()])
    assert not any(secret in kept for secret in dapodik.SECRETS.values())


def test_a_madrasahs_list_needs_no_dapodik(world: World, client: Client) -> None:
    data = b"No;Nama Guru;L/P;NUPTK;PegID;NIK\n1;Bu Satu;P;ID20123456789;;3201010101010001\n"
    data += b"2;Pak Dua;L;;20123456780;\n3;Bu Tiga;P;;xx;\n"
    rows = read(world, client, data, "simpatika.csv")
    assert {name: row.values.get("peg_id") for name, row in rows.items()} == {
        "Bu Satu": "20123456789",
        "Pak Dua": "20123456780",
        "Bu Tiga": None,
    }
    assert rows["Bu Tiga"].values["left_out"] == [["bad_peg_id", "peg_id"]]
    assert "3201010101010001" not in repr([row.values for row in rows.values()])
    draft = ImportDraft.objects.latest("pk")
    client.post(reverse("roster:apply", args=[world.group.code, draft.pk]))
    assert Teacher.objects.get(name="Bu Satu").peg_id == "20123456789"
    # The next list knows them by it.
    again = read(world, client, b"Nama;PegID\nBu Satu;20123456789\n", "guru.csv")
    assert again["Bu Satu"].verdict == "unchanged"


def test_a_list_of_pupils_is_no_list_of_teachers(world: World, client: Client) -> None:
    answer = upload(world, client, b"Nama;NIPD;NIP;JK\nAnak;1;;L\n", "murid.csv")
    assert answer.status_code == 422


def test_a_list_may_be_pasted(world: World, client: Client) -> None:
    table = "Nama Guru\tL/P\tNIP\nBu Tempel\tP\t-\nPak Tempel\tL\t\n"
    posted = {"school": world.schools[0].pk, "pasted": table}
    answer = client.post(reverse("roster:upload", args=[world.group.code]), posted)
    assert answer.status_code == 302
    rows = ImportRow.objects.order_by("number")
    assert [row.values["name"] for row in rows] == ["Bu Tempel", "Pak Tempel"]
