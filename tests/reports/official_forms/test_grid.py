"""Rows of the Party's forms: the same words mean the same of people in post and of records; their bands of age are data."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cadres.levels import NO_RECORD, Ladder
from reports.breakdowns import AgeBand
from reports.official_forms.catalogue import FORMS
from reports.official_forms.form import ListForm, PersonForm
from reports.official_forms.grid import MARK, GridForm, Subject, checks_of_people, holds, rows_of_people
from reports.official_forms.said import bare_name, made_day
from reports.official_forms.vocabulary import vocabulary
from tests.truth import age

DAY = date(2013, 12, 31)
BANDS = (AgeBand("a", "đến 35", None, 35), AgeBand("b", "36–60", 36, 60), AgeBand("c", "trên 60", 61, None))
ROWS = {row.key: row for row in rows_of_people(BANDS)}
SUBJECTS = st.builds(
    Subject,
    st.just(1),
    st.just("A"),
    st.just(""),
    st.just(""),
    number=st.integers(1, 5),
    born=st.none() | st.dates(date(1930, 1, 1), date(1995, 12, 31)),
    sex=st.sampled_from([0, 1, 2]),
    ethnic_group=st.sampled_from([0, 1, 2, 8]),
    levels=st.fixed_dictionaries(
        {
            Ladder.PROFESSIONAL: st.sampled_from([NO_RECORD, 0, 10, 20, 30, 40, 50, 60]),
            Ladder.POLITICAL_THEORY: st.sampled_from([NO_RECORD, 0, 10, 20, 30, 40]),
        }
    ),
)


def said(subject: Subject) -> set[str]:
    """The rows somebody is in, the plain way."""
    found = {"tong_so"}
    found |= {"nu"} if subject.sex == 2 else set()
    found |= {"dan_toc"} if subject.ethnic_group > 1 else set()
    if subject.born:
        years = age(subject.born, DAY)
        found.add("tuoi_a" if years <= 35 else "tuoi_b" if years <= 60 else "tuoi_c")
    professional = {10: "so_cap", 20: "trung_cap", 30: "cao_dang", 40: "dai_hoc", 50: "thac_si", 60: "tien_si"}
    theory = {10: "so_cap", 20: "trung_cap", 30: "cao_cap", 40: "cao_cap"}
    found |= {f"cm_{professional[level]}" for level in (subject.levels[Ladder.PROFESSIONAL],) if level > 0}
    return found | {f"ll_{theory[level]}" for level in (subject.levels[Ladder.POLITICAL_THEORY],) if level > 0}


@given(SUBJECTS)
def test_somebody_is_in_the_rows_that_the_facts_say_and_in_no_other(subject):
    assert {key for key, row in ROWS.items() if row.query is not None and holds(row.query, subject, DAY)} == said(subject)
    unknown = {key for key, row in ROWS.items() if row.unknown is not None and holds(row.unknown, subject, DAY)}
    assert ("tuoi_a" in unknown) == (subject.born is None) and ("nu" in unknown) == (subject.sex == 0)
    assert ("cm_so_cap" in unknown) == (subject.levels[Ladder.PROFESSIONAL] == NO_RECORD)


def test_a_mark_is_of_the_record_itself():
    one = Subject(None, "", "", "", marks=frozenset({"theory_20_"}))
    assert holds({MARK: ("theory_20_", "x")}, one, DAY) and not holds({MARK: ("x",)}, one, DAY)


def test_forms_name_their_rows_and_columns_once_and_check_rows_they_have():
    for form in FORMS:
        known = vocabulary(form)
        assert set(known.required) <= set(known.all), form.slug
        if isinstance(form, GridForm):
            rows, columns = [row.key for row in form.rows], [column.key for column in form.columns]
            assert len(set(rows)) == len(rows) and len(set(columns)) == len(columns), form.slug
            assert all({check.left, *check.right} <= set(rows) for check in form.checks) and set(form.checked) <= set(columns)
        elif isinstance(form, ListForm):
            assert len({column.key for column in form.columns}) == len(form.columns) == 43
        elif isinstance(form, PersonForm):
            assert [number for number, _, _ in form.fields][:3] == ["1", "2", "3"]
    assert checks_of_people(BANDS, "lượt")[0].right == ("tuoi_a", "tuoi_b", "tuoi_c")


def test_a_place_and_date_are_written_as_decree_30_says():
    cases = ((date(2014, 1, 5), "ngày 05 tháng 01 năm 2014"), (date(2014, 3, 12), "ngày 12 tháng 3 năm 2014"))
    assert [made_day(day) for day, _ in cases] == [text for _, text in cases]
    assert [bare_name(name) for name in ("Tỉnh Cao Bằng", "Thành phố Cần Thơ", "Xã Nà Sác")] == ["Cao Bằng", "Cần Thơ", "Xã Nà Sác"]
