"""What a web server runs. A page that the database cannot answer in a minute is given up, so that it holds up nobody else."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuanxa.settings")
os.environ.setdefault("STATEMENT_SECONDS", "60")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (every view is imported now, not while somebody waits for the first page)
gc.collect()
gc.freeze()  # the code stays as long as the process: looking through it for rubbish would stop a page for a tenth of a second
