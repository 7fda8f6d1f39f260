from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "gugus.archive"
    label = "archive"
