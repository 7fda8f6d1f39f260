from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "gugus.participation"
    label = "participation"
