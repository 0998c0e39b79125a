"""Makes the world of the drills in the database of DATABASE_URL: the tests' small world, and clerks with passwords that are drawn anew.

python -m drills.world                  the whole world
python -m drills.world administrator    one administrator, in a database that has its people
"""

import json
import os
import sys
import time

CLERKS, PLACE = 32, "truong_ha_now"
ROLES = ("clerk", "personnel_officer", "leader", "auditor", "administrator")


def make() -> dict:
    """Clerks drill00…drill31 of one commune of today, and one user for each role."""
    from django.core.management import call_command
    from django.db import transaction

    from tests.world.made import make_world

    call_command("migrate", verbosity=0, interactive=False)
    start = time.perf_counter()
    with transaction.atomic():
        world = make_world()
        _users(world.places)
    return {"users": CLERKS + len(ROLES), "seconds": round(time.perf_counter() - start, 1)}


def _users(places) -> None:
    from django.contrib.auth.hashers import make_password

    hashed = make_password(password())
    clerks = [(f"drill{number:02}", "clerk") for number in range(CLERKS)]
    for name, role in [*clerks, *((f"role-{role.replace('_', '-')}", role) for role in ROLES)]:
        if role == "clerk":
            where = [{"commune": places.truong_ha}, {"commune": getattr(places, PLACE)}]
        else:
            where = [{"everywhere": True}] if role == "administrator" else [{"province": places.cao_bang}]
        _user(name, role, hashed, where)


def _user(name: str, role: str, hashed: str, where: list[dict]) -> None:
    from chuanxa.models import User
    from provinces.models import Scope

    user = User.objects.create(username=name, full_name=name, role=role, password=hashed)
    for place in where:
        Scope.objects.create(user=user, **place)


def administrator() -> dict:
    """Only one administrator, for a database that has people of its own."""
    from django.contrib.auth.hashers import make_password

    _user("role-administrator", "administrator", make_password(password()), [{"everywhere": True}])
    return {"users": 1}


def password() -> str:
    """Of every user of the drills: drawn once for a folder (run.py), told to the programs of a run through their environment."""
    return os.environ.get("DRILL_PASSWORD", "")


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(administrator() if sys.argv[1:] == ["administrator"] else make()))
