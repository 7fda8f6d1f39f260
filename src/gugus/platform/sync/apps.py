"""Offline work: commands that phones queue and send later."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SyncConfig(AppConfig):
    """Gathers what the apps above can carry out and what they listen to."""

    name = "gugus.platform.sync"

    def ready(self) -> None:
        autodiscover_modules("sync_handlers", "receivers")
