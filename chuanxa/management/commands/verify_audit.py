"""`manage.py verify_audit`: read the whole audit trail and find every change or gap."""

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from chuanxa import audit
from chuanxa.models import AuditEvent

_RIGHTS = ("UPDATE", "DELETE", "TRUNCATE")
_WARNING = (
    "CẢNH BÁO: tài khoản cơ sở dữ liệu này có quyền {rights} trên bảng nhật ký. Mọi thay đổi vẫn bị phát hiện, nhưng nên thu quyền: "
    "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM tài_khoản; (xem docs/deployment.md, mục 7)."
)


class Command(BaseCommand):
    help = "Đọc lại toàn bộ nhật ký, tìm mọi dòng bị sửa, bị xóa hoặc chèn thêm. Thoát khác 0 nếu có."

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect",
            type=_noted,
            action="append",
            default=[],
            metavar="SỐ:DẤU_VÂN",
            help="số và dấu vân đã ghi lại (trong bản sao lưu, tệp xuất)",
        )

    def handle(self, *, expect, **options):
        if found := list(audit.verify(dict(expect))):
            raise CommandError("Nhật ký không nguyên vẹn:\n" + "\n".join(found))
        number, digest = audit.head()
        self.stdout.write(f"Nhật ký nguyên vẹn: {number} dòng. Dòng cuối {number}:{digest}")
        if rights := rights_too_many():
            self.stderr.write(self.style.WARNING(_WARNING.format(rights=", ".join(rights), table=AuditEvent._meta.db_table)))


def rights_too_many() -> list[str]:
    """What this account of the database may do to the trail beside reading and adding; SQLite knows no accounts."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one FROM unnest(%s) WITH ORDINALITY AS listed (one, place) WHERE has_table_privilege(%s, one) ORDER BY place",
            [list(_RIGHTS), AuditEvent._meta.db_table],
        )
        return [right for (right,) in cursor.fetchall()]


def _noted(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    if not number.isascii() or not number.isdigit() or len(digest) != 64:
        raise argparse.ArgumentTypeError(f"“{text[:80]}” không phải SỐ:DẤU_VÂN, chẳng hạn 1042:9f86d0… (64 chữ số).")
    return int(number), digest
