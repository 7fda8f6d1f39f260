from django.apps import AppConfig


class DisplacementConfig(AppConfig):
    name = "gugus.displacement"
    label = "displacement"
