from django.apps import AppConfig


class ActualsConfig(AppConfig):
    name = "gugus.actuals"
    label = "actuals"
