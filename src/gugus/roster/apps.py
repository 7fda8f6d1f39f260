from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "gugus.roster"
    label = "roster"
