"""`manage.py check_data`: every rule of live data, what breaks it by record, and an exit code by the result."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.checks.data_rules import faults, sentences

SHOWN = 20


class Command(BaseCommand):
    help = "Kiểm tra dữ liệu đang có theo từng quy tắc: in bản ghi sai; thoát khác 0 nếu có. Không ghi gì."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, default=1, metavar="N", help="chỉ xem mỗi N hồ sơ một hồ sơ (nhanh hơn)")
        parser.add_argument("--all", action="store_true", help=f"in mọi chỗ sai, không chỉ {SHOWN} chỗ đầu của mỗi quy tắc")

    def handle(self, *, every, verbosity, **options):
        if every < 1:
            raise CommandError("--every nhận số nguyên từ 1.")
        found: Counter = Counter()
        for fault in faults(timezone.localdate(), every=every):
            found[fault.rule] += 1
            if options["all"] or found[fault.rule] <= SHOWN:
                self.stdout.write(str(fault))
        if verbosity or found:
            for slug, says in sentences():
                self.stdout.write(f"{'SAI' if found[slug] else 'đúng'}  {found[slug]:>7}  {slug}: {says}")
        if found:
            raise CommandError(f"{found.total()} chỗ sai trong {len(found)} quy tắc.")
