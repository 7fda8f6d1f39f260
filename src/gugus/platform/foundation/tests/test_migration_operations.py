"""New tables made together are the tables made one by one."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

from gugus.platform.foundation.migration_operations import CreateModels

pytestmark = pytest.mark.django_db(transaction=True)
_KEY = ("id", models.BigAutoField(primary_key=True))


def _steps() -> list[CreateModel | AddField | AddConstraint | AddIndex]:
    small = models.CheckConstraint(condition=models.Q(size__lt=5), name="leaf_is_small")
    return [
        CreateModel("Tree", [_KEY, ("name", models.CharField(max_length=9))]),
        CreateModel("Leaf", [_KEY, ("size", models.IntegerField())]),
        AddField("leaf", "tree", models.ForeignKey("foundation.tree", models.CASCADE)),
        AddField("tree", "friends", models.ManyToManyField("foundation.tree")),
        AddConstraint("leaf", small),
        AddIndex("leaf", models.Index(fields=["size"], name="leaf_size")),
    ]


def _shape() -> dict[str, object]:
    with connection.cursor() as cursor:
        made = [t.name for t in connection.introspection.get_table_list(cursor)]
        found: dict[str, object] = {}
        for table in sorted(name for name in made if "tree" in name or "leaf" in name):
            columns = connection.introspection.get_table_description(cursor, table)
            found[table] = (
                {(c.name, c.null_ok) for c in columns},
                {
                    (tuple(sorted(c["columns"])), c["unique"], c["check"], c["foreign_key"])
                    for c in connection.introspection.get_constraints(cursor, table).values()
                },
            )
        return found


def test_together_and_one_by_one_come_to_the_same_and_go_again() -> None:
    shapes = []
    for steps in (_steps(), [CreateModels(_steps())]):
        states = [ProjectState()]
        for step in steps:
            states.append(states[-1].clone())
            step.state_forwards("foundation", states[-1])
            with connection.schema_editor() as editor:
                step.database_forwards("foundation", editor, states[-2], states[-1])
        shapes.append(_shape())
        for at in reversed(range(len(steps))):
            with connection.schema_editor() as editor:
                steps[at].database_backwards("foundation", editor, states[at + 1], states[at])
        assert _shape() == {}
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) == 3


def test_what_is_added_to_an_older_table_does_not_belong() -> None:
    with pytest.raises(ValueError, match="made here"):
        CreateModels([AddIndex("tree", models.Index(fields=["name"], name="tree_name"))])
