"""Reading an object of a data file strictly, with the place in the file for each refusal."""

from typing import Any


class FrameworkFileError(ValueError):
    """The file cannot be a framework; the text says where and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)


class FilePart:
    """One JSON object of the file, and where it stands."""

    def __init__(self, values: object, place: str) -> None:
        if not isinstance(values, dict):
            raise FrameworkFileError(place, "must be an object of named values")
        self.values: dict[str, Any] = values
        self._place = place

    def at(self, key: str) -> str:
        """The full name of a value in it."""
        return f"{self._place}.{key}" if self._place else key

    def only(self, *keys: str) -> None:
        """Refuse a missing or an unknown name: a misspelt one must not pass silently."""
        for key in keys:
            if key not in self.values:
                raise FrameworkFileError(self.at(key), "is missing")
        for key in self.values:
            if key not in keys:
                raise FrameworkFileError(self.at(key), "is not known")

    def text(self, key: str, longest: int) -> str:
        """A text that is not blank, has no blanks around it and is not too long."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value or value != value.strip():
            raise FrameworkFileError(self.at(key), "must be a text without blanks around it")
        if len(value) > longest:
            raise FrameworkFileError(self.at(key), f"has {len(value)} characters, {longest} fit")
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds; true and 3.0 are none."""
        value = self.values.get(key)
        if type(value) is not int or not least <= value <= most:
            raise FrameworkFileError(self.at(key), f"must be a whole number from {least} to {most}")
        return value

    def part(self, key: str) -> "FilePart":
        """An object in it."""
        return FilePart(self.values.get(key), self.at(key))

    def parts(self, key: str, least: int = 1) -> list["FilePart"]:
        """A list of objects in it, at least so many."""
        value = self.values.get(key)
        if not isinstance(value, list) or len(value) < least:
            raise FrameworkFileError(self.at(key), f"must be a list of at least {least}")
        return [FilePart(one, f"{self.at(key)}[{at}]") for at, one in enumerate(value)]
