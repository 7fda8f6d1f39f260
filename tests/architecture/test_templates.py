"""The template linter: what the face and the content security policy ask of every template."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
_SILENT = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktranslate.*?endblocktranslate\s*%}"
    r"|<script[^>]*>.*?</script>|<!--.*?-->",
    re.S,
)
_WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
# Names and signs that are the same in both languages.
_SAME = {
    "NIP", "NUPTK", "NPSN", "PIN", "PDF", "DOCX", "XLSX", "CSV", "JP", "SK", "KKG", "PegID", "Rp",
    "amp", "nbsp", "middot", "times", "ndash", "hellip", "Gugus", "Dapodik", "QR", "WhatsApp",
}  # fmt: skip


def _name(file: Path) -> str:
    return str(file.relative_to(SOURCE))


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_no_inline_style_script_or_handler(file: Path) -> None:
    text = re.sub(r"{#.*?#}", "", file.read_text())
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text, re.I)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "|safe" not in text or file.name == "field.html"


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_every_word_on_the_screen_can_be_translated(file: Path) -> None:
    text = _SILENT.sub(" ", file.read_text())
    attributes = re.findall(r"\b(?:title|alt|placeholder|aria-label)=\"([^\"]*)\"", text)
    shown = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    shown = re.sub(r"<[^>]*>", " ", shown)
    shown += " ".join(re.sub(r"{%.*?%}|{{.*?}}", " ", a) for a in attributes)
    assert not set(_WORDS.findall(shown)) - _SAME


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_forms_that_post_carry_the_token(file: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", file.read_text(), re.S):
        if re.search(r"method=\"?post", form, re.I):
            assert "{% csrf_token %}" in form


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 5
