"""The group's money: sources, budget, cash book, closed months. Whole rupiah everywhere."""

from gugus.treasury.models.budget import Budget, BudgetItem, BudgetRevision
from gugus.treasury.models.cash import CashDraft, CloseSignature, Entry, MonthClose, Receipt
from gugus.treasury.models.settings import (
    Contribution,
    LimitChange,
    Source,
    TreasurySettings,
)

__all__ = [
    "Budget",
    "BudgetItem",
    "BudgetRevision",
    "CashDraft",
    "CloseSignature",
    "Contribution",
    "Entry",
    "LimitChange",
    "MonthClose",
    "Receipt",
    "Source",
    "TreasurySettings",
]
