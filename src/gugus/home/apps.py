from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "gugus.home"
    label = "home"
