"""`manage.py check_units`: do the stored units hold together? Prints what does not and then exits with 1."""

from django.core.management.base import BaseCommand, CommandError

from provinces.invariants import faults

SHOWN = 50


class Command(BaseCommand):
    help = "Kiểm tra các đơn vị hành chính đã lưu: không chồng ngày, đủ cấp trên, không còn huyện sau 30/06/2025."

    def handle(self, *, verbosity, **options):
        found = list(faults())
        for sentence in found[:SHOWN]:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} chỗ sai. Sửa bằng cách nạp lại danh mục hoặc sổ đơn vị đúng (manage.py load_units).")
        if verbosity:
            self.stdout.write("Đơn vị hành chính: mọi điều kiện đều đúng.")
