from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "gugus.timetable"
    label = "timetable"
