"""Read an XLSX twice (as formulas and as remembered values) and reckon every formula anew."""

import ast
import io
import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

_RANGE = re.compile(r"(?:'((?:[^']|'')+)'!|([A-Za-z_][A-Za-z0-9_]*)!)?([A-Z]+[0-9]+:[A-Z]+[0-9]+)")
_PLACE = re.compile(r"(?:'((?:[^']|'')+)'!|([A-Za-z_][A-Za-z0-9_]*)!)?\b([A-Z]{1,3})([0-9]+)\b")
_DO = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Reckoned:
    """One formula: as written, as the file remembers its result, as it comes out anew."""

    sheet: str
    cell: str
    formula: str
    cached: Any
    result: Any


class Workbook:
    """A workbook whose formulas can be reckoned: + - * /, SUM, SUMPRODUCT of an area where another
    equals a cell, and IF with a comparison."""

    def __init__(self, content: bytes) -> None:
        self.formulas = openpyxl.load_workbook(io.BytesIO(content))
        self.cached = openpyxl.load_workbook(io.BytesIO(content), data_only=True)

    def reckoned(self) -> list[Reckoned]:
        """Every formula of every sheet."""
        return [
            Reckoned(
                sheet.title,
                cell.coordinate,
                cell.value,
                self.cached[sheet.title][cell.coordinate].value,
                self.value(sheet, cell.coordinate),
            )
            for sheet in self.formulas.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]

    def texts(self) -> list[str]:
        """Every cell that is a text."""
        cells = (c for sheet in self.formulas.worksheets for row in sheet.iter_rows() for c in row)
        return [cell.value for cell in cells if cell.data_type == "s"]

    def value(self, sheet: Worksheet, place: str) -> Any:
        """A cell's value, reckoned when it is a formula; an empty one is 0."""
        cell = sheet[place]
        if cell.data_type == "f":
            return self._solve(sheet, str(cell.value)[1:])
        if isinstance(cell.value, int | float):
            return Decimal(str(cell.value))
        return 0 if cell.value is None else cell.value

    def _sheet(self, name: str | None, here: Worksheet) -> Worksheet:
        return self.formulas[name.replace("''", "'")] if name else here

    def _solve(self, sheet: Worksheet, formula: str) -> Any:
        names: dict[str, Any] = {}

        def keep(value: Any) -> str:
            names[f"v{len(names)}"] = value
            return f"v{len(names) - 1}"

        def area(found: re.Match[str]) -> str:
            there = self._sheet(found[1] or found[2], sheet)
            cells = [c.coordinate for row in there[found[3]] for c in row]
            return keep([self.value(there, one) for one in cells])

        def place(found: re.Match[str]) -> str:
            there = self._sheet(found[1] or found[2], sheet)
            return keep(self.value(there, f"{found[3]}{found[4]}"))

        text = re.sub(r'"([^"]*)"', lambda found: keep(found[1]), formula)
        text = _PLACE.sub(place, _RANGE.sub(area, text))
        text = re.sub(r"\bIF\(", "IF_(", re.sub(r"(?<![<>=])=(?!=)", "==", text))
        return _count(ast.parse(text, mode="eval").body, names)


def _count(node: ast.expr, names: dict[str, Any]) -> Any:
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.BinOp):
        left, right = _count(node.left, names), _count(node.right, names)
        if isinstance(left, list):
            return [a * b for a, b in zip(left, right, strict=True)]
        return _DO[type(node.op)](left, right)
    if isinstance(node, ast.Compare):
        left, right = _count(node.left, names), _count(node.comparators[0], names)
        if isinstance(left, list):
            return [str(one).casefold() == str(right).casefold() for one in left]
        return left == right
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name), ast.dump(node)
    if node.func.id == "IF_":
        test, yes, no = node.args
        return _count(yes if _count(test, names) else no, names)
    assert node.func.id in {"SUM", "SUMPRODUCT"}, node.func.id
    flat: list[Any] = []
    for arg in node.args:
        value = _count(arg, names)
        flat += value if isinstance(value, list) else [value]
    return sum(value for value in flat if not isinstance(value, str))


def assert_formulas_hold(content: bytes) -> list[Reckoned]:
    """Every formula comes out as the file remembers it; returns them."""
    found = Workbook(content).reckoned()
    for one in found:
        if isinstance(one.result, str):
            assert one.cached == one.result, one
        else:
            assert abs(Decimal(str(one.cached)) - one.result) < Decimal("1e-9"), one
    return found
