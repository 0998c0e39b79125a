"""What one writes by hand over the narrowest derived table that can answer: the limit the product is held against."""

from collections.abc import Iterable
from datetime import date

from bench.sql.naive import CELLS, begins, unit_sums, whole_first
from cadres.standards import Verdict
from cadres.standings.cells import NATION, Dimension
from cadres.standings.half_years import kept_in
from reports.breakdowns import PROFESSIONAL_INTERMEDIATE, THEORY_INTERMEDIATE

_VERDICT, _PROFESSIONAL, _THEORY = Dimension.VERDICT.value, Dimension.PROFESSIONAL.value, Dimension.POLITICAL_THEORY.value


def cells_today(province: int = NATION) -> str:
    return f"SELECT dimension, key, people FROM cadres_tally WHERE province_id = {province}"


def provinces_today() -> str:
    """One row per province: id, people, three verdicts, two levels."""
    sums = {
        "people": f"dimension = {_VERDICT}",
        "meets": f"dimension = {_VERDICT} AND key = {Verdict.MEETS.value}",
        "falls_short": f"dimension = {_VERDICT} AND key = {Verdict.FALLS_SHORT.value}",
        "unknown": f"dimension = {_VERDICT} AND key = {Verdict.UNKNOWN.value}",
        "professional": f"dimension = {_PROFESSIONAL} AND key >= {PROFESSIONAL_INTERMEDIATE}",
        "theory": f"dimension = {_THEORY} AND key >= {THEORY_INTERMEDIATE}",
    }
    columns = ", ".join(f"SUM(CASE WHEN {test} THEN people ELSE 0 END) AS {name}" for name, test in sums.items())
    return (
        f"SELECT province_id, {columns} FROM cadres_tally "
        "WHERE province_id IN (SELECT id FROM provinces_province) "
        f"AND dimension IN ({_VERDICT}, {_PROFESSIONAL}, {_THEORY}) GROUP BY province_id"
    )


def communes_today(day: date, province: int) -> str:
    """One row per commune: id, people, verdicts, levels, age bands."""
    sums = ", ".join(unit_sums(day, ages=True))
    return f"SELECT commune_id, COUNT(*), {sums} FROM cadres_serving WHERE province_id = {province} GROUP BY commune_id"


def cells_at_ends(days: Iterable[date], province: int = NATION) -> str:
    """(end, dimension, key, people): one branch for every end, whose column and decade are known."""
    branches = [
        f"SELECT '{day}', dimension, key, end_{place} FROM cadres_periodtally WHERE province_id = {province} AND decade = {decade}"
        for day, (decade, place) in ((day, kept_in(day)) for day in days)
    ]
    return " UNION ALL ".join(branches)


def full_scan(day: date) -> str:
    """The national page of any day from all standings in force on it: rows as of `naive.area_page`."""
    columns = unit_sums(day, ages=False)
    zeros = ", 0" * len(columns)
    cells = [
        f"SELECT 'cell', {dimension}, {expression}, COUNT(*){zeros} FROM picked GROUP BY {expression}"
        for dimension, expression in CELLS.items()
    ]
    cells.append(f"SELECT 'posts' || posts, position_id, 0, COUNT(*){zeros} FROM picked GROUP BY position_id, posts")
    units = f"SELECT 'unit', province_id, 0, COUNT(*), {', '.join(columns)} FROM picked GROUP BY province_id"
    return f"""
WITH picked AS MATERIALIZED (
  SELECT province_id, category, "group" AS post_group, missing, unclear, owed, exempt, general_education, professional, political_theory,
         state_management, defence_security, informatics, position_id, posts, sex, ethnic_group
  FROM cadres_standing WHERE valid_from <= '{day}' AND valid_to >= '{day}'
) {" UNION ALL ".join([*cells, units])}"""


def people_page(province: int, words: list[str], rows: int) -> str:
    return f"""
SELECT cadre_id, full_name, born_on, sex, position_id, commune_id, professional, political_theory, missing, unclear
FROM cadres_serving WHERE province_id = {province} AND {begins(words)} ORDER BY {whole_first(words)}, sort_key, cadre_id LIMIT {rows}"""
