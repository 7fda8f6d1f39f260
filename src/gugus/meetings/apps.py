from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "gugus.meetings"
    label = "meetings"
