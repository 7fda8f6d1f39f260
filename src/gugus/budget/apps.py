from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "gugus.budget"
    label = "budget"
