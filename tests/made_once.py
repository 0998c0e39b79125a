"""What many tests look at, made once for a module or a package and undone after the last of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def made_once(blocker) -> Iterator[None]:
    """Write inside it, yield what the tests need; it is rolled back at the end. `blocker` is pytest-django's django_db_blocker."""
    with blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
