"""The settings of the product as in production (DEBUG off), but for what a test cannot have: https, a chosen key, slow hashing."""

import os
from datetime import timedelta

os.environ["DEBUG"] = "0"
os.environ.setdefault("SECRET_KEY", "known-to-everybody-and-good-for-tests-only")
# Playwright keeps an event loop in the main thread, where Django would refuse every query of a browser test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from chuanxa.settings import *  # noqa: F403

AXES_ENABLED = False  # the tests of lockouts switch it on
SESSION_IDLE = SESSION_LENGTH = timedelta(days=36_500)  # tests travel in time
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
