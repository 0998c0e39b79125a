"""What a web server runs. A page that the database cannot answer in a minute is given up, so that it holds up nobody else."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuanxa.settings")
os.environ.setdefault("STATEMENT_SECONDS", "60")
application = get_wsgi_application()
