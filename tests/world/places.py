"""The units of the small world: two corners of two provinces, with everything that happens to units in twenty years.

A commune is split, one moves to another district when its own ends, one ends without an heir, one bears a name full of signs of
HTML, and on 1 July 2025 districts end, communes merge (one under a code that it had before) and a province joins another.
"""

from datetime import date
from types import SimpleNamespace

from provinces.models import Edition
from tests import factories
from tests.factories import BEGINNING

LAST_THREE_TIERS, TWO_TIERS = date(2025, 6, 30), date(2025, 7, 1)
SPLIT = date(2016, 1, 1)
MOVED = date(2020, 3, 1)
ODD = 'Vắng <i>Không</i> & "Ai"'


def make_places() -> SimpleNamespace:
    """Every unit by a short name; `…_now` are those of today."""
    Edition.objects.create(day=date(2019, 10, 6), covers_from=BEGINNING, source="danh mục thử", exact=True, loaded_by=factories.BY)
    made = SimpleNamespace(**_provinces())
    made.__dict__.update(_districts(made))
    made.__dict__.update(_communes(made))
    made.__dict__.update(_communes_of_today(made))
    _join(made)
    _classify(made)
    return made


def _provinces() -> dict:
    return {
        "cao_bang": factories.province("Cao Bằng", "04"),
        "soc_trang": factories.province("Sóc Trăng", "94", last=LAST_THREE_TIERS),
        "can_tho": factories.province("Cần Thơ", "92", kind="municipality", last=LAST_THREE_TIERS),
        "can_tho_now": factories.province("Cần Thơ", "92", kind="municipality", first=TWO_TIERS),
    }


def _districts(made) -> dict:
    return {
        "ha_quang": factories.district(made.cao_bang, "Hà Quảng", "045", last=LAST_THREE_TIERS),
        "tra_linh": factories.district(made.cao_bang, "Trà Lĩnh", "046", last=date(2020, 2, 29)),
        "bao_lam": factories.district(made.cao_bang, "Bảo Lâm", "042", last=LAST_THREE_TIERS),
        "ke_sach": factories.district(made.soc_trang, "Kế Sách", "473", last=LAST_THREE_TIERS),
        "ninh_kieu": factories.district(made.can_tho, "Ninh Kiều", "916", kind="urban_district", last=LAST_THREE_TIERS),
    }


def _communes(made) -> dict:
    until, end = {"last": LAST_THREE_TIERS}, date(2015, 12, 31)
    return {
        "truong_ha": factories.commune(made.ha_quang, "Trường Hà", "01366", **until),
        "na_sac": factories.commune(made.ha_quang, "Nà Sác", "01369", **until),
        "keo_yen": factories.commune(made.ha_quang, "Kéo Yên", "01372", last=end),
        "keo_yen_less": factories.commune(made.ha_quang, "Kéo Yên", "01372", first=SPLIT, **until),
        "lung_nam": factories.commune(made.ha_quang, "Lũng Nặm", "01375", first=SPLIT, **until),
        "cao_chuong": factories.commune(made.tra_linh, "Cao Chương", "01447", last=date(2020, 2, 29)),
        "cao_chuong_moved": factories.commune(made.ha_quang, "Cao Chương", "01447", first=MOVED, **until),
        "ly_bon": factories.commune(made.bao_lam, "Lý Bôn", "01294", **until),
        "odd": factories.commune(made.bao_lam, ODD, "01297", **until),
        "duc_hanh": factories.commune(made.bao_lam, "Đức Hạnh", "01299", last=date(2010, 12, 31)),
        "an_lac": factories.commune(made.ke_sach, "An Lạc", "31528", **until),
        "phong_nam": factories.commune(made.ke_sach, "Phong Nẫm", "31531", **until),
        "tan_an": factories.commune(made.ninh_kieu, "Tân An", "31117", kind="ward", **until),
    }


def _communes_of_today(made) -> dict:
    since = {"first": TWO_TIERS}
    return {
        "truong_ha_now": factories.commune(made.cao_bang, "Trường Hà", "01366", **since),
        "tong_cot_now": factories.commune(made.cao_bang, "Tổng Cọt", "01384", **since),
        "ly_bon_now": factories.commune(made.cao_bang, "Lý Bôn", "01294", **since),
        "an_lac_now": factories.commune(made.can_tho_now, "An Lạc Thôn", "31528", **since),
        "ninh_kieu_now": factories.commune(made.can_tho_now, "Ninh Kiều", "31135", kind="ward", **since),
    }


def _join(made) -> None:
    """What became what."""
    factories.change(made.soc_trang, made.can_tho_now)
    factories.change(made.can_tho, made.can_tho_now)
    factories.change(made.tra_linh, made.ha_quang, MOVED)
    factories.change(made.keo_yen, made.keo_yen_less, kind="split", extent="partial")
    factories.change(made.keo_yen, made.lung_nam, kind="split", extent="partial", default=False)
    factories.change(made.cao_chuong, made.cao_chuong_moved, kind="re_parenting")
    merged = {
        "truong_ha_now": ("truong_ha", "na_sac", "lung_nam"),
        "tong_cot_now": ("keo_yen_less", "cao_chuong_moved"),
        "ly_bon_now": ("ly_bon", "odd"),
        "an_lac_now": ("an_lac", "phong_nam"),
        "ninh_kieu_now": ("tan_an",),
    }
    for after, befores in merged.items():
        for before in befores:
            factories.change(getattr(made, before), getattr(made, after))


def _classify(made) -> None:
    """Area classes that begin and end; one of a whole district."""
    for name in ("truong_ha", "na_sac"):
        factories.area(getattr(made, name), "border")
    factories.area(made.truong_ha_now, "border", first=TWO_TIERS)
    factories.area(made.keo_yen, "highland")
    factories.area(made.na_sac, "especially_difficult", first=date(2014, 1, 1), last=date(2018, 12, 31))
    factories.area(made.bao_lam, "poor_district", first=date(2008, 12, 27))
    factories.area(made.an_lac, "khmer_many")
