"""What one writes without standings: joins over the facts valid on a day, judged while the page waits.

The same statements on both databases, in the best form found for each: the posts of the day first, then only those people's
qualifications, pivoted once; the standards of the day unfolded to one row per position, province and "in a mountain area or not".
They use what the data set allows (no boundary changes, no province's own standards, one area exception), which the product does
not: a real one would be slower.
"""

from datetime import date

from bench.generation.catalogues import LOWERED_AREA
from cadres.levels import STANDING_LADDERS, Ladder
from cadres.models.position import COUNTED, GROUPS
from cadres.requirements import NO_STANDARD
from cadres.standings.cells import OF_LADDER, Dimension
from cadres.standings.counting import STANDARD_KEY
from chuanxa.periods import years_before
from reports.breakdowns import AGE_BANDS, PROFESSIONAL_INTERMEDIATE, THEORY_INTERMEDIATE

LADDERS = tuple(ladder.value for ladder in STANDING_LADDERS)
SERVING = "s.cadre_id, s.position_id, s.commune_id, s.district_id, s.province_id, s.category, s.post_group"
_BITS = {ladder.value: ladder.bit for ladder in Ladder}


def judged(day: date, province: int | None = None) -> str:
    """Common tables down to `judged`: one row per person in post on `day`, with levels, masks and attributes."""
    place = f"AND c.province_id = {province}" if province else ""
    return f"""
held AS (
  SELECT a.cadre_id, a.position_id, c.id AS commune_id, c.district_id, c.province_id, p.category, p."group" AS post_group,
         ROW_NUMBER() OVER (PARTITION BY a.cadre_id ORDER BY p."order", a.valid_from, a.id) AS place
  FROM cadres_appointment a
  JOIN cadres_position p ON p.id = a.position_id
  JOIN provinces_commune c ON c.id = a.commune_id
  WHERE a.superseded_at IS NULL AND a.is_primary AND {_on("a", day)} AND p.category IN ('{COUNTED[0]}', '{COUNTED[1]}') {place}
),
levels AS MATERIALIZED (
  SELECT {SERVING}, {", ".join(f"COALESCE(MAX(CASE WHEN q.ladder = '{name}' THEN q.level END), -1) AS {name}" for name in LADDERS)}
  FROM held s
  LEFT JOIN cadres_qualification q
    ON q.cadre_id = s.cadre_id AND q.superseded_at IS NULL AND (q.awarded_on IS NULL OR q.awarded_on <= '{day}')
  WHERE s.place = 1
  GROUP BY {SERVING}
),
lowered AS MATERIALIZED (
  SELECT x.commune_id AS commune_id FROM provinces_areaclassification x
  WHERE x.commune_id IS NOT NULL AND x.area_class = '{LOWERED_AREA.value}' AND {_on("x", day)}
  UNION
  SELECT c.id FROM provinces_areaclassification x JOIN provinces_commune c ON c.district_id = x.district_id
  WHERE x.area_class = '{LOWERED_AREA.value}' AND {_on("x", day)}
),
asked AS MATERIALIZED (
  SELECT sp.position_id, w.lowered, {", ".join(_minimum(name) for name in LADDERS)}, {", ".join(_full_minimum(name) for name in LADDERS)}
  FROM cadres_standard s
  JOIN cadres_standard_positions sp ON sp.standard_id = s.id
  JOIN cadres_requirement r ON r.standard_id = s.id
  LEFT JOIN cadres_allowance x ON x.requirement_id = r.id
  CROSS JOIN (SELECT 0 AS lowered UNION ALL SELECT 1) w
  WHERE {_on("s", day)}
  GROUP BY sp.position_id, w.lowered
),
judged AS MATERIALIZED (
  SELECT l.cadre_id, l.province_id, l.district_id, l.commune_id, l.position_id,
         CASE l.category WHEN '{COUNTED[0]}' THEN 0 ELSE 1 END AS category,
         CASE l.post_group {" ".join(f"WHEN '{group.value}' THEN {place}" for place, group in enumerate(GROUPS))} END AS post_group,
         {", ".join(f"l.{name}" for name in LADDERS)},
         {" + ".join(f"CASE WHEN l.{name} >= 0 AND l.{name} < k.{name} THEN {_BITS[name]} ELSE 0 END" for name in LADDERS)} AS missing,
         CASE WHEN k.position_id IS NULL THEN {NO_STANDARD} ELSE
         {" + ".join(f"CASE WHEN l.{name} < 0 AND k.{name} IS NOT NULL THEN {_BITS[name]} ELSE 0 END" for name in LADDERS)} END AS unclear,
         0 AS owed,
         {" + ".join(_exempt(name) for name in LADDERS)} AS exempt,
         CASE f.sex WHEN 'male' THEN 1 WHEN 'female' THEN 2 ELSE 0 END AS sex, f.ethnic_group, f.born_on,
         f.full_name, f.search_key, f.sort_key
  FROM levels l
  JOIN cadres_profile f ON f.cadre_id = l.cadre_id AND f.superseded_at IS NULL
  LEFT JOIN lowered w ON w.commune_id = l.commune_id
  LEFT JOIN asked k ON k.position_id = l.position_id AND k.lowered = CASE WHEN w.commune_id IS NULL THEN 0 ELSE 1 END
)"""


def _on(table: str, day: date) -> str:
    return f"{table}.valid_from <= '{day}' AND ({table}.valid_to IS NULL OR {table}.valid_to >= '{day}')"


def _minimum(name: str) -> str:
    applied = "CASE WHEN w.lowered = 1 THEN COALESCE(x.minimum, r.minimum) ELSE r.minimum END"
    return f"MAX(CASE WHEN r.ladder = '{name}' THEN {applied} END) AS {name}"


def _exempt(name: str) -> str:
    return f"CASE WHEN l.{name} >= k.{name} AND l.{name} < k.full_{name} THEN {_BITS[name]} ELSE 0 END"


def _full_minimum(name: str) -> str:
    """What is asked where nothing is lowered: who is below it and above the lowered one has the allowance to thank."""
    return f"MAX(CASE WHEN r.ladder = '{name}' THEN r.minimum END) AS full_{name}"


def area_page(day: date, unit: str, province: int | None = None, *, ages: bool) -> str:
    """Every cell of the area, and a row per unit: ('cell', dimension, key, people, 0…) and ('unit', id, 0, people, …), see `unit_sums`."""
    columns = unit_sums(day, ages=ages)
    zeros = ", 0" * len(columns)
    cells = [
        f"SELECT 'cell', {dimension}, {expression}, COUNT(*){zeros} FROM judged GROUP BY {expression}"
        for dimension, expression in CELLS.items()
    ]
    cells.append(f"SELECT 'cell', {Dimension.POSITION.value}, position_id, COUNT(*){zeros} FROM posts GROUP BY position_id")
    units = f"SELECT 'unit', {unit}, 0, COUNT(*), {', '.join(columns)} FROM judged GROUP BY {unit}"
    return f"WITH {judged(day, province)}, {_posts(day)} {' UNION ALL '.join([*cells, units])}"


def cells_only(day: date) -> str:
    """The nation's cells: one point of a trend."""
    cells = [f"SELECT {dimension}, {expression}, COUNT(*) FROM judged GROUP BY {expression}" for dimension, expression in CELLS.items()]
    cells.append(f"SELECT {Dimension.POSITION.value}, position_id, COUNT(*) FROM posts GROUP BY position_id")
    return f"WITH {judged(day)}, {_posts(day)} {' UNION ALL '.join(cells)}"


CELLS = {
    Dimension.STANDARD.value: STANDARD_KEY,
    **{OF_LADDER[ladder].value: ladder.value for ladder in STANDING_LADDERS},
    Dimension.SEX.value: "sex",
    Dimension.ETHNIC_GROUP.value: "CAST(ethnic_group AS INTEGER)",
    Dimension.VERDICT.value: "CASE WHEN missing > 0 THEN 0 WHEN unclear > 0 THEN 2 ELSE 1 END",
}


def unit_sums(day: date, *, ages: bool) -> list[str]:
    """What a row of a table of units says after its head-count: three verdicts, two levels, and the age bands."""
    tests = ["missing = 0 AND unclear = 0", "missing > 0", "missing = 0 AND unclear > 0"]
    tests += [f"professional >= {PROFESSIONAL_INTERMEDIATE}", f"political_theory >= {THEORY_INTERMEDIATE}"]
    if ages:
        for band in AGE_BANDS:
            young = f"born_on > '{years_before(day, band.high + 1)}'" if band.high is not None else "born_on IS NOT NULL"
            old = f"born_on <= '{years_before(day, band.low)}'" if band.low is not None else "born_on IS NOT NULL"
            tests.append(f"{young} AND {old}")
    return [f"SUM(CASE WHEN {test} THEN 1 ELSE 0 END)" for test in tests]


def begins(words: list[str], column: str = "search_key") -> str:
    """Every word begins a word of the name."""
    return " AND ".join(f"({column} LIKE '{word}%' OR {column} LIKE '% {word}%')" for word in words)


def whole_first(words: list[str], column: str = "search_key") -> str:
    """Names that have every word whole go before the others."""
    return "CASE WHEN " + " AND ".join(f"' ' || {column} || ' ' LIKE '% {word} %'" for word in words) + " THEN 1 ELSE 2 END"


def people_page(day: date, province: int, words: list[str], rows: int) -> str:
    """One page of a list: every word begins a word of the name, whole words first, with post, place, levels and verdict."""
    found = begins(words, "f.search_key")
    body = judged(day, province).replace(
        "JOIN cadres_profile f ON f.cadre_id = l.cadre_id AND f.superseded_at IS NULL",
        f"JOIN cadres_profile f ON f.cadre_id = l.cadre_id AND f.superseded_at IS NULL AND {found}",
    )
    return f"""WITH {body}
SELECT cadre_id, full_name, born_on, sex, position_id, commune_id, professional, political_theory, missing, unclear, COUNT(*) OVER ()
FROM judged ORDER BY {whole_first(words)}, sort_key, cadre_id LIMIT {rows}"""


def _posts(day: date) -> str:
    """Everybody's posts, the concurrent ones too, each position once a person."""
    return f"""
posts AS (
  SELECT DISTINCT a.cadre_id, a.position_id
  FROM judged j JOIN cadres_appointment a ON a.cadre_id = j.cadre_id
  WHERE a.superseded_at IS NULL AND {_on("a", day)}
)"""
