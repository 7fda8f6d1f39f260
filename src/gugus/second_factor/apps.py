from django.apps import AppConfig


class SecondFactorConfig(AppConfig):
    name = "gugus.second_factor"
    label = "second_factor"
