"""What the `scoring` part of a framework's file must hold, so that `scheme` can trust it."""

from itertools import pairwise

from gugus.cores.formats.framework_parts import FilePart, FrameworkFileError

_LABEL_LENGTH = 60
_LARGEST = 100  # answers, values and percentages stay small whole numbers


def check_scoring(scoring: FilePart) -> None:
    """Refuse a scoring that would leave a percentage without value or a total without band."""
    scoring.only("standard_percent", "answers", "values", "bands", "ranks")
    scoring.whole("standard_percent", 0, 100)
    answers = _answers(scoring)
    _values(scoring)
    _bands(scoring)
    _ranks(scoring, answers)


def _answers(scoring: FilePart) -> list[int]:
    parts = scoring.parts("answers", least=2)
    for part in parts:
        part.only("value", "label", "label_en")
        _labels(part)
    values = [part.whole("value", 0, _LARGEST) for part in parts]
    _ascending(values, scoring.at("answers"), "value")
    return values


def _values(scoring: FilePart) -> None:
    parts = scoring.parts("values", least=0)
    for part in parts:
        part.only("up_to", "value")
    ends = [part.whole("up_to", 0, 100) for part in parts]
    _ascending(ends, scoring.at("values"), "up_to")
    _ascending([part.whole("value", 1, _LARGEST) for part in parts], scoring.at("values"), "value")
    if ends and ends[-1] != 100:
        raise FrameworkFileError(scoring.at("values"), "the last up_to must be 100")


def _bands(scoring: FilePart) -> None:
    parts = scoring.parts("bands", least=0)
    for part in parts:
        part.only("code", "label", "label_en", "at_least")
        _labels(part)
    if parts and not scoring.parts("values", least=0):
        raise FrameworkFileError(scoring.at("bands"), "need values, of which a total is made")
    starts = [part.whole("at_least", 0, 100) for part in parts]
    _ascending(starts[::-1], scoring.at("bands"), "at_least, from the last")
    if starts and starts[-1] != 0:
        raise FrameworkFileError(scoring.at("bands"), "the last at_least must be 0")
    _codes(parts, scoring.at("bands"))


def _ranks(scoring: FilePart, answers: list[int]) -> None:
    parts = scoring.parts("ranks", least=0)
    for part in parts:
        part.only("code", "label", "label_en", "minimum")
        _labels(part)
        if part.whole("minimum", 0, _LARGEST) not in answers:
            raise FrameworkFileError(part.at("minimum"), "must be the value of an answer")
    _codes(parts, scoring.at("ranks"))


def _labels(part: FilePart) -> None:
    part.text("label", _LABEL_LENGTH)
    part.text("label_en", _LABEL_LENGTH)


def _codes(parts: list[FilePart], place: str) -> None:
    codes = [part.text("code", 20) for part in parts]
    if len(set(codes)) < len(codes):
        raise FrameworkFileError(place, "a code stands twice")


def _ascending(values: list[int], place: str, what: str) -> None:
    if any(later <= earlier for earlier, later in pairwise(values)):
        raise FrameworkFileError(place, f"{what} must grow from one to the next")
