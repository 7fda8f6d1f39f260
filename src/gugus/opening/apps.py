from django.apps import AppConfig


class OpeningConfig(AppConfig):
    name = "gugus.opening"
    label = "opening"
