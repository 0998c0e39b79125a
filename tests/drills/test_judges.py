"""The judges of the drills find what they are for: a lost save, a doubled one, half of one, an answer below A+."""

import pytest

from cadres.actions.dossiers import enter_dossier
from cadres.models import Appointment, Profile, Qualification
from drills.finding import Finding
from drills.observatory import graded
from drills.truth import compare
from tests import factories

BEST = {
    "content-security-policy": "default-src 'none'; script-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}
COOKIE = "__Host-session=x; HttpOnly; Path=/; SameSite=Lax; Secure"


def test_the_best_answer_has_a_plus_and_every_lack_costs():
    assert graded(BEST, [COOKIE], None)[:2] == ("A+", 135)
    assert graded(BEST, [], "https://127.0.0.1/")[:2] == ("A+", 130)
    for lacking in BEST:
        if lacking != "x-frame-options":  # the policy says it already
            assert graded({name: value for name, value in BEST.items() if name != lacking}, [COOKIE], None)[1] < 135, lacking
    unsafe = BEST | {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}
    assert graded(unsafe, [COOKIE], None)[0] == "B+"
    assert graded(BEST, ["session=x; Path=/"], None)[0] == "C+" and graded(BEST, [COOKIE], "http://127.0.0.1/")[0] == "B+"
    assert graded({}, [], "http://127.0.0.1/")[0] == "F"


@pytest.fixture
def office(db):
    commune = factories.commune(factories.district(factories.province()))
    return commune, factories.position("finance_accounting", "Tài chính - kế toán", category="civil_servant", group="civil_service")


def entered(office, token: str, *, whole: bool = True) -> None:
    commune, position = office
    facts = [Appointment(commune=commune, position=position, valid_from=factories.TODAY)]
    facts += [Qualification(ladder="professional", level=40)] * whole
    enter_dossier(Profile(full_name="Nông Văn An", note=token), facts, by="drill00", day=factories.TODAY, token=token)


def said(*tokens: str, acknowledged: bool = True) -> list[dict]:
    return [{"token": token, "cadre": "", "acknowledged": acknowledged} for token in tokens]


def test_what_was_acknowledged_and_is_there_once_is_well(office):
    entered(office, "a")
    assert compare(said("a") + said("b", acknowledged=False)) == {"on_record": 1, "acknowledged": 1, "wrong": {}}


def test_what_is_lost_doubled_or_there_by_half_is_named(office):
    entered(office, "half", whole=False)
    entered(office, "twice")
    enter_dossier(Profile(full_name="Nông Văn An", note="twice"), [], by="drill01", day=factories.TODAY)
    wrong = compare(said("half", "twice", "gone"))["wrong"]
    assert wrong["lost"] == ["gone"] and wrong["doubled"] == ["twice"]
    assert "half" in wrong["half-written"] and "half" in wrong["audit"]


def test_a_finding_tells_its_faults_loudly():
    assert Finding("saves", "sqlite", {"saves_a_second": 60}).lines() == "WELL   saves (sqlite)\n    saves a second: 60"
    assert (
        Finding("saves", "sqlite", {}, ["lost: x"]).lines().startswith("FAULT") and "! lost: x" in Finding("s", "", {}, ["lost: x"]).lines()
    )
