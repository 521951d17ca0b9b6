"""Settings, all of them, read from the environment. The README lists every variable.

Production is the default and refuses to start without a secret key and hosts.
``DEVELOPMENT=1`` (set by ``make run``) is for one machine: a key kept in ``var/``, local hosts,
plain http, static files straight from their folder.
"""

import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from decision.environment import database, flag, language_names, number, one_of, text, words

ROOT = Path(__file__).resolve().parent.parent

# Mode

DEVELOPMENT = flag("DEVELOPMENT")
# Debug pages show settings and source code, so they need both switches.
DEBUG = DEVELOPMENT and flag("DEBUG")
DATA_FOLDER = Path(text("DATA_FOLDER", str(ROOT / "var")))
# What authors edit: questions, weights, gates, texts.
CONTENT_FOLDER = Path(text("CONTENT_FOLDER", str(ROOT / "content")))


def secret_key() -> str:
    """The key from the environment; in development the one that ``make run`` has written."""
    key_file = ROOT / "var" / "secret-key"
    if key := text("SECRET_KEY"):
        return key
    if DEVELOPMENT:
        # Without the file one that ends with the process: enough for a command.
        return key_file.read_text().strip() if key_file.exists() else secrets.token_urlsafe(50)
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. It signs sessions: give it a long random text and keep it secret."
    )


def allowed_hosts() -> list[str]:
    """The host names that this site answers to."""
    hosts = words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]" if DEVELOPMENT else "")
    if not hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is not set. Name the hosts that this site answers to, for example "
            "ALLOWED_HOSTS=decide.example.org"
        )
    return hosts


SECRET_KEY = secret_key()
ALLOWED_HOSTS = allowed_hosts()

# Application

INSTALLED_APPS = [
    # Before staticfiles: `runserver` then serves static files as production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "decision",
]
MIDDLEWARE = [
    # First, because a health check names no host that we know and needs no session.
    "decision.web.middleware.health",
    "decision.web.middleware.security_headers",
    "decision.web.middleware.private_addresses",
    # Before the database is asked for the session.
    "decision.web.middleware.drop_odd_session_keys",
    "django.middleware.security.SecurityMiddleware",
    # Above WhiteNoise, so that an SVG opened by itself runs no script either.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "decision.web.middleware.known_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last in, yet before the view and the CSRF check read the body.
    "decision.web.middleware.limit_body",
    "decision.web.middleware.say_what_is_not_allowed",
]
ROOT_URLCONF = "decision.urls"
WSGI_APPLICATION = "decision.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "decision.web.languages.language_choice",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

# Storage

if not text("DATABASE_URL"):
    # Many commands need no database; whatever does says that it cannot be opened.
    with suppress(OSError):
        DATA_FOLDER.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": database(
        "DATABASE_URL",
        f"sqlite:///{DATA_FOLDER / 'db.sqlite3'}",
        # `runserver` has a new thread for every request: what it kept open nobody would use.
        conn_max_age=0 if DEVELOPMENT else 60,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Measured with 200 writers at once: a transaction that starts as a reader and then
        # writes fails at once ("database is locked"); one that starts as a writer waits its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged survives a power cut. SQLite checks foreign keys only
        # when told to, on every connection.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
        ),
    }
# Sessions hold which links a browser has opened. In the database every replica sees them.
SESSION_ENGINE = "decision.web.sessions"
# A message can name a store: it stays on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Per process, so it may hold only what any replica can work out again from the content.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Finished reports, by content: any replica can make them again.
REPORT_CACHE_DIR = DATA_FOLDER / "cache" / "reports"
# How long a report may take. The server must be patient for longer than that.
REPORT_SECONDS = 30
# Over all processes of a machine, and fewer than there are (WEB_CONCURRENCY): each report
# occupies one of them for seconds, and pages must not wait for that.
REPORTS_AT_ONCE = 2

# How long an assessment is kept after its last change, and how long deleting can be undone.
# A hundred years at most: dates end somewhere.
RETENTION_DAYS = number("RETENTION_DAYS", 365, most=36500)
UNDO_DAYS = number("UNDO_DAYS", 30, most=36500)

# Input

MAX_BODY_BYTES = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
# The same number on purpose: above it the memory handler would drop a file without a word.
# The body limit refuses such a request first, with a page that says so.
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
# Answer files can tell a lot about a system: they never touch the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# A what-if over the most stores that an assessment may have sends each of its answers.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Infrastructure comes as many files; a cloud assembly has a template for every stack.
DATA_UPLOAD_MAX_NUMBER_FILES = 500

# Infrastructure files: how many bytes one upload may have, all files together. They are read in
# a process of their own, within the time and the memory of decision.readers.apart.WEB.
INFRASTRUCTURE_BYTES = number("INFRASTRUCTURE_MEGABYTES", 20, most=1000) * 1_000_000

# Security

HTTPS = flag("HTTPS", default=not DEVELOPMENT)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# The __Host- prefix makes browsers refuse a cookie that a neighbouring subdomain has set.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = True
# Forms carry the token in a field; no script has to read the cookie.
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 90 * 24 * 3600
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Redirecting to https is the work of what ends TLS in front of us: the app speaks plain http.
SECURE_SSL_REDIRECT = False
# Only behind a proxy that always sets its headers: anybody else could send them too.
BEHIND_PROXY = flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Not no-referrer: Chromium then sends "Origin: null" with forms and Django refuses them all.
CSRF_FAILURE_VIEW = "decision.web.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# We set no HSTS rule for other names of the operator's domain, nor ask for the preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(ROOT / "staticfiles")))
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT

# Language and time

LANGUAGE_CODE = "en"
# English is always there, and what another language has not translated is shown in English.
LANGUAGES = language_names("en", *words("LANGUAGES"))
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Logging: to the console only. No mail to admins, whose error reports quote what people typed.

LOG_LEVEL = one_of("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "decision.web.loglines.WithoutSecrets",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Django gives these two their own handlers; ours takes their place.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # gunicorn's workers load us after their own log is set up: their lines lose secrets too.
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        # Scanners send these all day; the answer 400 says enough.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        # These tell about every font and every start.
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
