"""Who may log in, and stay logged in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from chuanxa.models import User


class LogIn(ModelBackend):
    """By user name and password.

    A disabled user is out on the next request, and the demo's known passwords open nothing where DEBUG is off.
    """

    def user_can_authenticate(self, user: User) -> bool:
        return user.is_active and (settings.DEBUG or not user.is_demo)
