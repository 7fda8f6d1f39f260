from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "gugus.problems"
    label = "problems"
