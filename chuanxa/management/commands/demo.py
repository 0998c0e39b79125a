"""`python3 manage.py demo`: from a bare checkout to a page in the browser; started again, it is ready in seconds and changes no data.

The demo has log-ins that everybody knows, so it refuses to run when DEBUG is off, and it serves this machine only.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

HOST = "127.0.0.1"
PASSWORD = "chuanxa-demo"  # noqa: S105
LOG_INS = {
    "hanh": "nhập liệu của một xã thuộc Cao Bằng",
    "minh": "cán bộ tổ chức tỉnh Cao Bằng",
    "thao": "lãnh đạo tỉnh Cao Bằng (chỉ xem số tổng hợp)",
    "quan": "cán bộ tổ chức Sóc Trăng, nay thuộc Cần Thơ",
    "quantri": "quản trị toàn hệ thống",
}
PAGES = {
    "Trang chủ": "/",
    "Sóc Trăng, bí thư đảng ủy xã ngày 31/12/2013": "/tinh/94/?ngay=31/12/2013&chuc-danh=party_secretary",
    "Bắc Kạn, huyện nghèo ngày 31/12/2008": "/tinh/06/?ngay=31/12/2008&vung=poor_district",
}


class Command(BaseCommand):
    help = "Chuẩn bị dữ liệu minh họa và mở trang tại 127.0.0.1 (cổng PORT, mặc định 8000)."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="chỉ chuẩn bị dữ liệu, không mở trang")

    def handle(self, *, no_serve: bool, verbosity: int, **options):
        if not settings.DEBUG:
            raise CommandError("Bản minh họa có mật khẩu ai cũng biết nên chỉ chạy khi DEBUG bật. Hãy bỏ DEBUG=0 rồi chạy lại.")
        port = None if no_serve else free_port(os.environ.get("PORT", "8000"))
        call_command("fetch_assets", verbosity=verbosity)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demo", verbosity=verbosity)
        if port:
            self._introduce(f"http://{HOST}:{port}")
            os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
            with worker():
                call_command("runserver", f"{HOST}:{port}", use_reloader=False)

    def _introduce(self, address: str) -> None:
        self.stdout.write("\nChuẩn Xã đã sẵn sàng:")
        for name, path in PAGES.items():
            self.stdout.write(f"  {address}{path}\n      {name}")
        self.stdout.write(f"\nĐăng nhập bằng một trong các tên sau, mật khẩu {PASSWORD}:")
        for name, duty in LOG_INS.items():
            self.stdout.write(f"  {name:<8} {duty}")
        self.stdout.write("\nDừng lại: Ctrl+C.\n")
        self.stdout.flush()


@contextmanager
def worker() -> Iterator[subprocess.Popen]:
    """A process that does the background work, and ends with this one however this one ends: it reads a pipe that only we hold open."""
    program = [sys.executable, str(settings.ROOT / "manage.py"), "work", "--with-parent"]
    with subprocess.Popen(program, stdin=subprocess.PIPE) as process:  # noqa: S603
        yield process  # leaving closes the pipe and waits for the step in hand


def free_port(text: str) -> int:
    """The port that `text` names, if it is a number from 1 to 65535 and nobody listens there; otherwise a sentence that says what to do."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CommandError(f"PORT={text!r} không dùng được. Hãy đặt một số từ 1 đến 65535, chẳng hạn: PORT=8001 python3 manage.py demo")
    port = int(text)
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise CommandError(f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác: PORT={port + 1} python3 manage.py demo")
    return port
