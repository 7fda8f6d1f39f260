from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "gugus.attendance"
    label = "attendance"
