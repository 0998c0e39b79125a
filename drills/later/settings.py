"""The settings of a later version of the program: the present one, and an app whose migrations change tables in use."""

from chuanxa.settings import *  # noqa: F403
from chuanxa.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "drills.later"]
