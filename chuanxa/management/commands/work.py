"""`manage.py work`: does the background work that waits, one job after the other, until it is told to end.

Several may run, on one machine or on many: a job is one worker's. Told to end (Ctrl+C, SIGTERM, or the end of its input with
--with-parent) it finishes the step it is in and leaves the rest to the next worker.
"""

import os
import signal
import socket
import sys
import threading
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from chuanxa.exports.files import remove_old
from chuanxa.jobs import claim, perform

PAUSE = 1.0
"""Seconds between two looks at an empty queue."""
BEHIND = 10
"""Added to the niceness of a worker: three national exports on two processors must not be felt on a page."""
TIDY = 3600
"""Seconds between two looks for kept files whose days are over."""


class Command(BaseCommand):
    help = "Làm các việc nền đang chờ cho đến khi được bảo dừng (Ctrl+C). Có thể chạy nhiều tiến trình cùng lúc."

    def add_arguments(self, parser):
        parser.add_argument("--until-empty", action="store_true", help="làm hết những việc đang chờ rồi dừng")
        parser.add_argument("--with-parent", action="store_true", help="dừng khi tiến trình đã gọi lệnh này kết thúc")

    def run_from_argv(self, argv):
        """As a process of its own it steps back behind the pages people wait for."""
        if hasattr(os, "nice"):
            os.nice(BEHIND)
        super().run_from_argv(argv)

    def handle(self, *, until_empty: bool, with_parent: bool, **options):
        self.told_to_end = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: self.told_to_end.set())
        if with_parent:
            threading.Thread(target=self._wait_for_the_end_of_input, daemon=True).start()
        name = f"{socket.gethostname()[:60]}:{os.getpid()}:{get_random_string(6)}"
        tidied = -TIDY
        while not self.told_to_end.is_set():
            if time.monotonic() - tidied >= TIDY:
                tidied = time.monotonic()
                self._tidy()
            if not self._did_one(name):
                if until_empty:
                    return
                self.told_to_end.wait(PAUSE)

    def _did_one(self, name: str) -> bool:
        """Whether there was a job to do. A database that does not answer now is asked again later."""
        if not connection.in_atomic_block:
            close_old_connections()
        try:
            job = claim(name, at=timezone.now())
            if job is None:
                return False
            self.stdout.write(f"Việc {job.pk}: {job.label}")
            perform(job, name, stopping=self.told_to_end.is_set)
        except OperationalError as error:
            self.stderr.write(f"Cơ sở dữ liệu chưa trả lời: {error}")
            self.told_to_end.wait(PAUSE)
        return True

    def _tidy(self) -> None:
        """Files that waited to be fetched are removed after their days; a database that does not answer is asked in an hour."""
        try:
            remove_old(timezone.now())
        except (OperationalError, OSError) as error:
            self.stderr.write(f"Chưa dọn được thư mục tệp xuất: {error}")

    def _wait_for_the_end_of_input(self) -> None:
        sys.stdin.buffer.read()
        self.told_to_end.set()
