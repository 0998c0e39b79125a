"""Roles: what each may do is one list, and a manager can read what it means before giving it."""

import pytest

from chuanxa.models import User
from chuanxa.roles import CHOICES, ROLES, Administrator, Clerk, Leader, Permission, PersonnelOfficer


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_role_says_in_a_sentence_what_it_may_do(role):
    assert role.label
    assert role.__doc__.strip().endswith(".")
    assert role.may <= frozenset(Permission)


def test_everything_that_may_be_allowed_is_allowed_to_somebody_else_than_everybody():
    assert Administrator.may == frozenset(Permission)
    assert Permission.ADMINISTER not in Clerk.may | PersonnelOfficer.may | Leader.may


def test_a_leader_sees_figures_but_no_names():
    assert Permission.SEE_FIGURES in Leader.may
    assert Permission.EXPORT in Leader.may
    assert Permission.SEE_PEOPLE not in Leader.may
    assert Permission.RECORD not in Leader.may


def test_only_those_who_keep_records_may_record():
    assert {name for name, role in ROLES.items() if Permission.RECORD in role.may} == {"clerk", "personnel_officer", "administrator"}
    assert Permission.SET_STANDARDS not in Clerk.may


@pytest.mark.parametrize("role", ROLES)
def test_a_user_may_do_what_the_role_allows(role):
    user = User(username="ai đó", role=role)
    assert {permission for permission in Permission if user.may(permission)} == ROLES[role].may
    assert user.role_label == dict(CHOICES)[role]
