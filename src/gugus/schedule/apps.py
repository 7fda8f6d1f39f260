from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "gugus.schedule"
    label = "schedule"
