import os
import subprocess
import sys

import pytest

from cadres.standings.catalogue import catalogue
from chuanxa.environment import ROOT
from chuanxa.kept import about_to_serve, forget
from chuanxa.models.upkeep import upkeep

ASKED = "import gc, sys, chuanxa.wsgi; print(gc.get_freeze_count(), sum(name.startswith('reports.views.') for name in sys.modules))"


def test_a_server_has_read_every_page_before_the_first_one_is_asked_for_and_never_searches_its_code_for_rubbish(tmp_path):
    """A search through all that a process holds stops every page it serves for a tenth of a second (docs/performance.md)."""
    told = {"SECRET_KEY": "x", "DEBUG": "1", "NO_BOOTSTRAP": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    said = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, env=os.environ | told, capture_output=True, text=True, check=True).stdout
    frozen, views = map(int, said.split())
    assert frozen > 10_000 and views > 10


@pytest.mark.django_db
def test_what_every_page_needs_is_in_memory_before_the_first_one_is_asked_for(django_assert_num_queries):
    forget()
    about_to_serve.send(None)
    token = upkeep().token
    with django_assert_num_queries(0):
        catalogue(token)
