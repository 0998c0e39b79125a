"""Make today the serving day; for a nightly timer. Pages are right without it, only slower."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.standings.serving_day import advance


class Command(BaseCommand):
    help = "Chuyển số liệu “hôm nay” sang ngày hiện tại (chạy mỗi đêm)."

    def handle(self, *args, **options):
        self.stdout.write(f"Số liệu hôm nay: {advance(timezone.localdate()).serving_day:%d/%m/%Y}.")
