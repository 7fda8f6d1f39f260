"""The WSGI entry for granian."""

import os
import signal

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gugus.config.settings")
application = get_wsgi_application()

# A terminal sends Ctrl+C to every process of `gugus serve`, and the main one then ends the workers
# with SIGTERM. A worker that gets both never ends, so workers, who load this, leave SIGINT alone.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

from gugus.schedule.services.queue import (  # noqa: E402 - apps are ready
    start_worker_thread,
)

# Schedules that waited when the server was last stopped begin by themselves; their thread comes
# after the mask, which it takes over.
start_worker_thread()
