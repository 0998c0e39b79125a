"""`make bench`: how fast the product answers on a national data set, beside hand-written SQL."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Đo tốc độ trên bộ dữ liệu cả nước, so với SQL viết tay, trên SQLite và PostgreSQL (docs/performance.md)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="bộ dữ liệu nhỏ, khoảng một phút: chỉ để thử chính phép đo")
        parser.add_argument("--scale", choices=("nation", "quick", "smoke"), help="cỡ bộ dữ liệu (mặc định nation)")
        parser.add_argument("--rounds", type=int, help="thời gian cho mỗi phép đo, tính bằng 20 giây (mặc định theo cỡ)")
        parser.add_argument("--as-is", action="store_true", help="dùng bộ dữ liệu đã có, dù mã nguồn tạo ra nó đã đổi")
        parser.add_argument("--engine", choices=("sqlite", "postgresql"), action="append", help="chỉ đo một hệ quản trị (mặc định cả hai)")
        parser.add_argument(
            "--server", default="", help="máy chủ PostgreSQL có sẵn, dạng postgres://user@host:port; mặc định tự mở một máy chủ"
        )
        parser.add_argument("--folder", default="", help="nơi giữ dữ liệu (mặc định var/bench)")

    def handle(self, *, quick, scale, rounds, as_is, engine, server, folder, **options):
        from dataclasses import replace
        from pathlib import Path
        from subprocess import CalledProcessError

        from bench.databases import ENGINES
        from bench.results import failures
        from bench.run import FOLDER, NoServer, run
        from bench.scale import SCALES

        wanted = SCALES[scale or ("quick" if quick else "nation")]
        wanted = wanted if rounds is None else replace(wanted, rounds=rounds)
        try:
            measures = run(wanted, tuple(engine or ENGINES), folder=Path(folder or FOLDER), server=server, as_is=as_is, say=self._say)
        except NoServer as reason:
            raise CommandError(f"{reason}; or measure SQLite alone: bench --engine sqlite") from None
        except CalledProcessError as failed:
            raise CommandError(f"{failed}\nIts own words stand above.") from None
        missed = failures(measures)
        wrong = [measure for measure in measures if measure.same is False]
        if wrong or (missed and wanted.name == "nation"):
            raise CommandError("\n".join(missed))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
