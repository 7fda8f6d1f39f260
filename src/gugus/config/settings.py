"""Django's settings, made of `environment` and of what never varies."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gugus.config import environment

ENV = environment.read_environment()
SOURCE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.hosts
CSRF_TRUSTED_ORIGINS = ENV.origins
DATA_FOLDER = ENV.data

# What a phone says of the product before it puts it on its home screen.
APP_DESCRIPTION = _("Kerja kelompok kerja guru, dari kebutuhan sampai hasil.")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "gugus.platform.foundation",
    "gugus.platform.web",
    # Its templates, for the few widgets that the renderer does not write itself.
    "django.forms",
    "gugus.platform.jobs",
    "gugus.platform.documents",
    "gugus.platform.sync",
    "gugus.platform.interchange",
    "gugus.people",
    "gugus.committee",
    "gugus.study_groups",
    "gugus.second_factor",
    "gugus.accounts",
    "gugus.membership",
    "gugus.audit",
    "gugus.roster",
    "gugus.competence",
    "gugus.programme",
    "gugus.meetings",
    "gugus.problems",
    "gugus.attendance",
    "gugus.steps",
    "gugus.minutes",
    "gugus.catchup",
    "gugus.participation",
    "gugus.certificates",
    "gugus.agenda",
    "gugus.calendar",
    "gugus.speakers",
    "gugus.feeds",
    "gugus.hosts",
    "gugus.opening",
    "gugus.timetable",
    "gugus.schedule",
    "gugus.displacement",
    "gugus.yearplan",
    "gugus.district",
    "gugus.funds",
    "gugus.cash",
    "gugus.closing",
    "gugus.budget",
    "gugus.actuals",
    "gugus.archive",
    "gugus.privacy",
    "gugus.search",
    "gugus.home",
    "gugus.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gugus.platform.web.middleware.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "gugus.platform.foundation.middleware.ChosenLanguageMiddleware",
    "gugus.platform.web.middleware.CleanInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gugus.platform.foundation.middleware.StaySignedInMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gugus.platform.foundation.middleware.OwnPasswordMiddleware",
    "gugus.second_factor.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gugus.platform.web.middleware.PrivatePagesMiddleware",
    "gugus.platform.web.middleware.MethodNotAllowedPageMiddleware",
]

ROOT_URLCONF = "gugus.config.urls"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gugus.config.navigation.shell",
            ],
            "builtins": ["gugus.platform.web.templatetags.face"],
            # Instead of Django's own: fixed texts are looked up once in each language.
            "libraries": {"i18n": "gugus.platform.web.templatetags.words"},
        },
    },
    # Long lists; their templates lie in the folders `jinja2`.
    {
        "NAME": "compiled",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "gugus.platform.web.compiled.environment"},
    },
]

FORM_RENDERER = "gugus.platform.web.render.WidgetRenderer"

# So many schedules are sought at a time; others wait for their turn.
SEARCHES_AT_ONCE = ENV.searches

DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = ["gugus.platform.foundation.sign_in_backend.PreparedBackend"]
SESSION_ENGINE = "gugus.platform.foundation.sessions"
PASSWORD_HASHERS = ["gugus.platform.foundation.hashers.LaptopArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Digits of new PINs; older ones of another length stay good.
PIN_DIGITS = ENV.pin_digits
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:start"
CSRF_FAILURE_VIEW = "gugus.platform.web.views.csrf_failure"
PASSWORD_CHANGE_URL = "accounts:password"  # noqa: S105 - an address, no password

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = ENV.secure
SECURE_HSTS_SECONDS = 31536000 if ENV.secure else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        # The service worker, and the reader of QR codes, which starts itself from memory.
        "worker-src": [SELF, "blob:"],
        "media-src": [SELF, "blob:"],
    }
}

# Uploads stay in memory: what a roster file holds must never reach the disk (UU 27/2022).
FILE_UPLOAD_HANDLERS = ["gugus.platform.web.uploads.BoundedMemoryUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
LARGEST_BODY = 3 * FILE_UPLOAD_MAX_MEMORY_SIZE
# Signing in, setting up and checking a certificate take a few hundred bytes.
LARGEST_BODY_OF_STRANGERS = 64 * 1024
# Requests that one server process carries out at a time.
REQUEST_THREADS = environment.REQUEST_THREADS
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

LANGUAGE_CODE = ENV.language
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENV.secure
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "static/"
STATIC_ROOT = ENV.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "secrets": {
            "()": "gugus.platform.foundation.redaction.SecretsFilter",
            "prefixes": ("/masuk/tautan/", "/kalender/"),
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets"],
        }
    },
    # Without Django's own handlers every line, the development server's too, passes the filter.
    "loggers": {
        "django": {"propagate": True},
        "django.server": {"level": "INFO", "propagate": True},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
