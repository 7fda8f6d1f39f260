"""The entry for granian: Django in threads, behind what reads bodies."""

import os
import signal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gugus.config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 - set up above
from django.template.loader import get_template  # noqa: E402
from django.urls import reverse  # noqa: E402

from gugus.platform.foundation.sessions import user_by_cookies  # noqa: E402
from gugus.platform.web.serving import Bridge, Limits  # noqa: E402
from gugus.platform.web.wsgi import Utf8Handler  # noqa: E402

_KEPT = settings.FILE_UPLOAD_MAX_MEMORY_SIZE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
_LIMITS = Limits(
    anybody=settings.LARGEST_BODY_OF_STRANGERS,
    kept=_KEPT,
    together=3 * _KEPT,
    largest=settings.LARGEST_BODY,
)
application = Bridge(Utf8Handler(), settings.REQUEST_THREADS, _LIMITS, user_by_cookies).answer

# Every address and the frame of all pages, loaded before the door opens: whoever taps first does not
# wait for it.
reverse("accounts:sign_in")
get_template("web/base.html")

# A terminal sends Ctrl+C to every process of `gugus serve`, and the main one then ends the workers
# with SIGTERM. A worker that gets both never ends, so workers, who load this, leave SIGINT alone.
# Windows cannot hold a signal back, and need not: there the main process is woken by its worker's end.
if hasattr(signal, "pthread_sigmask"):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
