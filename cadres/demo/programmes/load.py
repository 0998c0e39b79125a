"""Brings what the five articles tell of programmes into the demo, after its people: once, whatever else was loaded before."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from cadres.demo.programmes import cao_bang, dien_bien, sent_people, succession
from chuanxa.audit import record
from chuanxa.models import AuditEvent
from provinces.models import Province

ACT = "demo-programmes-loaded"
DAY = date(2013, 12, 31)
LOADERS = {
    "04": (cao_bang.load, succession.load),
    "06": (sent_people.load_bac_kan,),
    "11": (dien_bien.load,),
    "14": (sent_people.load_son_la,),
}


def is_loaded() -> bool:
    """Whether the demo's programme records are there. One query."""
    return AuditEvent.objects.filter(act=ACT).exists()


@transaction.atomic
def load(*, by: str, only: Collection[str] = ()) -> int:
    """Write the records of each province (or `only` of some), and return how many; 0 if they are there already.

    The demo's people and their standings must be there: the records are tied to them.
    """
    if is_loaded():
        return 0
    written = 0
    for code, loaders in LOADERS.items():
        if not only or code in only:
            province = Province.objects.on(DAY).get(code=code)
            written += sum(one(province) for one in loaders)
    record(by=by, act=ACT, subject="demo", records=written)
    return written
