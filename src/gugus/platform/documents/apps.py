from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gugus.platform.documents"
    label = "documents"
