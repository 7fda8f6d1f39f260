from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "gugus.planning"
    label = "planning"
