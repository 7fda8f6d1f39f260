"""The WSGI entry for granian."""

import os
import signal

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gugus.config.settings")
application = get_wsgi_application()

# A terminal sends Ctrl+C to every process of `gugus serve`, and the main one then ends the workers
# with SIGTERM. A worker that gets both never ends, so workers, who load this, leave SIGINT alone.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
