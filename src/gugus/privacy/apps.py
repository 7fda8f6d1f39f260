from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "gugus.privacy"
    label = "privacy"
