"""Derives standings again when a catalogue changes: a new decree or a merger moves people's standing without a new fact."""

from django.apps import AppConfig


def rebuild_standings(sender, **kwargs) -> None:
    """Everybody is judged again for the same serving day; nothing to do before anything was recorded."""
    from cadres.models import Cadre
    from cadres.standings.rebuild import rebuild
    from chuanxa.models.upkeep import upkeep

    day = upkeep().serving_day
    if day is not None and Cadre.objects.exists():
        rebuild(day=day)


def read_catalogue(sender, **kwargs) -> None:
    """Units, positions and standards, for all pages of this process."""
    from cadres.standings.catalogue import catalogue

    catalogue()


class CadresConfig(AppConfig):
    """The floor of people."""

    name = "cadres"

    def ready(self) -> None:
        from cadres.standings.catalogue_history import keep_if_begun
        from chuanxa.kept import about_to_serve
        from chuanxa.models.upkeep import catalogue_changed, token_renewed

        token_renewed.connect(keep_if_begun, dispatch_uid="cadres.keep_catalogue_state")
        catalogue_changed.connect(rebuild_standings, dispatch_uid="cadres.rebuild_standings")
        about_to_serve.connect(read_catalogue, dispatch_uid="cadres.read_catalogue")
