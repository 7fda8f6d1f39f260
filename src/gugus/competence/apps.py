from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "gugus.competence"
    label = "competence"
