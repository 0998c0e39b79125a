"""`make drill`: break the product on purpose, with a real server and real databases, and see that nothing acknowledged is lost."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Diễn tập sự cố (nhiều người lưu cùng lúc, ngắt máy chủ, đĩa đầy, yêu cầu phá hoại…) trên dữ liệu hư cấu; xem docs/security.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--only", action="append", metavar="TÊN", help="chỉ diễn tập này (ghi nhiều lần được)")
        parser.add_argument("--rounds", type=int, help="số lượt, thay cho cỡ đầy đủ (giây, lần ngắt, yêu cầu, bản sao lưu…)")
        parser.add_argument("--requests", type=int, help="như --only fuzz --rounds")
        parser.add_argument("--engine", choices=("sqlite", "postgresql"), action="append", help="chỉ một hệ quản trị (mặc định cả hai)")
        parser.add_argument("--folder", default="", help="nơi giữ dữ liệu (mặc định var/drills)")

    def handle(self, *, only, rounds, requests, engine, folder, **options):
        from pathlib import Path

        from drills.run import DRILLS, ENGINES, FOLDER, run

        names = ["fuzz"] if requests else only or list(DRILLS)
        if unknown := set(names) - set(DRILLS):
            raise CommandError(f"Không có diễn tập {', '.join(sorted(unknown))}. Có: {', '.join(DRILLS)}.")
        found = run(names, engine or ENGINES, rounds=requests or rounds, folder=Path(folder or FOLDER), say=self._say)
        if wrong := [f"{finding.drill} ({finding.engine})" for finding in found if finding.faults]:
            raise CommandError(f"Diễn tập không đạt: {', '.join(wrong)}.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
