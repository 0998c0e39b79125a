"""Load everything the demo shows: units, catalogue, invented people, log-ins. Started again, it changes nothing."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.demo import load, log_ins
from cadres.demo.programmes import load as programmes
from provinces.models import Edition


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa: đơn vị, danh mục, người (hư cấu) và tài khoản; chỉ khi DEBUG bật."

    def handle(self, *args, verbosity: int, **options):
        if not settings.DEBUG:
            raise CommandError("Dữ liệu minh họa có mật khẩu ai cũng biết nên chỉ được nạp khi DEBUG bật. Hãy đặt DEBUG=1 trên máy thử.")
        if load.is_loaded():
            added = programmes.load(by="load_demo")
            said = f"Đã thêm {added} bản ghi chương trình." if added else "không thay đổi gì."
            self.stdout.write(f"Dữ liệu minh họa đã có, {said[0].lower()}{said[1:]}")
            self._let_others_add()
            return
        if not Edition.objects.exists():
            call_command("load_units", shipped=True, commit=True, verbosity=max(0, verbosity - 1))
        call_command("load_catalogue", verbosity=max(0, verbosity - 1))
        self.stdout.write("Tạo người minh họa (hư cấu), khoảng một phút:")
        try:
            people = load.load(by="load_demo", day=timezone.localdate(), told=self._tell)
        except load.Occupied as error:
            raise CommandError(str(error)) from error
        log_ins.create()
        self._let_others_add()
        self.stdout.write(f"Đã nạp {people} người minh họa.")

    def _let_others_add(self) -> None:
        load.people_are_there.send(type(self), by="load_demo", day=timezone.localdate())

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
