"""The latest moment of which everything is written: no transaction still under way can record something for it or before it.

Facts take their moment when their transaction begins, and are seen when it ends. Whoever keeps "all that is known now" must therefore
name a moment before the oldest transaction under way, or a fact would turn up later that was recorded before it.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

MARGIN = timedelta(seconds=1)
"""Between taking its moment and its first statement a transaction is not seen by the others."""


def settled_now() -> datetime:
    """Call it inside a transaction: on SQLite that is the only writer, so now is settled; on PostgreSQL one query looks at the others."""
    now = timezone.now()
    if connection.vendor != "postgresql":
        return now
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM clock_timestamp() - min(xact_start)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        (age,) = cursor.fetchone()
    return now - timedelta(seconds=float(age or 0)) - MARGIN
