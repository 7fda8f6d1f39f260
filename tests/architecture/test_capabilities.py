"""What apps declare leads somewhere, has a place of its own, and is complete."""

from collections import Counter

import pytest
from django.apps import apps
from django.utils.module_loading import import_string, module_has_submodule

from gugus.config.example import demo_parts, in_order
from gugus.people.registry import DemoPart, OfflineOf, capabilities
from tests.support.addresses import addresses

DECLARED = capabilities()
# The root of the addresses itself; the platform, which is below whatever declares.
NO_CAPABILITY = {"gugus.config"}


def _twice(places: list[object]) -> list[object]:
    return [place for place, n in Counter(places).items() if n > 1]


def test_every_app_with_addresses_declares_itself() -> None:
    silent = {
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("gugus.")
        and not config.name.startswith("gugus.platform.")
        and config.module is not None
        and module_has_submodule(config.module, "urls")
        and config.name not in DECLARED
    }
    assert silent == NO_CAPABILITY


def test_pages_to_keep_are_pages() -> None:
    for one in DECLARED.values():
        for entry in one.offline:
            parts = addresses()[entry.name].parts
            assert parts == ({"code"} if entry.of == OfflineOf.GROUP else {"code", "pk"})


def test_no_two_share_a_place() -> None:
    tabs = [(tab.place, tab.under, tab.order) for one in DECLARED.values() for tab in one.tabs]
    assert not _twice(tabs)
    homes = [one.home for one in DECLARED.values() if one.home is not None]
    for part in ("waiting", "first_steps", "thread"):
        assert not _twice([one.order for home in homes for one in getattr(home, part)]), part
    entries = [entry for one in DECLARED.values() for entry in one.offline]
    assert not _twice([(entry.of, entry.order) for entry in entries])
    kinds = [kind for one in DECLARED.values() for kind in one.own_records]
    assert not _twice([kind.order for kind in kinds]) + _twice([kind.name for kind in kinds])


def test_samples_are_where_they_are_said_to_be() -> None:
    for name, one in DECLARED.items():
        if one.samples:
            assert callable(import_string(one.samples)), name
    needing = {n.partition(":")[0] for n, one in addresses().items() if one.needs_sample}
    declaring = {name.rpartition(".")[2] for name, one in DECLARED.items() if one.samples}
    assert needing == declaring


def test_the_example_is_built_from_the_ground_up() -> None:
    done: set[str] = set()
    for part in demo_parts():
        assert done.issuperset(part.after), part.name
        done.add(part.name)


def test_steps_of_the_example_stay_as_declared_unless_they_must_wait() -> None:
    parts = [DemoPart("c", "x", ("a",)), DemoPart("b", "x"), DemoPart("a", "x")]
    assert [part.name for part in in_order(parts)] == ["b", "a", "c"]


def test_steps_that_wait_for_each_other_are_named() -> None:
    with pytest.raises(ValueError, match="a after"):
        in_order([DemoPart("a", "x", ("b",)), DemoPart("b", "x", ("a",))])
