from chuanxa.models.upkeep import renew  # noqa: F401
