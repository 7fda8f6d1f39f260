from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "gugus.agenda"
    label = "agenda"
