from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "gugus.certificates"
    label = "certificates"
