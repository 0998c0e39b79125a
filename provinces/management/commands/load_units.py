"""`manage.py load_units FILE… [--as-of DAY] [--commit]`: load a list of administrative units. A dry run until --commit.

Files are told apart by their header (provinces/lists.py): an edition needs --as-of; a register brings its own days; moves go with
either. `--shipped` loads the editions that ship with the project, in order. docs/units.md tells the whole story.
"""

import argparse
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F

from provinces import actions, editions
from provinces.comparison import Unit
from provinces.list_checks import check_edition, check_register
from provinces.lists import MOVES, REGISTER, BadList, Listing, read
from provinces.management.summaries import edition_lines, lost_lines, register_lines
from provinces.models import Edition
from provinces.timeline import Broken

NOTHING = "không có thay đổi"


def day(text: str) -> date:
    """A day typed 2019-10-06 or 06/10/2019."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"{text!r} không phải ngày; viết 06/10/2019 hoặc 2019-10-06")


class Command(BaseCommand):
    help = "Nạp danh mục hoặc sổ đơn vị hành chính. Chạy thử cho đến khi có --commit."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="danh mục, sổ đơn vị có ngày, bảng chuyển đổi")
        parser.add_argument("--as-of", type=day, metavar="NGÀY", help="ngày của danh mục")
        parser.add_argument("--covers-from", type=day, metavar="NGÀY", help="danh mục đầu tiên dùng cho các ngày từ đây")
        parser.add_argument("--source", default="", help="nguồn, ghi cùng danh mục; mặc định là tên tệp")
        parser.add_argument("--shipped", action="store_true", help="nạp các danh mục đi kèm hệ thống")
        parser.add_argument("--commit", action="store_true", help="ghi vào cơ sở dữ liệu")
        parser.add_argument("--by", default="load_units", help="tên người nạp ghi vào dấu vết")

    def handle(self, *, files, as_of, covers_from, source, shipped, commit, by, verbosity, **options):
        if shipped == bool(files):
            raise CommandError("Hãy cho biết tệp cần nạp, hoặc --shipped để nạp các danh mục đi kèm (chỉ một trong hai).")
        self.by, self.verbosity, self.changed = by, verbosity, False
        try:
            with transaction.atomic():
                if shipped:
                    self._load_shipped()
                else:
                    self._load_files([read(path) for path in files], as_of, covers_from, source)
                if not commit:
                    transaction.set_rollback(True)
        except FileNotFoundError as missing:
            raise CommandError(f"Không tìm thấy tệp {missing.filename}.") from None
        except (BadList, Broken, actions.Refused) as refusal:
            raise CommandError(f"{refusal} Chưa ghi gì.".replace(" Chưa ghi gì. Chưa ghi gì.", " Chưa ghi gì.")) from None
        if not commit:
            self._say("Chạy thử: chưa ghi gì. Thêm --commit để ghi.")
        elif self.changed:
            self._say("Đã ghi; số liệu của cán bộ đang có đã được tính lại.")

    def _load_shipped(self) -> None:
        register = Edition.objects.filter(exact=True, covers_from__lt=F("day")).order_by("-day").first()
        for one in editions.shipped():
            if register and (one.day <= register.day or Edition.objects.filter(day=one.day).exists()):
                self._say(f"Danh mục ngày {one.day:%d/%m/%Y}: bỏ qua, sổ đơn vị đã nạp có đủ ngày hiệu lực.")
                continue
            moves = read(one.moves).moves if one.moves else ()
            self._load_edition(read(one.file), moves, one.day, one.covers_from, one.source)

    def _load_files(self, listings: list[Listing], as_of: date | None, covers_from: date | None, source: str) -> None:
        moves = tuple(move for listing in listings if listing.layout == MOVES for move in listing.moves)
        lists = [listing for listing in listings if listing.layout != MOVES]
        if not lists:
            self._load_moves(moves, source or ", ".join(listing.file for listing in listings))
            return
        if len(lists) > 1:
            raise CommandError(f"Mỗi lần nạp một danh mục hoặc một sổ đơn vị; các tệp này có {len(lists)}.")
        listing, source = lists[0], source or lists[0].file
        if listing.layout == REGISTER:
            if as_of:
                raise CommandError("Sổ đơn vị có ngày riêng ở từng dòng: bỏ --as-of.")
            self._load_register(listing, moves, source)
        elif not as_of:
            raise CommandError("Danh mục không tự nói ngày của nó: thêm --as-of NGÀY, ví dụ --as-of 06/10/2019.")
        else:
            self._load_edition(listing, moves, as_of, covers_from, source)

    def _load_edition(self, listing: Listing, moves, as_of: date, covers_from: date | None, source: str) -> None:
        check_edition(listing)
        units: list[Unit] = [line.unit for line in listing.lines]
        plan = actions.apply_edition(
            units=units, day=as_of, source=source, by=self.by, moves=moves, decrees=editions.decrees(), covers_from=covers_from
        )
        self.changed |= bool(plan.difference)
        self._say(f"Danh mục ngày {as_of:%d/%m/%Y} ({listing.file}): {f'{len(units)} đơn vị' if plan.difference else NOTHING}")
        for text in edition_lines(plan, units) if plan.difference else ():
            self._say(text)

    def _load_register(self, listing: Listing, moves, source: str) -> None:
        check_register(listing)
        plan = actions.apply_register(lines=listing.lines, source=source, by=self.by, moves=moves)
        self.changed |= bool(plan)
        counts = Counter(row.unit.level for row in plan.timeline.rows)
        self._say(f"Sổ đơn vị đến ngày {plan.until:%d/%m/%Y} ({listing.file}): {f'{sum(counts.values())} dòng' if plan else NOTHING}")
        for text in register_lines(plan) if plan else ():
            self._say(text)

    def _load_moves(self, moves, source: str) -> None:
        added, lost = actions.apply_moves(moves=moves, source=source, by=self.by)
        self.changed |= bool(added)
        self._say(f"Bảng chuyển đổi ({source}): {f'thêm {added} nối tiếp' if added else NOTHING}")
        for text in lost_lines(lost):
            self._say(text)

    def _say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)
