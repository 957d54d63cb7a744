"""Django's settings of one workspace, from the environment.

| variable | meaning |
|---|---|
| `PADAN_WORKSPACE` | folder of the office's workspace (needed) |
| `DATABASE_URL` | database of accounts, decisions and audit; SQLite in the workspace without it |
| `PADAN_SECRET_KEY` | signs sessions; made and kept in the workspace's private folder without it |
| `PADAN_PUBLIC_URL` | `https://…` under which a TLS proxy shows the application to officers |

Without a public address only this machine can reach the application, over plain HTTP. With one,
cookies are sent over TLS only and browsers are told to insist on it.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from pipelines.office.config import load_config
from pipelines.office.ledger import postgresql_url
from pipelines.office.workspace import open_workspace
from review.secret import secret_key

WORKSPACE = open_workspace(Path(os.environ["PADAN_WORKSPACE"]))
OFFICE = load_config(WORKSPACE.config_file)

SECRET_KEY = os.environ.get("PADAN_SECRET_KEY") or secret_key(WORKSPACE)
PUBLIC_URL = os.environ.get("PADAN_PUBLIC_URL", "")
BEHIND_TLS = bool(PUBLIC_URL)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if BEHIND_TLS:
    ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or "", *ALLOWED_HOSTS]
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.rstrip("/")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "review.ledger",
    "review.audit",
    "review.accounts",
    "review.access",
    "review.published",
    "review.pages",
    "review.comparing",
    "review.home",
    "review.pairs",
    "review.search",
    "review.findings",
    "review.villages",
    "review.dashboard",
    "review.runs",
    "review.users",
    "review.audit_log",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "review.access.uploads.UploadLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "review.accounts.idle.IdleSessionMiddleware",
    "review.access.middleware.AccessMiddleware",
    "review.published.middleware.MissingPublicationMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "review.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "review.pages.context.page",
            ],
            "builtins": ["review.pages.templatetags.padan"],
        },
    }
]

# One writer at a time waits for the other instead of failing; FULL, because a decision that was
# confirmed to an officer must survive a power cut.
SQLITE_OPTIONS = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRESQL_URL = postgresql_url()
DATABASES = {
    "default": dj_database_url.parse(
        POSTGRESQL_URL or f"sqlite:///{WORKSPACE.ledger}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if not POSTGRESQL_URL:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True
TIME_ZONE = OFFICE.timezone

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["review.accounts.hashers.OfficeArgon2Hasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": _VALIDATION + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"

# Five wrong passwords for one account from one address: a quarter of an hour's pause.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "review.accounts.throttling.username_key"
AXES_LOCKOUT_CALLABLE = "review.accounts.throttling.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # the audit log has it
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 30 * 60  # of idleness, seconds; see review.accounts.idle
SESSION_LONGEST = 10 * 60 * 60  # seconds from signing in, however busy
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "padan"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_USE_SESSIONS = True
FORM_RENDERER = "review.pages.forms.OfficeRenderer"
CSRF_FAILURE_VIEW = "review.pages.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes of one request's body
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes of form fields
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes; larger files go to FILE_UPLOAD_TEMP_DIR
FILE_UPLOAD_TEMP_DIR = str(WORKSPACE.state)
FILE_UPLOAD_PERMISSIONS = 0o600

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # served as they lie in the package; nothing is collected
WHITENOISE_MAX_AGE = 3600

# One JSON line an event on standard error, with whatever looks like a NIK, KK or telephone
# number masked; query strings are never logged (review.server).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "lokal.samaran.logging.SamaranFilter"}},
    "formatters": {"json": {"()": "pipelines.machine.logs.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["mask"],
        }
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
