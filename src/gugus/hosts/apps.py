from django.apps import AppConfig


class HostsConfig(AppConfig):
    name = "gugus.hosts"
    label = "hosts"
