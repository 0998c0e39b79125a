"""Ordering a file: made by a worker, kept to be fetched."""

import hashlib

from chuanxa import jobs
from chuanxa.models import Job

EXPORT = "export"


def order_export(path: str, *, by: str, name: str, open_numbers: bool, reason: str, address: str) -> Job:
    """Put the making of the file of `path` in the queue; an order that waits already is not given twice."""
    asked = hashlib.sha256(f"{by}\n{path}\n{open_numbers}\n{reason}".encode()).hexdigest()[:40]
    told = {"path": path, "open_numbers": open_numbers, "reason": reason, "address": address}
    return jobs.start(EXPORT, by=by, label=f"Tải về: {name}"[:200], only_once=f"export:{asked}", **told)
