"""Passwords: set by their owner alone. An administrator only hands out an address that sets one, once, for a day."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from chuanxa import audit
from chuanxa.accounts import sessions
from chuanxa.models import SignIn, User


class _Tokens(PasswordResetTokenGenerator):
    """Django's, but that of several links given to one user only the newest is true."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.links_given}"


_tokens = _Tokens()


def give_links(users: list[User], *, by: str, reason: str = "") -> list[str]:
    """A new link for each user, in their order; links given before end. On record. In one transaction or not at all."""
    with transaction.atomic():
        User.objects.filter(pk__in=[user.pk for user in users]).update(links_given=F("links_given") + 1)
        fresh = User.objects.in_bulk([user.pk for user in users])
        events = [{"act": "password link", "subject": f"user:{user.pk}", "user": user.username} for user in users]
        audit.record_all(events, by=by, reason=reason)
    return [link_for(fresh[user.pk]) for user in users]


def link_for(user: User) -> str:
    """The path that lets the user set a password: true until it was used, the password changed, they logged in, or a day passed."""
    key = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("password-set", args=[key, _tokens.make_token(user)])


def user_of_link(key: str, token: str) -> User | None:
    """Whose link it is; None when it is used, too old, or nobody's."""
    try:
        pk = int(force_str(urlsafe_base64_decode(key)))
    except (ValueError, OverflowError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first() if pk < 2**63 else None
    return user if user is not None and _tokens.check_token(user, token) else None


@transaction.atomic
def set_password(user: User, password: str, *, by: str, keep: str = "") -> None:
    """Set the password and end the user's sessions, but the one with the key `keep`."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    sessions.end(SignIn.objects.filter(user=user).exclude(session_key=keep))
    audit.record(by=by, act="password set", subject=f"user:{user.pk}")
