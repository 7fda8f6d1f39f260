from django.apps import AppConfig


class StudyGroupsConfig(AppConfig):
    name = "gugus.study_groups"
    label = "study_groups"
