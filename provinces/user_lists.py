"""Many users made from one list: all of them or none."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chuanxa.accounts import passwords
from chuanxa.models import User, UserBatch
from provinces.register import Register
from provinces.scopes import Place, PlaceReader, create_user
from provinces.user_rows import UserRow, check_rows


def checked(rows: Sequence[UserRow], register: Register, day: date) -> list[list[Place]]:
    """The places of each row; every row then holds its errors. One query beside the register."""
    taken = set(User.objects.filter(username__in=[row.username for row in rows]).values_list("username", flat=True))
    return check_rows(rows, taken=taken, read_places=PlaceReader(register, day).read_all)


@transaction.atomic
def create_users(rows: Sequence[UserRow], *, register: Register, day: date, name: str, by: str, reason: str) -> UserBatch:
    """Make every user of the list. Raises ValidationError when a row is wrong, and makes nobody."""
    places = checked(rows, register, day)
    if wrong := [row for row in rows if row.errors]:
        raise ValidationError(f"{len(wrong)} dòng chưa đúng nên chưa tạo ai. Sửa tệp rồi gửi lại.")
    for row, where in zip(rows, places, strict=True):
        told = {"username": row.username, "full_name": row.full_name, "role": row.role, "workplace": row.workplace}
        create_user(**told, places=where, by=by, reason=reason)
    return UserBatch.objects.create(at=timezone.now(), by=by, name=name[:200], usernames=[row.username for row in rows])


@transaction.atomic
def take_links(batch: UserBatch, *, by: str) -> list[tuple[User, str]]:
    """(user, path of a link) for everybody of the list who has not logged in yet. Once. Raises ValidationError the second time."""
    if not UserBatch.objects.filter(pk=batch.pk, links_taken_at=None).update(links_taken_at=timezone.now()):
        raise ValidationError("Tệp liên kết của danh sách này đã được tải một lần. Ai chưa nhận được: cấp liên kết ở trang của người ấy.")
    users = list(User.objects.filter(username__in=batch.usernames, last_login=None, is_active=True).order_by("pk"))
    return list(zip(users, passwords.give_links(users, by=by, reason="liên kết đầu tiên từ danh sách"), strict=True))
