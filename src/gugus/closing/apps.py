from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "gugus.closing"
    label = "closing"
