from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "gugus.platform.foundation"
    label = "foundation"
