"""Django's settings, from the environment. There is no debug mode: a page that shows the program's insides is never served."""

import datetime as dt
from pathlib import Path

from csp.constants import NONE, SELF

from weighin.fetching import is_public
from weighin.site import environment

HERE = Path(__file__).resolve().parent
HTTPS = environment.is_behind_https()

DEBUG = False
SECRET_KEY = environment.signing_key()  # empty until `start.set_up` has made one; Django refuses to sign with nothing
ALLOWED_HOSTS = environment.hosts()
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "weighin.site.urls"
WSGI_APPLICATION = "weighin.site.wsgi.application"
APPEND_SLASH = False  # an address has one spelling

INSTALLED_APPS = [
    "django.contrib.contenttypes",  # auth asks for it
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    "weighin.site.store",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "weighin.site.security.headers",
    "django.middleware.common.CommonMiddleware",  # refuses a host that is not ours, whatever is asked for
    "weighin.site.security.bounded",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "weighin.site.policy.PolicyMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it answers in the place of a sign-in that is locked
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]

# Who signs in
AUTH_USER_MODEL = "store.Member"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name",)},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger elsewhere cannot lock an editor out
AXES_LOCKOUT_CALLABLE = "weighin.site.failures.too_many_attempts"
AXES_CLIENT_IP_CALLABLE = "weighin.site.security.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in from where is nobody's business for longer than the visit

# Cookies and https
SESSION_COOKIE_NAME = "__Host-weighin" if HTTPS else "weighin"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-weighin-form" if HTTPS else "weighin-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "weighin.site.failures.forged_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, without the proxy
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What is sent to us
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # bytes of a form without its files: a pasted article is far below
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600

# What is fetched for an editor: never from a private network; only tests give another rule
MAY_FETCH_FROM = is_public

# Letters
MAIL_SERVER = environment.mail_server()
MAIL_SENDER = environment.mail_sender()
MAILBOX_FOLDER = environment.data_folder() / "mailbox"
INCOMING_MAIL = environment.incoming_server()
REPLY_ADDRESS = environment.reply_address()
SITE_ADDRESS = environment.site_address()

# Stamps from outside, of the witness of each seal; nobody is asked unless the environment says so
TIMESTAMP_SERVER = environment.timestamp_server()
OPENTIMESTAMPS_CALENDARS = environment.opentimestamps_calendars()

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "attempts": {  # in memory, of each process: whose links lead nowhere need not be remembered for longer
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "attempts",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True  # served from the package; nothing has to be collected
WHITENOISE_MAX_AGE = 600
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    ("en-gb", "English"),
    ("de", "Deutsch"),
    ("ko", "한국어"),
]  # of what panelists see; the desks speak English
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "weighin.site.security.LogLine", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a reader's 404 is no news
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # strangers try names all day
    },
}
