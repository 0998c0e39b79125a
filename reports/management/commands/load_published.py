"""Load the published figures that ship with the project. Started again, it changes nothing."""

from django.core.management.base import BaseCommand

from reports.actions import published_files


class Command(BaseCommand):
    help = "Nạp số liệu đã công bố của năm bài báo để đối chiếu; báo cáo đã có thì giữ nguyên."

    def handle(self, *args, verbosity: int, **options):
        for title, figures in published_files.load(by="load_published"):
            if verbosity:
                self.stdout.write(f"  {title}: {figures} số liệu")
