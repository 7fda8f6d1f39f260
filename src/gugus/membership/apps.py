from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "gugus.membership"
    label = "membership"
