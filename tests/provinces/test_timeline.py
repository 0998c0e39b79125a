"""Rows over the years: parents cut their children, changes take their decrees' days, a register is reconciled with what is stored."""

from datetime import date

import pytest

from provinces.comparison import COMMUNE, DISTRICT, PARTIAL, PROVINCE, Move, Unit
from provinces.decrees import Decree, Timetable
from provinces.edition_plan import first_edition, follow
from provinces.lists import Line
from provinces.register_plan import last_day, plan, reconcile
from provinces.timeline import Broken, Existence, lay_out

OLD, MID, NEW = date(2019, 10, 6), date(2020, 2, 1), date(2025, 6, 30)
PROVINCE_A = Unit(PROVINCE, "04", "Cao Bằng", "province")
DISTRICT_A = Unit(DISTRICT, "044", "Thông Nông", "rural_district", "04")
DISTRICT_B = Unit(DISTRICT, "045", "Hà Quảng", "rural_district", "04")


def commune(code: str, name: str, parent: str, kind: str = "commune") -> Unit:
    return Unit(COMMUNE, code, name, kind, parent)


def standing(*units: Unit) -> list[Existence]:
    return [Existence(date(2004, 1, 1), None, unit) for unit in units]


def rows(timeline, code: str) -> list[tuple]:
    return [(row.first, row.last, row.unit.name, row.unit.parent) for row in timeline.rows if row.unit.code == code]


def test_a_child_is_cut_where_its_parent_is_followed_by_another_row():
    parent = [
        Existence(date(2004, 1, 1), date(2019, 12, 31), DISTRICT_B),
        Existence(date(2020, 1, 1), None, DISTRICT_B._replace(kind="town")),
    ]
    timeline = lay_out([[*standing(PROVINCE_A)], parent, standing(commune("00001", "Một", "045"))])
    assert [(first, last) for first, last, *_ in rows(timeline, "00001")] == [
        (date(2004, 1, 1), date(2019, 12, 31)),
        (date(2020, 1, 1), None),
    ]
    assert [(link.before[1], link.kind) for link in timeline.links] == [("045", "kind_change"), ("00001", "re_parenting")]


def test_a_child_without_a_parent_on_some_day_is_refused():
    with pytest.raises(Broken, match="00001"):
        lay_out([standing(PROVINCE_A), [Existence(date(2010, 1, 1), None, DISTRICT_A)], standing(commune("00001", "Một", "044"))])


def test_the_first_edition_is_valid_from_the_day_it_covers():
    timeline = first_edition([PROVINCE_A], date(2004, 1, 1)).timeline
    assert rows(timeline, "04") == [(date(2004, 1, 1), None, "Cao Bằng", "")]


def test_an_unchanged_unit_stays_one_row():
    done = follow(standing(PROVINCE_A), [PROVINCE_A], NEW, after=OLD)
    assert done.timeline.rows == tuple(standing(PROVINCE_A))
    assert done.undated == 0


def test_a_change_without_a_decree_takes_the_editions_day_and_is_counted():
    done = follow(standing(PROVINCE_A), [PROVINCE_A._replace(kind="municipality")], NEW, after=OLD)
    assert [first for first, *_ in rows(done.timeline, "04")] == [date(2004, 1, 1), NEW]
    assert done.undated == 1


def test_changes_of_one_unit_may_take_effect_on_two_days():
    before = standing(PROVINCE_A, DISTRICT_A, DISTRICT_B, commune("00001", "Một", "044"))
    after = [PROVINCE_A, DISTRICT_A, DISTRICT_B, commune("00001", "Hai", "045")]
    decrees = [
        Decree("04", COMMUNE, "renaming", "", date(2021, 1, 1), "A"),
        Decree("04", COMMUNE, "re_parenting", "", date(2022, 1, 1), "B"),
    ]
    done = follow(before, after, NEW, after=OLD, decrees=decrees)
    assert rows(done.timeline, "00001") == [
        (date(2004, 1, 1), date(2020, 12, 31), "Một", "044"),
        (date(2021, 1, 1), date(2021, 12, 31), "Hai", "044"),
        (date(2022, 1, 1), None, "Hai", "045"),
    ]
    assert [(link.kind, link.legal_basis) for link in done.timeline.links] == [("renaming", "A"), ("re_parenting", "B")]


def test_a_commune_leaves_a_district_on_the_day_the_district_ends():
    before = standing(PROVINCE_A, DISTRICT_A, DISTRICT_B, commune("00001", "Một", "044"), commune("00002", "Hai", "044"))
    after = [PROVINCE_A, DISTRICT_B, commune("00001", "Một", "045")]
    decrees = [Decree("04", DISTRICT, "", "044", MID, "864"), Decree("04", COMMUNE, "merger", "", date(2021, 1, 1), "late")]
    timeline = follow(before, after, NEW, after=OLD, decrees=decrees).timeline
    assert [first for first, *_ in rows(timeline, "00001")] == [date(2004, 1, 1), MID]
    assert rows(timeline, "00002")[0][1] == date(2020, 1, 31)


def test_a_move_gives_its_day_and_a_merger_into_a_unit_that_lives_on_is_recorded():
    before = standing(PROVINCE_A, DISTRICT_B, commune("00001", "Một", "045"), commune("00002", "Hai", "045"))
    after = [PROVINCE_A, DISTRICT_B, commune("00001", "Một", "045")]
    done = follow(before, after, NEW, after=OLD, moves=[Move(COMMUNE, "00002", "00001", day=MID, legal_basis="864")])
    assert rows(done.timeline, "00002")[0][1] == date(2020, 1, 31)
    (link,) = done.timeline.links
    assert (link.before[1], link.after, link.day, link.kind, link.legal_basis) == (
        "00002",
        (COMMUNE, "00001", date(2004, 1, 1)),
        MID,
        "merger",
        "864",
    )
    assert done.undated == 0


def test_a_split_records_its_parts_and_the_default_one():
    before = standing(PROVINCE_A, DISTRICT_B, commune("00001", "Một", "045"))
    after = [PROVINCE_A, DISTRICT_B, commune("00002", "Hai", "045"), commune("00003", "Ba", "045")]
    moves = [Move(COMMUNE, "00001", "00002", PARTIAL, True), Move(COMMUNE, "00001", "00003", PARTIAL, False)]
    links = follow(before, after, NEW, after=OLD, moves=moves).timeline.links
    assert [(link.after[1], link.kind, link.extent, link.default) for link in links] == [
        ("00002", "split", "partial", True),
        ("00003", "split", "partial", False),
    ]


def test_a_reused_code_does_not_link_two_units():
    before = standing(PROVINCE_A, DISTRICT_B, commune("00001", "Một", "045"), commune("00002", "Hai", "045"))
    after = [PROVINCE_A, DISTRICT_B, commune("00001", "Ba", "045"), commune("00004", "Bốn", "045")]
    moves = [Move(COMMUNE, "00001", "00004"), Move(COMMUNE, "00002", "00001")]
    links = follow(before, after, NEW, after=OLD, moves=moves).timeline.links
    assert sorted((link.before[1], link.after[1]) for link in links) == [("00001", "00004"), ("00002", "00001")]


def test_the_most_particular_decree_wins_and_days_outside_the_gap_are_left_out():
    decrees = [
        Decree("", COMMUNE, "", "", date(2021, 1, 1), "anywhere"),
        Decree("04", COMMUNE, "", "", date(2021, 2, 1), "province"),
        Decree("04", COMMUNE, "renaming", "", date(2021, 3, 1), "kind"),
        Decree("04", COMMUNE, "renaming", "00001", date(2021, 4, 1), "one"),
        Decree("04", DISTRICT, "", "", OLD, "too early"),
    ]
    timetable = Timetable(decrees, after=OLD, until=NEW)
    found = [
        timetable.find(*asked).legal_basis
        for asked in [("04", 3, "renaming", "00001"), ("04", 3, "renaming", "2"), ("04", 3, "merger", "2"), ("06", 3, "merger", "2")]
    ]
    assert found == ["one", "kind", "province", "anywhere"]
    assert timetable.find("04", DISTRICT, "merger", "044") is None


def line(unit: Unit, first: date, last: date | None = None) -> Line:
    return Line(0, unit, first, last)


def test_a_register_speaks_up_to_its_newest_change():
    lines = [line(PROVINCE_A, date(2004, 8, 31)), line(DISTRICT_A, date(2004, 8, 31), date(2020, 1, 31))]
    assert last_day(lines) == MID


def test_rows_of_one_code_are_one_unit_unless_the_parents_level_changed():
    before, after = commune("00001", "Trúc Bạch", "044"), commune("00001", "Ba Đình", "04")
    lines = [
        line(PROVINCE_A, OLD),
        line(DISTRICT_A, OLD, date(2025, 6, 30)),
        line(before, OLD, date(2020, 1, 31)),
        line(before._replace(name="Mới"), MID, date(2025, 6, 30)),
        line(after, date(2025, 7, 1)),
    ]
    assert [(link.day, link.kind) for link in plan(lines, []).links] == [(MID, "renaming")]
    moved = plan(lines, [Move(COMMUNE, "00001", "00001", day=date(2025, 7, 1))])
    assert [link.day for link in moved.links] == [MID, date(2025, 7, 1)]


def test_reconciling_keeps_the_row_with_the_longest_overlap_and_names_the_rest():
    unit = commune("00001", "Một", "044")
    moved = unit._replace(parent="045")
    stored = [("a", Existence(date(2004, 1, 1), None, unit)), ("b", Existence(OLD, None, commune("00009", "Chín", "044")))]
    wanted = [
        Existence(date(2004, 8, 31), date(2006, 1, 1), unit),
        Existence(date(2006, 1, 2), date(2019, 1, 1), moved),
        Existence(date(2019, 1, 2), None, unit),
    ]
    done = reconcile(stored, wanted, NEW)
    assert done.kept == (("a", wanted[2]),) or done.kept == (("a", wanted[0]),)
    assert len(done.created) == 2
    assert done.removed == ("b",)


def test_reconciling_leaves_the_end_that_a_later_edition_wrote():
    stored = [("a", Existence(date(2004, 1, 1), date(2026, 4, 29), PROVINCE_A))]
    done = reconcile(stored, [Existence(date(2004, 8, 31), None, PROVINCE_A)], date(2025, 7, 1))
    assert done.kept == (("a", Existence(date(2004, 8, 31), date(2026, 4, 29), PROVINCE_A)),)
