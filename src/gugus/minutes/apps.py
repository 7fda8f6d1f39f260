from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "gugus.minutes"
    label = "minutes"
