"""Recompute every frozen figure as known at its moment (`ghi-nhan`) and say which digits are not the same. Exit code 1 if any."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.actions.frozen import then_of
from reports.freezing import differing, digest, label_of, make_all, restore
from reports.models import Closing, FrozenReport

SHOWN = 5


class Command(BaseCommand):
    help = "Tính lại mọi số liệu đã chốt theo “ghi-nhan” của bản chốt và báo chữ số nào không trùng."

    def add_arguments(self, parser):
        parser.add_argument("--province", metavar="MÃ", help="chỉ một tỉnh, theo mã hai chữ số")

    def handle(self, *, province: str | None, verbosity: int, **options):
        closings = Closing.objects.exclude(ready_at=None).select_related("period__province").order_by("period__day", "pk")
        if province:
            closings = closings.filter(period__province__code=province)
        faults, reports = 0, 0
        for closing in closings:
            said = list(self._faults(closing))
            reports += len(closing.kinds)
            faults += len(said)
            for line in said[:SHOWN]:
                self.stdout.write(f"{closing}: {line}")
            if len(said) > SHOWN:
                self.stdout.write(f"{closing}: và {len(said) - SHOWN} chỗ nữa.")
        if faults:
            raise CommandError(f"{faults} chỗ không trùng trong {reports} báo cáo của {len(closings)} bản chốt.")
        if verbosity:
            self.stdout.write(f"{len(closings)} bản chốt, {reports} báo cáo: tính lại ra đúng từng chữ số.")

    def _faults(self, closing: Closing):
        """One line a report that was tampered with, is missing, or comes out otherwise."""
        kept = {one.kind: one for one in FrozenReport.objects.filter(closing=closing)}
        for kind in closing.kinds:
            if kind not in kept:
                yield f"thiếu báo cáo “{label_of(kind)}”."
        for kind, made in make_all(then_of(closing, timezone.localdate()), closing.kinds):
            if kind not in kept:
                continue
            report = restore(kept[kind].content)
            if digest(report) != kept[kind].digest:
                yield f"“{label_of(kind)}” đã bị sửa sau khi chốt: chữ số không khớp dấu vết."
            for place, before, after in differing(report, made):
                yield f"“{label_of(kind)}”, {place}: chốt {before}, tính lại {after}."
