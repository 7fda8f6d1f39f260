from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "gugus.platform.interchange"
    label = "interchange"
