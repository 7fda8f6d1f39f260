"""What `gugus schedule` promises: its JSON, its words, its one clear line."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from gugus.config.command import main
from tests.support.server import gugus

pytestmark = pytest.mark.xdist_group("command")

KM = [[0, 3, 8], [3, 0, 5], [8, 5, 0]]
FIELDS = {
    "name", "status", "hosts", "total_teacher_km", "worst_teacher_km", "gap", "clashes", "seconds",
}  # fmt: skip


def _instance(**changes: Any) -> dict[str, Any]:
    entry = {
        "name": "Rekaan",
        "schools": [{"id": name} for name in ("SDN A", "SDN B", "SDN C")],
        "teachers": [5, 9, 4],
        "meetings": 6,
        "distance_km": KM,
    }
    return {**entry, **changes}


def _run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object
) -> tuple[int, str, str]:
    """The command in this process: its exit code, what it said, its complaints."""
    monkeypatch.setattr(sys, "argv", ["gugus", "schedule", *map(str, arguments)])
    code = 0
    try:
        main()
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "jadwal.json"


def test_json_has_the_promised_fields_and_no_database_is_needed(file: Path, tmp_path: Path) -> None:
    shut = [[1, 1, 1], [1, 0, 1], [1, 0, 1]]
    entries = [_instance(), _instance(name="Buntu", meetings=3, available=[[1, 0, 1], *shut[1:]])]
    file.write_text(json.dumps(entries))
    done = gugus("schedule", str(file), "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [found.name for found in tmp_path.iterdir()] == [file.name]
    whole, stuck = json.loads(done.stdout)["instances"]
    assert set(json.loads(done.stdout)) == {"instances"}
    assert set(whole) == set(stuck) == FIELDS
    assert (whole["status"], whole["gap"], whole["clashes"]) == ("optimal", 0.0, [])
    assert [whole["hosts"].count(h) for h in range(3)] == [2, 2, 2]
    assert whole["total_teacher_km"] == pytest.approx(2 * (27 + 32 + 15 + 20 + 40 + 45))
    assert (stuck["status"], stuck["hosts"], stuck["gap"]) == ("impossible", [], None)
    assert stuck["total_teacher_km"] is None
    assert [(one["rule"], one["meetings"], one["school"]) for one in stuck["clashes"]] == [
        ("school_open", [1], h) for h in range(3)
    ]
    assert "SDN B tidak bisa menjadi tuan rumah pertemuan ke-2." in [
        one["sentence"] for one in stuck["clashes"]
    ]


def test_the_objective_decides(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(json.dumps(_instance(meetings=4)))
    found = {}
    for objective in ("total", "worst", "fair"):
        code, said, _bad = _run(monkeypatch, capsys, file, "--json", "--objective", objective)
        assert code == 0
        (found[objective],) = json.loads(said)["instances"]
    assert {one["status"] for one in found.values()} == {"optimal"}
    assert found["total"]["total_teacher_km"] <= found["worst"]["total_teacher_km"]
    assert found["worst"]["worst_teacher_km"] <= found["total"]["worst_teacher_km"]
    assert found["fair"]["worst_teacher_km"] == found["worst"]["worst_teacher_km"]


def test_words_claim_no_saving_when_each_school_hosts_once(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(json.dumps(_instance(meetings=3)))
    _code, said, _bad = _run(monkeypatch, capsys, file)
    assert "Rekaan: terbukti terbaik" in said
    assert "Setiap sekolah tepat satu kali: jarak total sama apa pun urutannya." in said
    assert all(name in said for name in ("SDN A", "SDN B", "SDN C"))
    file.write_text(json.dumps(_instance(meetings=2, schools=[{"id": "X"}], teachers=[1],
                                         distance_km=[[0]])))  # fmt: skip
    _code, said, _bad = _run(monkeypatch, capsys, file)
    assert "tidak mungkin" in said
    assert "dua kali berturut-turut (ke-1 dan 2)" in said


def test_what_is_not_known_is_not_called_anything(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from gugus.cores import scheduling
    from gugus.cores.scheduling import Schedule, SolverStatus

    monkeypatch.setattr(scheduling, "solve", lambda *_a, **_k: Schedule(SolverStatus.UNKNOWN))
    file.write_text(json.dumps(_instance()))
    code, said, bad = _run(monkeypatch, capsys, file, "--json", "--seconds", "0.1")
    assert code == 1
    assert len(bad.strip().splitlines()) == 1
    (one,) = json.loads(said)["instances"]
    assert (one["status"], one["hosts"], one["gap"], one["clashes"]) == (None, [], None, [])


@pytest.mark.parametrize(
    "text",
    [
        "", "bukan json", "[", "[]", "{}", "null", "3", '"x"', "[" * 100_000,
        *(json.dumps(one) for one in (
            [[]],
            {"schools": 3, "teachers": [1], "meetings": 1},
            _instance(name=5),
            _instance(schools=[]),
            _instance(schools=["A", "B", "C"]),
            _instance(schools=[{"id": ["x"]}] * 3),
            _instance(teachers=[1, 2]),
            _instance(teachers="abc"),
            _instance(teachers=[1, 2, "3"]),
            _instance(teachers=[1, 2, -3]),
            _instance(teachers=[1, 2, None]),
            _instance(teachers=[1, 2, 2.5]),
            _instance(teachers=[1, 2, 10**30]),
            _instance(meetings=0),
            _instance(meetings=-1),
            _instance(meetings="6"),
            _instance(meetings=True),
            _instance(meetings=401),
            _instance(meetings=1e300),
            _instance(distance_km=[[0, 1], [1, 0]]),
            _instance(distance_km=[[0, 1, 2], [1, 0], [2, 3, 0]]),
            _instance(distance_km=[[0, 1, 2], [1, 0, "3"], [2, 3, 0]]),
            _instance(distance_km=[[0, 1, 2], [1, 0, -3], [2, 3, 0]]),
            _instance(distance_km=[[0, 1, 2], [1, 0, float("nan")], [2, 3, 0]]),
            _instance(distance_km=[[0, 1, 2], [1, 0, float("inf")], [2, 3, 0]]),
            _instance(distance_km=[[0, 1, 2], [1, 0, 10**400], [2, 3, 0]]),
            _instance(distance_km=None),
            _instance(distance_km=None, schools=[{"lat": "x", "lon": 1}] * 3),
            _instance(distance_km=None, schools=[{"lat": 95, "lon": 1}] * 3),
            _instance(available=[[1] * 6] * 2),
            _instance(available=[[1] * 5] * 3),
            _instance(available=[[1] * 6, [1] * 6, [2] * 6]),
            _instance(available=[[1] * 6, [1] * 6, ["ya"] * 6]),
            _instance(available="ya"),
            _instance(served=[1, 2]),
            _instance(served=[1, 2, -1]),
        )),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_one_line_and_exit_code_2(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file.write_text(text)
    code, said, bad = _run(monkeypatch, capsys, file, "--json")
    assert (code, said) == (2, "")
    assert len(bad.strip().splitlines()) == 1
    assert bad.startswith("gugus: ")


@pytest.mark.parametrize(
    "arguments", [("--seconds", "0"), ("--seconds", "nan"), ("--objective", "x")]
)
def test_a_wish_that_makes_no_sense_is_refused(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, str],
) -> None:
    file.write_text(json.dumps(_instance()))
    code, _said, bad = _run(monkeypatch, capsys, file, *arguments)
    assert code == 2
    assert len(bad.strip().splitlines()) == 1


def test_a_file_that_is_not_there_or_no_text_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, capsys, file)[0] == 2
    file.write_bytes(b"\xff\xfe\x00")
    assert _run(monkeypatch, capsys, file)[0] == 2
