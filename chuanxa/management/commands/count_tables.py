"""`manage.py count_tables`: every table and its rows as JSON; a restore reads it of the database it has just made."""

import json

from django.core.management.base import BaseCommand, CommandError

from chuanxa.backups import databases
from chuanxa.backups.manifest import Damaged


class Command(BaseCommand):
    help = "Đếm số dòng của mọi bảng, in ra JSON."
    requires_system_checks = []

    def handle(self, **options):
        try:
            self.stdout.write(json.dumps(databases.count().tables))
        except Damaged as error:
            raise CommandError(str(error)) from None
