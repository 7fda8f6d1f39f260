from django.apps import AppConfig


class YearplanConfig(AppConfig):
    name = "gugus.yearplan"
    label = "yearplan"
