"""Background jobs: what takes longer than a request, carried out by a worker."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Gathers what the apps above have a worker do."""

    name = "gugus.platform.jobs"

    def ready(self) -> None:
        autodiscover_modules("job_handlers")
