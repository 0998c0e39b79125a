"""`manage.py restore`: a backup in the place of the database in use, or (--verify) only the proof that it could be."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chuanxa.backups import databases
from chuanxa.backups.manifest import Damaged
from chuanxa.backups.restoring import restore


class Command(BaseCommand):
    help = "Phục hồi một bản sao lưu; --verify chỉ thử phục hồi vào một cơ sở dữ liệu tạm rồi xóa đi."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--verify", action="store_true", help="chỉ thử, không thay cơ sở dữ liệu đang dùng")
        parser.add_argument(
            "--force", action="store_true", help="thay một cơ sở dữ liệu đang có dữ liệu (bản cũ được giữ lại dưới tên khác)"
        )
        parser.add_argument("--identity", type=Path, help="tệp khóa riêng age, khi bản sao lưu được mã hóa")

    def handle(self, *, file: Path, verify: bool, force: bool, identity: Path | None, **options):
        if not verify and not force and not databases.is_empty():
            raise CommandError(
                "Cơ sở dữ liệu đang dùng có dữ liệu nên chưa thay. Dừng dịch vụ, sao lưu nó (manage.py backup), rồi chạy lại với --force; "
                "bản đang dùng vẫn được giữ lại dưới tên khác. Chỉ muốn thử bản sao lưu: --verify."
            )
        try:
            kept = restore(file, at=timezone.localtime(), identities=_keys(identity), only_verify=verify, say=self.stdout.write)
        except (Damaged, databases.NoProgram, OSError) as error:
            raise CommandError(f"Không phục hồi: {error}\nCơ sở dữ liệu đang dùng còn nguyên.") from None
        self.stdout.write("Bản sao lưu phục hồi được." if verify else f"Đã phục hồi. Bản cũ được giữ tên {kept}.")


def _keys(identity: Path | None) -> list[str]:
    """The secret keys of an `age` identity file; comments are left out."""
    if identity is None:
        return []
    return [line.strip() for line in identity.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
