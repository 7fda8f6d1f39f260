from django.apps import AppConfig


class CashConfig(AppConfig):
    name = "gugus.cash"
    label = "cash"
