"""What a phone needs before it can work without signal: its shell by name, and the app's card."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

# Loaded by the service worker, in this order; then what pages load.
WORKER_FILES = ("sync/store.js", "sync/sending.js", "sync/copies.js", "sync/worker.js")
SHELL_FILES = (
    "web/face.css",
    "web/connection.js",
    "web/once.js",
    "web/icons.svg",
    "web/mark.svg",
    "web/icon-192.png",
    "web/vendor/htmx.org-2.0.11-0BSD/htmx.min.js",
    "sync/store.js",
    "sync/sending.js",
    "sync/copies.js",
    "sync/packing.js",
    "sync/outbox.js",
    "sync/record_state.js",
    "sync/forms.js",
    "sync/keeping.js",
    "sync/leaving.js",
    "sync/on_phone.js",
)


@dataclass(frozen=True)
class OnPhonePage:
    """Di HP ini: the same for everybody, since what it shows lies on the phone."""


def worker_script() -> str:
    """The service worker: which files its shell has, and the scripts it is made of.

    The names carry a hash of their content, so the text differs exactly when the shell does.
    """
    files = [static(name) for name in SHELL_FILES]
    scripts = [static(name) for name in WORKER_FILES]
    version = hashlib.sha256("\n".join(files + scripts).encode()).hexdigest()[:12]
    shell = {"version": version, "page": reverse("sync:on_phone"), "files": files}
    loaded = ", ".join(json.dumps(name) for name in scripts)
    return f"self.SHELL = {json.dumps(shell)};\nimportScripts({loaded});\n"


def web_app_manifest() -> dict[str, Any]:
    """What a phone asks before it puts the product on its home screen."""
    icons = [
        {
            "src": static(f"web/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    return {
        "id": "/",
        "name": "Gugus",
        "short_name": "Gugus",
        "description": str(settings.APP_DESCRIPTION),
        "lang": "id",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": icons,
    }
