"""All settings; what differs between installations comes from the environment (docs/configuration.md lists it)."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.logs import without_private_parts
from config.secrets_file import read_or_make

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR_DIR = Path(env("RAPPORT_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# --- Secrets ---
_made = {} if env("SECRET_KEY", default="") and env("FIELD_KEYS", default="") else read_or_make(VAR_DIR / "secrets.env")
SECRET_KEY = env("SECRET_KEY", default=_made.get("SECRET_KEY", ""))
FIELD_KEYS = env.list("FIELD_KEYS", default=_made.get("FIELD_KEYS", "").split(","))

# --- Address: one setting says where people reach Rapport, the safe defaults follow from it ---
PORT = env.int("PORT", default=8000)
RAPPORT_URL = env("RAPPORT_URL", default=f"http://localhost:{PORT}").rstrip("/")
_address = urlsplit(RAPPORT_URL)
_served_by_https = _address.scheme == "https"
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted({_address.hostname or "", "localhost", "127.0.0.1", "[::1]"}))
CSRF_TRUSTED_ORIGINS = [RAPPORT_URL]
SECURE_SSL_REDIRECT = _served_by_https
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # a monitor on the same machine asks without HTTPS
_behind_proxy = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _behind_proxy else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(_behind_proxy)
SECURE_HSTS_SECONDS = 31_536_000 if _served_by_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _served_by_https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _served_by_https
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- What it is made of ---
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # the templates of its widgets, for FORM_RENDERER
    # Not the automatic configurations: together they would switch cotton off without a word.
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "heroicons",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "django_q",
    "csp",
    "accounts",
    "partners",
    "relationships",
    "climate",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before what a stylesheet has no use for
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.Compressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.UserPreferences",
    "accounts.middleware.NothingStored",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "accounts.middleware.Refusals",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.preferences",
                "relationships.context.navigation",
            ],
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _loaders)])],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "heroicons.templatetags.heroicons",
                "accounts.templatetags.drawn",
                "accounts.templatetags.rapport_ui",
                "accounts.templatetags.rapport_charts",
                "accounts.templatetags.kept_tags",
            ],
        },
    }
]
COTTON_DIR = "ui"
FORM_RENDERER = "accounts.forms.renderer.KeepingSelects"

# --- Where it is kept ---
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'rapport.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL is no address of a database. Write postgres://user:password@host/name.")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait for each other instead of failing; FULL loses nothing when the power does.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a query takes longer than any of ours runs; the indexes are in memory or on a disk without a head; and
    # what is prepared (accounts/prepared.py) is so in order not to be planned again. Starting workers takes longer than our questions.
    OWN_PLANS = (
        "-c jit=off -c random_page_cost=1.1 -c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0"
    )
    given = DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] = {
        "prepare_threshold": 1,
        **given,
        "options": f"{OWN_PLANS} {given.get('options', '')}".strip(),
    }
REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# With Redis a session is read there, and kept in the database as well, so that an emptied Redis signs nobody out.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" if REDIS_URL else "accounts.sessions"

# --- Who signs in ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "relationships:today"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by administrators, never by signing up
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/15m/key"}  # the key is account and address (accounts.adapter)
ACCOUNT_FORMS = {"reset_password": "accounts.forms.sign_in.LostPasswordForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
USERSESSIONS_TRACK_ACTIVITY = False  # would write a row at every request

# --- Language and time ---
LANGUAGE_CODE = "en"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Berlin")
USE_I18N = USE_TZ = True
COUNTRY = env("COUNTRY", default="DE")  # whose public holidays count until a user says otherwise
REGION = env("REGION", default="")

# --- Files ---
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.Storage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Mail ---
vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default=f"Rapport <rapport@{_address.hostname}>")
EMAIL_TIMEOUT = 20
MAIL_DOMAIN = _address.hostname or "localhost"  # of Message-IDs

# --- The API ---
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "accounts.api.paging.SeekPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "30/min", "user": env("API_RATE", default="600/min")},
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.parsing.JsonParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "accounts.api.parsing.JsonWhateverIsAccepted",
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.ApiSchema",
    "URL_FORMAT_OVERRIDE": None,  # ?format= chooses a file, which the resource itself answers with
    "EXCEPTION_HANDLER": "accounts.api.errors.answer",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Token",
    "TOKEN_TTL": None,  # lives until it is taken back
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rapport",
    "DESCRIPTION": "Partners, contacts, issues, thanks and ideas. Everything a page shows, under the same rules.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "PartnerKind": "partners.choices.PartnerKind",
        "PartnerRole": "partners.choices.PartnerRole",
        "ContactPointKind": "partners.choices.ContactPointKind",
        "IssueKind": "relationships.choices.IssueKind",
        "IssueState": "relationships.choices.IssueState",
        "IdeaState": "relationships.choices.IdeaState",
        "TeamRole": "accounts.choices.TeamRole",
        "Step": "relationships.choices.Step",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.api.schema.require_versions",
    ],
}

# --- The worker: it only wakes code that looks at our own rows ---
Q_CLUSTER = {
    "name": "rapport",
    "workers": 1,
    "timeout": 300,
    "retry": 600,
    "max_attempts": 6,
    "save_limit": 100,
    "poll": 2,
    "catch_up": False,
    **({"redis": REDIS_URL} if REDIS_URL else {"orm": "default"}),
}

# --- History, logs ---
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": structlog.stdlib.ProcessorFormatter,
            # What does not come through structlog, such as Django's own lines.
            "foreign_pre_chain": [
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                structlog.processors.format_exc_info,
                without_private_parts,
            ],
            "processor": structlog.processors.JSONRenderer()
            if env.bool("LOG_JSON", default=False)
            # The plain one: the pretty one prints the values of variables, and so what people wrote.
            else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {"rapport": {"level": "INFO"}},
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        without_private_parts,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

# --- The demo team ---
DEMO_PASSWORD = env("RAPPORT_DEMO_PASSWORD", default="")

# --- Rules of the house that are numbers ---
TRASH_DAYS = 90
FEED_RATE = 30  # times a minute that one calendar address may be asked
PAGE_SIZE = 25
PDF_MAX_ROWS = 2_000
# What is longer is made by the worker, while one goes on with something else. In rows, or entries of a report.
EXPORT_AT_ONCE = {"csv": 100_000, "json": 100_000, "xlsx": 10_000, "pdf": 60}
REPORT_DIR = VAR_DIR / "reports"
