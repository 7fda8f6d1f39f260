from django.apps import AppConfig


class DistrictConfig(AppConfig):
    name = "gugus.district"
    label = "district"
