"""Derive standings, serving rows and tallies again from the facts, or only check that they agree."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.standings.rebuild import check, rebuild


class Command(BaseCommand):
    help = "Tính lại toàn bộ bảng dẫn xuất từ hồ sơ; --check chỉ so sánh và báo khác biệt."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="chỉ so sánh, không ghi; thoát khác 0 nếu có khác biệt")

    def handle(self, *args, **options):
        if options["check"]:
            self._check()
            return
        written = rebuild(day=timezone.localdate(), told=self._tell)
        self.stdout.write(f"Đã tính lại: {written} đoạn trạng thái.")

    def _check(self):
        differences = check()
        if differences:
            raise CommandError("Bảng dẫn xuất khác hồ sơ:\n" + "\n".join(map(str, differences)) + "\nChạy: manage.py rebuild_standings")
        self.stdout.write("Bảng dẫn xuất khớp với hồ sơ, không có khác biệt.")

    def _tell(self, done: int, total: int):
        if done % 20_000 == 0:
            self.stdout.write(f"  {done}/{total} người")
