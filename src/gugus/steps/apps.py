from django.apps import AppConfig


class StepsConfig(AppConfig):
    name = "gugus.steps"
    label = "steps"
