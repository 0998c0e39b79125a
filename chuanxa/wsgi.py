"""What a web server runs. A page that the database cannot answer in a minute is given up, so that it holds up nobody else.

A process that serves has read its code and its catalogues before the first page is asked for. Its code stays as long as itself: to
look through it for rubbish would stop every page it serves for a tenth of a second (docs/performance.md).
"""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

from chuanxa.kept import about_to_serve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuanxa.settings")
os.environ.setdefault("STATEMENT_SECONDS", "60")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (imports every view)
gc.collect()
gc.freeze()
about_to_serve.send_robust(None)  # without a database the pages say so themselves
connections.close_all()
