"""The floor of figures. When the demo's people are there, it adds the schemes that the articles speak of, and what they printed."""

from django.apps import AppConfig


def add_demo_schemes(sender, by: str, day, **kwargs) -> None:
    """What reports/demo/ holds, once."""
    from reports.demo import schemes

    schemes.load(by=by, day=day)


def add_published_figures(sender, by: str, **kwargs) -> None:
    """What fixtures/published/ holds, once."""
    from reports.actions import published_files

    list(published_files.load(by=by))


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from cadres.demo.load import people_are_there

        people_are_there.connect(add_demo_schemes, dispatch_uid="reports.add_demo_schemes")
        people_are_there.connect(add_published_figures, dispatch_uid="reports.add_published_figures")
