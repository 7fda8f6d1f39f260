from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "gugus.calendar"
    label = "calendar"
