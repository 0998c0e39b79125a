"""The demo's standing cast: five users with one password everybody knows. They exist only where DEBUG is on."""

from django.conf import settings

from chuanxa.models import User
from chuanxa.periods import Period
from provinces.lineage import Change, Lineage
from provinces.models import BoundaryChange, Commune, Province, Scope

PASSWORD = "chuanxa-demo"  # noqa: S105
HOME = "01648"
"""Phục Hòa, Cao Bằng: the commune of the clerk Hạnh, with the communes it was made of."""

CAST = (
    ("hanh", "Nông Thị Hạnh", "clerk", "UBND xã Phục Hòa, tỉnh Cao Bằng"),
    ("minh", "Hoàng Văn Minh", "personnel_officer", "Sở Nội vụ tỉnh Cao Bằng"),
    ("thao", "Bế Thị Thảo", "leader", "Tỉnh ủy Cao Bằng"),
    ("quan", "Thạch Minh Quân", "personnel_officer", "Sở Nội vụ thành phố Cần Thơ"),
    ("quantri", "Trần Quản Trị", "administrator", "Quản trị hệ thống"),
)


class Refused(RuntimeError):
    """Known passwords have no place where DEBUG is off; the text says so."""


def create() -> None:
    """The five users with their scopes; who exists is left as they are. Raises Refused when DEBUG is off."""
    if not settings.DEBUG:
        raise Refused("Người dùng minh họa có mật khẩu ai cũng biết nên chỉ được tạo khi DEBUG bật.")
    existing = set(User.objects.values_list("username", flat=True))
    for username, full_name, role, workplace in CAST:
        if username not in existing:
            user = User.objects.create_user(username, PASSWORD, full_name=full_name, role=role, workplace=workplace, is_demo=True)
            Scope.objects.bulk_create([Scope(user=user, **place) for place in _places(username)])


def _places(username: str) -> list[dict]:
    if username == "quantri":
        return [{"everywhere": True}]
    if username == "hanh":
        return [{"commune": commune} for commune in home()]
    codes = ("94", "92") if username == "quan" else ("04",)
    return [{"province": province} for province in Province.objects.filter(code__in=codes)]


def home() -> list[Commune]:
    """The row of HOME today and every older row whose posts now stand there."""
    rows = {row.id: row for row in Commune.objects.filter(province__code="04")}
    changes = BoundaryChange.objects.filter(commune_before__in=rows).values_list("commune_before_id", "commune_after_id", "day", "default")
    lineage = Lineage({pk: row.period for pk, row in rows.items()}, [Change(*change) for change in changes])
    today = next(pk for pk, row in rows.items() if row.code == HOME and row.valid_to is None)
    return [row for pk, row in rows.items() if lineage.path(pk, Period(row.valid_from))[-1].unit == today]
