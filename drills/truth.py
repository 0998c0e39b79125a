"""Holds a database against a ledger: what was acknowledged is there once, nothing is there by half, and each fact has its audit row.

python -m drills.truth LEDGER.json
"""

import json
import sys
from collections import Counter
from pathlib import Path


def compare(saves: list[dict]) -> dict:
    """Lists of tokens by what is wrong with them; all empty when nothing is."""
    from cadres.models import Appointment, Profile, Qualification

    notes = Counter(Profile.objects.exclude(note="").values_list("note", flat=True))
    change_sets = dict(Profile.objects.exclude(note="").values_list("note", "recorded_in"))
    intended = {save["token"]: save for save in saves}
    found = {"lost": [token for token, save in intended.items() if save["acknowledged"] and not notes[token]]}
    found["doubled"] = [token for token in intended if notes[token] > 1]
    written = {token: change_sets[token] for token in intended if notes[token]}
    whole = [(token, pk) for token, pk in written.items() if not intended[token]["cadre"]]
    posts = Counter(Appointment.objects.filter(recorded_in__in=[pk for _, pk in whole]).values_list("recorded_in", flat=True))
    studies = Counter(Qualification.objects.filter(recorded_in__in=[pk for _, pk in whole]).values_list("recorded_in", flat=True))
    found["half-written"] = [token for token, pk in whole if (posts[pk], studies[pk]) != (1, 1)]
    found["audit"] = _audit(written, intended)
    wrong = {name: tokens[:5] for name, tokens in found.items() if tokens}
    return {"on_record": len(written), "acknowledged": sum(save["acknowledged"] for save in saves), "wrong": wrong}


def _audit(written: dict[str, int], intended: dict[str, dict]) -> list[str]:
    """Tokens whose change set has other audit rows than one for each fact: three for a new person, one for another note."""
    from chuanxa.models import AuditEvent

    rows = Counter(
        (change["change_set"], act)
        for act, change in AuditEvent.objects.values_list("act", "change")
        if isinstance(change, dict) and "change_set" in change
    )
    new = {"record profile": 1, "record appointment": 1, "record qualification": 1}
    expected = {token: {"amend profile": 1} if intended[token]["cadre"] else new for token in written}
    of_set: dict[int, dict[str, int]] = {}
    for (pk, act), times in rows.items():
        of_set.setdefault(pk, {})[act] = times
    return [token for token, pk in written.items() if of_set.get(pk, {}) != expected[token]]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(compare(json.loads(Path(sys.argv[1]).read_text()))))
