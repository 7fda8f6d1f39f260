"""`Gugus.cmd` cannot be run here: what can be read off it is read."""

import re

import pytest
from scripts.wheel import BESIDE, ROOT
from scripts.windows_packages import FOLDER, VERSIONS

from gugus.config.command.serve_verb import command as serve

FILE = ROOT / "scripts" / "windows" / "Gugus.cmd"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    raw = FILE.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n"), (
        "cmd loses labels where a line ends with LF alone"
    )
    return raw.decode("ascii").replace("\r\n", "\n").splitlines()


def _code(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith(("rem ", "echo"))]


def test_every_jump_has_one_label(lines: list[str]) -> None:
    labels = [line[1:] for line in lines if re.fullmatch(r":\w+", line)]
    jumps = {j for line in _code(lines) for j in re.findall(r"(?:goto |call :)(\w+)", line)}
    assert len(labels) == len(set(labels))
    assert jumps <= set(labels)


def test_no_block_in_brackets_and_no_path_without_quotes(lines: list[str]) -> None:
    for line in _code(lines):
        assert not re.search(r"\bdo \(|\belse\b|\) else|^\s*\)\s*$|^if .*\($", line), line
        for name in ("HERE", "ROOT", "PROGRAM", "PY", "LOG", "WHEEL"):
            for found in re.finditer(rf"%{name}%", line):
                assert line[: found.start()].count('"') % 2, line


def test_no_ampersand_pipe_or_redirection_in_what_is_said(lines: list[str]) -> None:
    said = [line for line in lines if line.startswith("echo")]
    assert said and not [line for line in said if re.search(r"[&|<>^!]", line)]
    assert max(map(len, said)) < 106


def test_it_asks_for_what_lies_beside_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert set(BESIDE.values()) == {"Gugus.cmd", "gugus-paket.txt"}
    assert "%HERE%gugus-paket.txt" in text and "%HERE%gugus-*-py3-none-any.whl" in text
    assert f'"%HERE%{FOLDER.name}"' in text


def test_it_takes_the_pythons_that_all_packages_have_wheels_for(lines: list[str]) -> None:
    (tried,) = [line for line in lines if line.startswith("for %%V in")]
    assert set(re.findall(r"3\.\d+", tried)) == set(VERSIONS)
    minors = [int(version.split(".")[1]) for version in VERSIONS]
    (fits,) = [line for line in lines if line.startswith('set "FITS=')]
    assert f"(3, {min(minors)}) <= sys.version_info < (3, {max(minors) + 1})" in fits


def test_it_starts_with_options_that_exist(lines: list[str]) -> None:
    (started,) = [line for line in lines if " serve " in line and line.startswith('"%PY%"')]
    known = {option for parameter in serve.params for option in parameter.opts}
    assert set(re.findall(r"--\w+", started)) == {"--lan", "--open"} <= known
