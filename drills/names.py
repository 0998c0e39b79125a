"""How often each name of a file is on record (python -m drills.names NAMES.json), or: jobs of dead workers are given up at once.

A job's worker counts as dead after 90 silent seconds; `--forget-the-dead` lets a drill not wait for them.
"""

import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path


def times(names: list[str]) -> dict[str, int]:
    from cadres.models import Profile

    found = Counter(Profile.objects.known().filter(full_name__in=names).values_list("full_name", flat=True))
    return {name: found[name] for name in names}


def forget_the_dead() -> dict[str, int]:
    from chuanxa.jobs import SILENT
    from chuanxa.models import Job

    running = Job.objects.filter(state="running")
    return {"running": sum(_aged(job, SILENT) for job in running)}


def _aged(job, silence: timedelta) -> int:
    job.heartbeat_at -= 2 * silence
    job.save(update_fields=["heartbeat_at"])
    return 1


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(forget_the_dead() if sys.argv[1] == "--forget-the-dead" else times(json.loads(Path(sys.argv[1]).read_text()))))
