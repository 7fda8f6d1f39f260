from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "gugus.programme"
    label = "programme"
