"""Every search compares words in the same way: no list is searched by the database's own idea of letters."""

from pathlib import Path

import pytest

from gugus.people.rules.roles import Role
from tests.support.html import page_of
from tests.support.world import World

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gugus"
# Places come from one official list, without accents; the example tells its own story.
OTHERWISE = {"people/queries/__init__.py", "config/example/closing.py"}


def test_no_search_asks_the_database_what_letters_are_alike() -> None:
    found = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if "__icontains" in file.read_text() and "tests" not in file.parts
    }
    assert found <= OTHERWISE


@pytest.mark.parametrize("typed", ["nuraini", "Nur'aini", "NURʼAINI", "nur-aini"])
def test_the_list_of_members_is_searched_in_any_spelling(world: World, typed: str) -> None:
    world.teachers[0].name = "Hj. Nur’aini, S.Pd."
    world.teachers[0].save()
    response = world.client(Role.SECRETARY).get(f"/g/{world.group.code}/anggota/", {"q": typed})
    page = page_of(response)
    assert "Nur’aini" in page.text and world.teachers[1].name not in page.text
