"""What the gugus command promises to other programs: its JSON, its exit codes, its one clear line."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.dapodik import SECRETS, roster_file, teacher
from tests.support.reference import DATA
from tests.support.server import example_installation, gugus, python

pytestmark = pytest.mark.xdist_group("command")
CLEAN = DATA / "dapodik"


@pytest.fixture(scope="module")
def example() -> Iterator[Path]:
    """The example, shared by tests that leave it as they found it."""
    with example_installation() as data:
        yield data


def _needs_csv(folder: Path, text: str) -> str:
    file = folder / "kebutuhan.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_needs_json_has_the_promised_fields(tmp_path: Path) -> None:
    rows = "\n".join(f"guru{n},{50 + n % 7},{80 + n % 5},{'' if n % 3 else 70}" for n in range(60))
    done = gugus(
        "needs", "rank", _needs_csv(tmp_path, f"nama,A,B,C\n{rows}\n"), "--json", data=tmp_path
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said) == {"n", "indicators", "warnings"}
    assert said["n"] == 60
    assert [row["name"] for row in said["indicators"]] == ["A", "B", "C"]
    assert all(
        set(row)
        == {
            "name", "n", "mean", "sd", "ci_low", "ci_high", "below", "below_share", "below_low",
            "below_high", "rank", "rank_low", "rank_high", "mwds",
        }
        for row in said["indicators"]
    )  # fmt: skip
    assert [row["n"] for row in said["indicators"]] == [60, 60, 20]
    assert said["indicators"][0]["rank"] == 1
    assert said["indicators"][0]["below"] == 60
    assert said["indicators"][0]["mwds"] is None
    assert said == json.loads(
        gugus("needs", "rank", str(tmp_path / "kebutuhan.csv"), "--json", data=tmp_path).stdout
    )


def test_undefined_figures_are_null(tmp_path: Path) -> None:
    done = gugus(
        "needs", "rank", _needs_csv(tmp_path, "nama,A,B\nx,50,\n"), "--json", data=tmp_path
    )
    one, nobody = json.loads(done.stdout)["indicators"]
    assert (one["n"], one["mean"], one["sd"], one["ci_low"]) == (1, 50, None, None)
    assert (nobody["n"], nobody["mean"], nobody["below_share"], nobody["rank"]) == (
        0,
        None,
        None,
        None,
    )


def test_needs_command_needs_no_database(tmp_path: Path) -> None:
    gugus("needs", "rank", _needs_csv(tmp_path, "nama,A\nx,50\ny,60\n"), data=tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["kebutuhan.csv"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("needs", "rank", "tidak-ada.csv"),
        ("import", "dapodik", "tidak-ada.xlsx", "--school", "99900001"),
        ("import", "dapodik", "tidak-ada.xlsx", "--school", "12345678"),
        ("import", "dapodik", "tidak-ada.xlsx"),
        ("restore", "tidak-ada.zip"),
        ("backup", "tidak/ada/cadangan.zip"),
        ("serve", "--port", "0"),
        ("tidak-dikenal",),
        ("needs", "rank", "x.csv", "--standard", "200"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(example: Path, arguments: tuple[str, ...]) -> None:
    done = gugus(*arguments, data=example)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_bad_settings_are_one_line_and_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = gugus("migrate", data=tmp_path, database="mysql://nowhere/x")
    assert done.returncode == 2
    assert done.stderr.startswith("gugus: DATABASE_URL")


def test_an_installation_without_tables_is_told_what_to_do(tmp_path: Path) -> None:
    done = gugus("import", "dapodik", "x.xlsx", "--school", "99900001", data=tmp_path)
    assert done.returncode == 2
    assert "`gugus serve`" in done.stderr


def test_dry_run_tells_and_stores_nothing(example: Path, tmp_path: Path) -> None:
    file = tmp_path / "guru.xlsx"
    file.write_bytes(
        roster_file(
            teacher("Bu Contoh Baru", nuptk="9000000000009001"), teacher("Pak Salah", nip="12")
        )
    )
    count = (
        "from gugus.people.models import Teacher\n"
        "from gugus.platform.interchange.models import ImportDraft\n"
        "print(Teacher.objects.count(), ImportDraft.objects.count())"
    )
    before = python(count, data=example)
    done = gugus(
        "import", "dapodik", str(file), "--school", "99900001", "--dry-run", "--json", data=example
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said) == {"rows", "counts", "dropped_columns"}
    assert said["rows"][0] == {"row": 6, "name": "Bu Contoh Baru", "verdict": "new", "reason": None}
    assert said["rows"][1]["verdict"] == "refused" and said["rows"][1]["reason"]
    assert set(said["counts"]) == {"new", "unchanged", "changed", "duplicate", "refused"}
    assert said["dropped_columns"][0] == "NIK"
    assert python(count, data=example) == before


def test_the_same_file_twice_changes_nothing_and_secrets_stay_out(tmp_path: Path) -> None:
    file = tmp_path / "guru.xlsx"
    file.write_bytes(roster_file(teacher("Bu Contoh Baru", nuptk="9000000000009001")))
    with example_installation() as data:
        call = ("import", "dapodik", str(file), "--school", "99900001", "--json")
        first, second = (json.loads(gugus(*call, data=data).stdout)["counts"] for _ in range(2))
        assert (first["new"], second["new"], second["unchanged"]) == (1, 0, 1)
        stored = b"".join(f.read_bytes() for f in data.rglob("*") if f.is_file())
        assert not [name for name, secret in SECRETS.items() if secret.encode() in stored]


def test_the_clean_reference_file_is_new_for_an_empty_school(example: Path) -> None:
    file, wanted = (CLEAN / f"daftar_guru_bersih{end}" for end in (".xlsx", "_expected.json"))
    done = gugus(
        "import", "dapodik", str(file), "--school", "99900002", "--dry-run", "--json", data=example
    )
    said, expected = json.loads(done.stdout), json.loads(wanted.read_text())
    assert len(said["rows"]) == expected["n"]
    assert [row["name"] for row in said["rows"]] == [row["Nama"] for row in expected["teachers"]]
    assert [row["row"] for row in said["rows"]] == list(range(6, 6 + expected["n"]))
    assert sum(said["counts"].values()) == expected["n"]
    assert {"NIK", "No KK", "Nama Ibu Kandung", "NPWP", "Nomor Rekening Bank"} <= set(
        said["dropped_columns"]
    )


def test_the_example_refuses_a_real_installation() -> None:
    with example_installation() as data:
        python(
            "from gugus.platform.foundation.models import Installation\n"
            "Installation.objects.update(is_example=False)",
            data=data,
        )
        done = gugus("demo", data=data)
    assert done.returncode == 2
    assert "real data" in done.stderr


def test_the_example_may_be_built_again_and_help_is_there(example: Path) -> None:
    assert "Contohnya sudah ada" in gugus("demo", data=example).stdout
    text = gugus("--help", data=example).stdout
    assert all(
        verb in text
        for verb in ("serve", "demo", "migrate", "backup", "restore", "import", "needs")
    )
    assert os.environ.get("GUGUS_DATA") != str(example)
