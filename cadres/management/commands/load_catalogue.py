"""Load positions, standards and area classes from fixtures/catalogue; a second run changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from cadres.actions.catalogue import load
from cadres.actions.catalogue_file import Unreadable
from cadres.models import Cadre


class Command(BaseCommand):
    help = "Nạp danh mục chức danh, tiêu chuẩn và vùng; chạy lại không đổi gì nếu tệp không đổi."

    def handle(self, *args, verbosity: int, **options):
        try:
            changes = load(by="load_catalogue", told=lambda line: self.stdout.write(f"  {line}"))
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if verbosity > 1:
            for change in changes:
                self.stdout.write(f"  {change}")
        self.stdout.write(f"Danh mục: {len(changes)} thay đổi." if changes else "Danh mục đã đúng, không có thay đổi.")
        if changes and Cadre.objects.exists():
            self.stdout.write("Tiêu chuẩn hoặc vùng đã đổi; hãy tính lại số liệu: manage.py rebuild_standings")
