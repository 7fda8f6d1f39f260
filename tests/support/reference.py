"""Where reference data lie, and which of them are not here."""

from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

ROOT = Path(__file__).resolve().parents[2]
# What everybody has who clones; see the README there.
DATA = ROOT / "tests" / "reference" / "data"
# What may not be part of the repository for its licence.
BESIDE = ROOT.parent / "shared" / "data"
_ABSENT = "reference data beside the checkout are absent: "


def needs_beside(folder: str, what: str) -> pytest.MarkDecorator:
    """Run only where `folder` lies beside the checkout; `what` is named in the closing lines."""
    return pytest.mark.skipif(not (BESIDE / folder).exists(), reason=f"{_ABSENT}{what}")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say in the closing lines which optional reference tests did not run."""
    absent: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
        if _ABSENT in reason:
            absent.setdefault(reason.partition(_ABSENT)[2], []).append(report.nodeid)
    if not absent:
        return
    terminalreporter.section("reference data that are not here")
    for what, tests in sorted(absent.items()):
        terminalreporter.line(f"{what}: {', '.join(sorted(tests))}")
