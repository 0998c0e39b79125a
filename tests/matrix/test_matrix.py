"""The matrix: every address × method × role × object is answered as expectations.py says; an address without a row fails.

Everything is asked inside savepoints that are taken back, so the world is built once and no case sees another's writes.
"""

import time

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.matrix.expectations import LOGGED_IN, NEEDS, ROWS
from tests.matrix.judging import LISTS, VIEWS, leaks, misanswered

pytestmark = pytest.mark.django_db


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(VIEWS) - set(ROWS) == set(), "declare what these answer to whom: a row each in tests/matrix/expectations.py"
    assert set(ROWS) - set(VIEWS) == set()


def test_every_route_that_is_not_open_says_once_what_it_needs():
    told = sorted([*LOGGED_IN, *(route for names in NEEDS.values() for route in names.split())])
    assert told == sorted(route for route, row in ROWS.items() if not row.open), "declare it in NEEDS of tests/matrix/expectations.py"


def test_every_address_answers_every_role_as_declared(asked):
    before, begun = sum(asked.count.values()), time.process_time()
    wrong = misanswered(asked, ROWS)
    cases = sum(asked.count.values()) - before
    print(f"{cases} cases of {len(ROWS)} routes, {time.process_time() - begun:.0f} s of processor time")
    assert not wrong, f"{len(wrong)} of {cases} cases:\n" + "\n".join(wrong)


FORMATS = st.sampled_from([(), ("dinh-dang=json",), ("dinh-dang=xlsx",)])
DAYS = st.sampled_from([(), (), ("ngay=15/06/2009",), ("ngay=31/12/2025",)])
SCOPES = {"drawn": st.sets(st.integers(0, 40), max_size=3), "role": st.sampled_from(["clerk", "personnel_officer"])}
given_some = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a request costs too much to look for a simpler example
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given_some
@example(drawn={8, 14}, role="clerk", form=("dinh-dang=xlsx",), day=("ngay=31/12/2025",))
@example(drawn={5, 8, 15}, role="personnel_officer", form=(), day=())
@given(**SCOPES, form=FORMATS, day=DAYS)
def test_no_list_count_or_file_tells_of_what_lies_outside_a_random_scope(asked, drawn, role, form, day):
    wrong = leaks(asked, drawn, role, (*form, *day), LISTS)
    assert not wrong, f"{role} of the units number {sorted(drawn)}:\n" + "\n".join(wrong)
