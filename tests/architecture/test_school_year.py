"""The school year has one word, and is chosen in one way on every page."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ROOT / "src" / "gugus"


def test_one_word_for_the_school_year() -> None:
    other = re.compile("tahun aj" + "aran", re.I)
    texts = [
        *(file for kind in ("*.py", "*.html", "*.js", "*.json") for file in APPS.rglob(kind)),
        *(ROOT / "docs" / "guide").glob("*.md"),
    ]
    assert [str(file.relative_to(ROOT)) for file in texts if other.search(file.read_text())] == []


def test_every_page_with_years_to_choose_shows_the_one_switch() -> None:
    """Columns of a table are named by years, too; they are no links."""
    for file in APPS.rglob("*.html"):
        text = file.read_text()
        for loop in re.findall(r"{% for (\w+) in page\.years %}(.*?){% endfor %}", text, re.S):
            assert "<a " not in loop[1] and "<option" not in loop[1], file
    users = [f for f in APPS.rglob("*.html") if "people/_year_switch.html" in f.read_text()]
    assert len(users) >= 16
