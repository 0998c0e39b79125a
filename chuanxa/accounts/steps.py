"""What a user owes after logging in, before any other page: a password of their own, a code of their authenticator."""

from django.conf import settings

from chuanxa.models import User

PASSWORD, CODE, DEVICE = "password", "code", "device"

PAGES = {PASSWORD: "password-change", CODE: "second-factor", DEVICE: "second-factor-new"}
"""The page on which each step is done."""

ALWAYS_OPEN = {*PAGES.values(), "session-start", "session-end", "healthz"}


def steps_owed(user: User) -> list[str]:
    """The steps in order. The code comes first: whoever only has the password must not set another one."""
    from chuanxa.accounts.second_factor import device_of

    steps = []
    if device_of(user) is not None:
        steps.append(CODE)
    if user.must_change_password:
        steps.append(PASSWORD)
    if CODE not in steps and user.role in settings.SECOND_FACTOR_ROLES:
        steps.append(DEVICE)
    return steps


def done(request, step: str) -> None:
    """Strike a step off."""
    request.session["owes"] = [owed for owed in request.session.get("owes", []) if owed != step]
