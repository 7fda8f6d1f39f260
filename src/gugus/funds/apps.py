from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "gugus.funds"
    label = "funds"
