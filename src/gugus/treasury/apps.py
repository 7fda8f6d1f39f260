from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    name = "gugus.treasury"
    label = "treasury"
