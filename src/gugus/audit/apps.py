from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gugus.audit"
    label = "audit"
