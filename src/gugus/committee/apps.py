from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "gugus.committee"
    label = "committee"
