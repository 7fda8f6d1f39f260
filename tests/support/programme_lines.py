"""A line of a programme to test with."""

from gugus.programme.models import Line, Programme


def line(programme: Programme, **values: object) -> Line:
    usual: dict[str, object] = {
        "kind": "rutin",
        "title": "Diskusi rutin",
        "objective": "Masalah kelas terpecahkan",
        "activities": "Diskusi",
        "strategy": "diskusi",
    }
    return Line.objects.create(programme=programme, **usual | values)
