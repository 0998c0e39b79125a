"""`manage.py backup`: database and media in one checked file, while people work."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chuanxa import audit, environment
from chuanxa.backups.databases import NoProgram
from chuanxa.backups.making import make
from chuanxa.backups.manifest import Damaged


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp đính kèm vào một tệp đã kiểm tra; mã hóa nếu có BACKUP_RECIPIENTS."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=environment.VAR / "backups", help="thư mục (mặc định var/backups)")
        parser.add_argument("--keep", type=_positive, help="chỉ giữ chừng ấy bản mới nhất")

    def handle(self, *, to: Path, keep: int | None, **options):
        try:
            made = make(to, at=timezone.localtime(), recipients=environment.words("BACKUP_RECIPIENTS"), keep=keep)
        except (Damaged, NoProgram, OSError) as error:
            raise CommandError(f"Chưa sao lưu được: {error} Các bản sao lưu cũ còn nguyên.") from None
        audit.record(by="hệ thống", act="backup", subject=f"backup:{made.name}", size=made.stat().st_size)
        self.stdout.write(str(made))


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError
    return int(text)
