from django.apps import AppConfig


class CatchupConfig(AppConfig):
    name = "gugus.catchup"
    label = "catchup"
