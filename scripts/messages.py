"""Every translatable sentence of the product, and its English translation.

`make messages` adds new sentences to src/gugus/locale/en/LC_MESSAGES/django.po (untranslated),
removes unused ones, and compiles the .mo. Needs no gettext programs.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

SOURCE = Path(__file__).resolve().parents[1] / "src" / "gugus"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "noop"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_STRING = r"u?(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')"
_CALL = re.compile(rf"\b(ngettext|gettext|_)\(\s*({_STRING})(?:\s*,\s*({_STRING}))?", re.S)
# singular, plural or "", where
Message = tuple[str, str, str]


def source_messages() -> dict[tuple[str, str], list[str]]:
    """Each (singular, plural) with the files that show it."""
    found: dict[tuple[str, str], list[str]] = {}
    for singular, plural, where in [*_python(), *_templates()]:
        places = found.setdefault((singular, plural), [])
        if where not in places:
            places.append(where)
    return found


def _python() -> Iterator[Message]:
    for file in sorted(SOURCE.rglob("*.py")):
        if "tests" in file.parts or "migrations" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call):
                yield from _of_call(node, str(file.relative_to(SOURCE)))


def _of_call(node: ast.Call, where: str) -> Iterator[Message]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    wanted = 1 if name in _SINGULAR else 2 if name in _PLURAL else 0
    words = [a.value for a in node.args[:wanted] if isinstance(a, ast.Constant)]
    words = [word for word in words if isinstance(word, str)]
    if wanted and len(words) == wanted:
        yield words[0], words[1] if wanted == 2 else "", where


def _templates() -> Iterator[Message]:
    from django.utils.translation.template import templatize

    for file in sorted([*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("jinja2/**/*.html")]):
        text = templatize(file.read_text(), origin=file.name)
        for name, first, second in _CALL.findall(text):
            plural = ast.literal_eval(second) if name == "ngettext" else ""
            # In a template a lone % is written double.
            yield ast.literal_eval(first), plural, str(file.relative_to(SOURCE))


def read_catalogue() -> polib.POFile:
    """The English catalogue as it stands."""
    return polib.pofile(str(CATALOGUE))


def update_catalogue() -> tuple[int, int]:
    """Bring the catalogue up to date; return how many sentences there are and lack English."""
    old = {(e.msgid, e.msgid_plural): e for e in read_catalogue()} if CATALOGUE.exists() else {}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (singular, plural), places in sorted(source_messages().items()):
        entry = old.get((singular, plural)) or polib.POEntry(msgid=singular, msgid_plural=plural)
        if plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.occurrences = [(place, "") for place in places]
        entry.flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", singular) else []
        new.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(CATALOGUE))
    new.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return len(new), len([e for e in new if not e.translated()])


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    everything, missing = update_catalogue()
    print(f"{everything} sentences, {missing} without English")
    sys.exit(0)
