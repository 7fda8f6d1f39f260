from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "gugus.config"
    label = "config"
