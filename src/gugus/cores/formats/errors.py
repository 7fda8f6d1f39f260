"""How a reader refuses a file."""


class FormatRefused(ValueError):  # noqa: N818 - a refusal is an answer, not a fault
    """The file cannot be read. `code` is for programs, the message for developers.

    Codes: empty, wrong_type, not_workbook, html, encrypted, macro, damaged, dtd, too_large,
    too_many_rows, nested, no_sheet, other_list, missing_columns, duplicate_columns,
    formula, no_rows. `names` holds what the code speaks of: column names,
    or the key of the other list. No value of a data cell ever comes into it.
    """

    def __init__(self, code: str, message: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.names = names
