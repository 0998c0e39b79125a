"""manage.py import_cadres FILE… --as-of DAY: the import of the pages without a browser. A dry run until --commit."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.actions.imports import apply_import
from cadres.importing.package import LIMITS, RefusedFile
from cadres.importing.places import places_on
from cadres.importing.plan import Answers, Fate
from cadres.importing.preview import Preview, Settings, preview
from cadres.importing.reader import read_workbook
from cadres.importing.telling import told
from cadres.levels import Ladder
from chuanxa.models import User
from chuanxa.partial_dates import UnreadableDate, read_day
from provinces.models.scope import Reach, reach_of


class Command(BaseCommand):
    help = f"Imports lists of cadres. Shows what would be done; writes with --commit. {LIMITS}"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help=".xlsx, .xls, .ods or .csv")
        parser.add_argument("--as-of", required=True, metavar="DAY", help="the day the list speaks of: 31/12/2013 or 2013-12-31")
        parser.add_argument("--commit", action="store_true", help="write what the dry run shows; one transaction a file")
        parser.add_argument("--json", action="store_true", help="print every row's fate, fields, unit, errors and warnings as JSON")
        parser.add_argument("--by", default="", metavar="USER", help="import as this user, within their scope (needed to --commit)")
        parser.add_argument("--commune", default="", metavar="CODE", help="the commune of sheets that name none")
        parser.add_argument("--blank-is-untrained", action="append", default=[], metavar="LADDER", choices=[str(one) for one in Ladder])
        parser.add_argument(
            "--person", action="append", default=[], metavar="SHEET:ROW=ID", help="answers a question: the dossier, or 0 for new"
        )
        parser.add_argument(
            "--end", action="append", default=[], type=int, metavar="POST", help="end this absent person's post the day before"
        )

    def handle(self, *, files, as_of, commit, by, **options):
        day = self._day(as_of)
        user, reach = self._user(by, commit)
        settings = self._settings(options)
        results, failed = [], False
        for name in files:
            try:
                found, outcome = self._import(Path(name), day, reach, settings, user if commit else None)
            except (RefusedFile, ValidationError) as refusal:
                failed = True
                text = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
                results.append({"file": name, "refused": text})
                self._say(options["json"], f"{name}: {text}")
                continue
            results.append(told(found, name) | outcome)
            self._say(options["json"], self._summary(name, found, outcome))
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=1))
        if failed:
            raise CommandError("Có tệp không nhận được; xem câu ở trên.")

    def _day(self, text: str):
        try:
            return read_day(text)
        except UnreadableDate as error:
            raise CommandError(f"--as-of: {error}") from error

    def _user(self, name: str, commit: bool) -> tuple[User | None, Reach | None]:
        if not name:
            if commit:
                raise CommandError("Ghi thật cần biết ai nhập: thêm --by TÊN_ĐĂNG_NHẬP.")
            return None, None
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Không có người dùng “{name}”.")
        return user, reach_of(user)

    def _settings(self, options) -> Settings:
        people = {}
        for text in options["person"]:
            try:
                where, _, pk = text.partition("=")
                sheet, _, row = where.rpartition(":")
                people[int(sheet or 1) - 1, int(row) - 1] = int(pk)
            except ValueError as error:
                raise CommandError(f"--person nhận TRANG:DÒNG=SỐ_HỒ_SƠ, như 1:12=345 (0: người mới); không phải “{text}”.") from error
        ladders = frozenset(Ladder(one) for one in options["blank_is_untrained"])
        return Settings(unit=options["commune"], blank_is_untrained=ladders, answers=Answers(people, frozenset(options["end"])))

    def _import(self, path: Path, day, reach, settings: Settings, user: User | None) -> tuple[Preview, dict]:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RefusedFile(f"Không mở được tệp: {error.strerror}.") from error
        book = read_workbook(path.name, data, meanwhile=lambda: places_on(day))
        found = preview(book, as_of=day, reach=reach, settings=settings)
        if user is None:
            return found, {"committed": False}
        digest = found.plan.digest
        plan, change_set = apply_import(
            found.contents, as_of=day, digest=digest, by=user.username, day=timezone.localdate(), reach=reach, settings=settings
        )
        return Preview(found.contents, plan, found.places), {"committed": True, "change_set": change_set.pk if change_set else None}

    def _say(self, quiet: bool, text: str) -> None:
        if not quiet:
            self.stdout.write(text)

    def _summary(self, name: str, found: Preview, outcome: dict) -> str:
        counts = found.plan.counts
        lines = [f"{name}: " + ", ".join(f"{counts[fate]} {fate.label.lower()}" for fate in Fate)]
        for row in found.plan.rows:
            where = f"  {found.contents.sheets[row.form.sheet].sheet.name or 'tệp'}, dòng {row.form.row + 1}: {row.form.name or '?'}"
            said = [f"lỗi: {one.says}" for one in row.errors] + [f"lưu ý: {one.says}" for one in row.warnings]
            said += [f"{change.label}: {change.old or '—'} → {change.new}" for change in row.changes] if row.fate is Fate.CHANGED else []
            lines += [f"{where}: {one}" for one in said]
        lines += [f"  trang “{sheet.sheet.name}”: {note}" for sheet in found.contents.sheets for note in sheet.notes]
        lines += [
            f"  không có trong danh sách: {one.person.name}, {one.post.label}, {one.post.unit} (--end {one.post.id})"
            for one in found.plan.absent
        ]
        done = self._done(outcome) if outcome["committed"] else "Chạy thử: chưa ghi gì (thêm --commit --by để ghi)."
        lines.append(f"  Kế hoạch {found.plan.digest[:12]}. {done}")
        return "\n".join(lines)

    def _done(self, outcome: dict) -> str:
        return f"Đã ghi, lần ghi số {outcome['change_set']}." if outcome["change_set"] else "Không có gì khác để ghi."
