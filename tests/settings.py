"""The product's settings, with a data folder of the tests' own and quick hashing."""

import atexit
import os
import shutil
import tempfile

if "GUGUS_DATA" not in os.environ:
    os.environ["GUGUS_DATA"] = tempfile.mkdtemp(prefix="gugus-tests-")
    atexit.register(shutil.rmtree, os.environ["GUGUS_DATA"], ignore_errors=True)

from gugus.config.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"].endswith(("sqlite3", "sqlite")):  # noqa: F405
    # A file, as in use: threads of one test then have connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": os.environ["GUGUS_DATA"] + "/tests.sqlite3"}  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
