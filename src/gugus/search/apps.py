from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "gugus.search"
    label = "search"

    def ready(self) -> None:
        from gugus.search.services.triggers import keep_index_true

        # After every migration: a table that was made anew has lost its triggers.
        post_migrate.connect(keep_index_true, sender=self, dispatch_uid="gugus.search")
