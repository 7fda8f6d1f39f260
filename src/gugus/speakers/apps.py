from django.apps import AppConfig


class SpeakersConfig(AppConfig):
    name = "gugus.speakers"
    label = "speakers"
