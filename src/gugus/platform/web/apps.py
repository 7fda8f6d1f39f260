from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gugus.platform.web"
    label = "web"
