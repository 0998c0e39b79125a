"""`manage.py verify_audit`: read the whole audit trail and find every change or gap."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from chuanxa import audit


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


def _noted(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    if not number.isascii() or not number.isdigit() or len(digest) != 64:
        raise argparse.ArgumentTypeError(f"“{text[:80]}” không phải SỐ:DẤU_VÂN, chẳng hạn 1042:9f86d0… (64 chữ số).")
    return int(number), digest
