"""Work without signal: commands that phones keep and send when they can."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SyncConfig(AppConfig):
    """Gathers the commands that the apps above can carry out."""

    name = "gugus.platform.sync"

    def ready(self) -> None:
        autodiscover_modules("sync_handlers")
