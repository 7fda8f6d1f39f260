from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "gugus.feeds"
    label = "feeds"
