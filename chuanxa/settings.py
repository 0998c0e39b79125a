"""Settings: safe unless DEBUG is asked for; everything secret or local comes from the environment (see environment.py)."""

from datetime import timedelta

from csp.constants import NONE, SELF

from chuanxa import environment

VERSION = "0.1.0"
ROOT = environment.ROOT
DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(debug=DEBUG)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "reports",
    "cadres",
    "provinces",
    "chuanxa",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "chuanxa.shell.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "chuanxa.shell.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chuanxa.acts.ActsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "chuanxa.accounts.guard.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "chuanxa.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "chuanxa.urls"
WSGI_APPLICATION = "chuanxa.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "chuanxa.context.site",
            ],
            "builtins": ["django.templatetags.static", "chuanxa.templatetags.forms"],
        },
    }
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "chuanxa.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "chuanxa.log_in.LogIn"]
LOGIN_URL = "session-start"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "session-start"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "chuanxa.accounts.password_length.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "chuanxa.accounts.password_words.WordsOfThisPlace"},
]

PASSWORD_RESET_TIMEOUT = 24 * 3600
SECOND_FACTOR_ROLES = environment.words("SECOND_FACTOR_ROLES")
OTP_TOTP_ISSUER = "Chuan Xa"

# A name waits after several wrong passwords, whether anybody has it or not; the audit trail keeps what there is to keep.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # an address would only widen what is tried; the name alone decides
AXES_LOCKOUT_CALLABLE = "chuanxa.accounts.lockout.page"
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

SESSION_IDLE = timedelta(minutes=environment.number("SESSION_IDLE_MINUTES", 60))
SESSION_LENGTH = timedelta(hours=environment.number("SESSION_HOURS", 12))
SESSION_COOKIE_AGE = int(SESSION_LENGTH.total_seconds())

LANGUAGE_CODE = "vi"
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["chuanxa.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = environment.VAR / "static"
MEDIA_ROOT = environment.VAR / "media"
EXPORT_DIR = environment.folder("EXPORT_DIR", environment.VAR / "exports")
EXPORT_ROWS_AT_ONCE = environment.number("EXPORT_ROWS_AT_ONCE", 20_000)
EXPORT_KEEP_DAYS = environment.number("EXPORT_KEEP_DAYS", 7)
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
DJANGO_TABLES2_TEMPLATE = "django_tables2/chuanxa.html"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
if not DEBUG:  # a cookie of that prefix is taken from this very host, by https, and from nobody else
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
if BEHIND_PROXY:  # only then may a header say that the visitor came by https
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Of a form without its files (shell.py bounds the whole); a form for 500 people has some 600 fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
