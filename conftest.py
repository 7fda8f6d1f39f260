"""Fixtures that every app's tests share."""

import pytest
from tests.world import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """Two small groups with one person in every role; see `tests/world.py`."""
    return build_world()
