from django.apps import AppConfig


class ChuanxaConfig(AppConfig):
    name = "chuanxa"

    def ready(self) -> None:
        from chuanxa import acts  # noqa: F401 - connects what puts log-ins on record
        from chuanxa.accounts import sessions  # noqa: F401 - connects what notes sessions
