"""The second factor: an authenticator app whose six digits change every half minute (RFC 6238), kept by django-otp.

A code is taken once; wrong ones make the next try wait longer and longer (django-otp's throttling).
"""

import segno
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from chuanxa.models import User

NAME = "Ứng dụng xác thực"


def device_of(user: User) -> TOTPDevice | None:
    """The user's authenticator in use. One query."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def pending_device(user: User) -> TOTPDevice | None:
    """The authenticator being set up. One query."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def begin(user: User) -> None:
    """Make the secret of a new authenticator; one that was begun before is forgotten."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    TOTPDevice.objects.create(user=user, confirmed=False, name=NAME)


def confirm(device: TOTPDevice, code: str) -> bool:
    """Take the new authenticator into use, in the place of an older one, when it shows the right code."""
    if not _accepts(device, code):
        return False
    TOTPDevice.objects.filter(user=device.user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return True


def accepts(user: User, code: str) -> bool:
    """Whether the user's authenticator shows this code now, and has not been believed for it before."""
    device = device_of(user)
    return device is not None and bool(verify_token(user, device.persistent_id, _digits(code)))


def forget(user: User) -> None:
    """The authenticator was lost: an administrator lets the user set up another one."""
    TOTPDevice.objects.filter(user=user).delete()


def picture(device: TOTPDevice) -> str:
    """The QR code to scan, as a data address of a PNG: nothing is asked of another host, nothing is written to disk."""
    return segno.make(device.config_url, error="m").png_data_uri(scale=5)


def secret_text(device: TOTPDevice) -> str:
    """The secret in groups of four letters, for whoever cannot scan."""
    from base64 import b32encode

    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _accepts(device: TOTPDevice, code: str) -> bool:
    allowed, _ = device.verify_is_allowed()
    return allowed and device.verify_token(_digits(code))


def _digits(code: str) -> str:
    digits = "".join(code.split())
    return digits if digits.isascii() and digits.isdigit() and len(digits) == 6 else ""
