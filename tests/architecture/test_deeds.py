"""Every verb of the audit trail has a sentence, declared by the app that records it."""

import ast
import re
from pathlib import Path

from gugus.people.registry import capabilities
from gugus.schedule.models import DraftChange
from tests.support.sources import nodes_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
_VERB = re.compile(r"(?!gugus\.)[a-z_]+\.[a-z_]+")
# Texts of this shape in services that name no deed, and what they are.
NO_VERBS: dict[str, str] = {}


def _recorded() -> dict[str, set[str]]:
    """The verbs in the services of each app."""
    found: dict[str, set[str]] = {}
    for file in [*SOURCE.rglob("services.py"), *SOURCE.rglob("services/*.py")]:
        if {"tests", "cores"} & set(file.parts):
            continue
        app = file.relative_to(SOURCE).parts[0]
        texts = (n.value for n in nodes_of(file) if isinstance(n, ast.Constant))
        verbs = {t for t in texts if isinstance(t, str) and _VERB.fullmatch(t)}
        found.setdefault(app, set()).update(verbs - set(NO_VERBS))
    # Made of two parts where it is recorded.
    found["schedule"] |= {f"schedule_draft.{kind}_undone" for kind in DraftChange.Kind.values}
    return found


def _declared() -> dict[str, set[str]]:
    return {name.rpartition(".")[2]: set(one.deeds) for name, one in capabilities().items()}


def test_every_verb_has_a_sentence() -> None:
    recorded, declared = _recorded(), _declared()
    known = set[str]().union(*declared.values())
    missing = {app: verbs - known for app, verbs in recorded.items() if verbs - known}
    assert not missing, "declare it in `deeds` of the app's capability.py"


def test_an_app_has_sentences_of_its_own_verbs_alone() -> None:
    # The platform declares nothing: `audit` has the words for what it records.
    recorded, declared = _recorded(), _declared()
    own = {app: recorded.get(app, set()) for app in declared}
    own["audit"] = own["audit"] | recorded["platform"]
    left = {app: verbs - own[app] for app, verbs in declared.items() if verbs - own[app]}
    assert not left


def test_a_verb_is_declared_once_and_by_an_app_with_a_title() -> None:
    seen: set[str] = set()
    for name, one in capabilities().items():
        assert not seen & set(one.deeds), name
        seen |= set(one.deeds)
        assert bool(one.title) == bool(one.deeds), name
        assert one.private_deeds <= set(one.deeds), name
