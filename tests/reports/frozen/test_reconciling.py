"""One main reason each: what was recorded goes before what was decreed, and an undone or removed dossier is called so."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reports.reconciling import Change, Fact, Reason, Side, classify

HERE = Side((4, 7), (1, "", 0, 0), (40, 20), (1, 0), (2, 5))


def at(**parts) -> Side:
    return HERE._replace(**parts)


MOVED, TAUGHT, JUDGED, TRAITS = at(place=(4, 8)), at(levels=(40, 30)), at(marks=(0, 2)), at(traits=(1, 5))
CAME = Change(Fact.POST, gone=False)
GONE = Change(Fact.POST, gone=True)
FOLLOWS = Change(Fact.POST, gone=False, follows=True)
ENDED = Change(Fact.POST, gone=False, follows=True, ended=True)
AWARD = Change(Fact.AWARD, gone=False)
BETTER = Change(Fact.AWARD, gone=False, follows=True)
WORSE = Change(Fact.AWARD, gone=True)

CASES = (
    (Reason.LATE, None, HERE, HERE, [CAME], True),
    (Reason.CORRECTED, None, HERE, HERE, [GONE, FOLLOWS], True),
    (Reason.LATE, HERE, TAUGHT, TAUGHT, [AWARD], True),
    (Reason.CORRECTED, HERE, TAUGHT, TAUGHT, [WORSE, BETTER], True),
    (Reason.CORRECTED, HERE, TAUGHT, TAUGHT, [WORSE], True),
    (Reason.CORRECTED, HERE, TRAITS, TRAITS, [Change(Fact.TRAITS, gone=True), Change(Fact.TRAITS, gone=False, follows=True)], True),
    (Reason.LEFT, HERE, None, None, [GONE, ENDED], True),
    (Reason.CORRECTED, HERE, None, None, [GONE, FOLLOWS], True),
    (Reason.REMOVED, HERE, None, None, [GONE], True),
    (Reason.REMOVED, HERE, None, None, [Change(Fact.POST, gone=True, removed=True)], True),
    (Reason.UNDONE, HERE, None, None, [Change(Fact.POST, gone=True, undone=True)], True),
    (Reason.UNDONE, HERE, TAUGHT, TAUGHT, [Change(Fact.AWARD, gone=True, undone=True)], True),
    (Reason.UNITS, HERE, MOVED, HERE, [], True),
    (Reason.UNITS, HERE, None, HERE, [], True),
    (Reason.AREAS, HERE, JUDGED, HERE, [], True),
    (Reason.STANDARD, HERE, JUDGED, HERE, [], False),
    (Reason.STANDARD, HERE, JUDGED, HERE, [AWARD], False),
    (Reason.LATE, HERE, JUDGED, at(marks=(0, 1)), [AWARD], False),
    (Reason.LATE, HERE, TAUGHT, TAUGHT, [AWARD, Change(Fact.POST, gone=True, undone=True)], True),
)


@pytest.mark.parametrize(("reason", "then", "now", "alone", "changes", "same"), CASES)
def test_a_case_has_its_reason(reason, then, now, alone, changes, same):
    assert classify(then, now, alone, changes, same_standard=same) is reason


sides = some.none() | some.builds(
    Side, *(some.sampled_from(values) for values in (((4, 7), (4, 8)), ((1,), (2,)), ((40,), (20,)), ((1,), (0,)), ((1,), (2,))))
)
changes = some.lists(
    some.builds(Change, some.sampled_from(Fact), some.booleans(), some.booleans(), some.booleans(), some.booleans(), some.booleans()),
    max_size=4,
)


@given(sides, sides, sides, changes, some.booleans())
def test_whoever_differs_has_exactly_one_reason_and_without_new_facts_it_is_one_of_rules(then, now, alone, known, same):
    if then == now:
        with pytest.raises(ValueError, match="nothing differs"):
            classify(then, now, alone, known, same_standard=same)
        return
    reason = classify(then, now, alone, known, same_standard=same)
    of_rules = reason in {Reason.UNITS, Reason.AREAS, Reason.STANDARD}
    assert isinstance(reason, Reason) and of_rules == (alone == then or not known)
    if reason is Reason.UNDONE:
        assert any(change.undone for change in known)
    if reason is Reason.LEFT:
        assert any(change.ended for change in known)


def test_every_reason_is_told_to_people():
    assert all(reason.label and reason.says.endswith(".") for reason in Reason)
    assert len({reason.label for reason in Reason}) == len(Reason)
