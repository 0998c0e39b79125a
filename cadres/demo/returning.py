"""One person made by hand: the same papers meet the standard of 2012, owe a degree under that of 2019 and fall short of that of 2023.

Recruited in 2016 with an intermediate diploma, so met what was asked then and had until 25/12/2024 to take a degree; left before
01/08/2023 and came back after it, so the five years of Decree 33/2023 are not for her.
"""

from datetime import date

from cadres.demo.people import Diploma, Person, Post
from cadres.levels import Ladder
from chuanxa.partial_dates import Precision

PROVINCE, BEFORE, NOW = "04", "01648", "01648"
"""Hòa Thuận until 30 June 2025, Phục Hòa since: the commune of the demo's clerk."""

NAME = "Nông Thị Quỳnh Mai"
DAY = date(2024, 6, 15)
"""A day on which the three regimes say three things."""


def returning(number: int) -> Person:
    """The person as the `number`-th of the province."""
    person = Person(
        number, PROVINCE, "female", "02", date(1992, 4, 18), name=NAME, marks={"by-hand"}, personal_id=f"099192{PROVINCE}{number:04d}"
    )
    person.posts = [
        Post(BEFORE, "culture_society", date(2016, 3, 1), date(2023, 5, 31), "recruitment"),
        Post(BEFORE, "culture_society", date(2023, 10, 2), date(2025, 6, 30), "recruitment"),
        Post(NOW, "specialist", date(2025, 7, 1), None, "transfer"),
    ]
    person.diplomas = [
        Diploma(Ladder.GENERAL_EDUCATION, 30, date(2010, 1, 1), Precision.YEAR),
        Diploma(
            Ladder.PROFESSIONAL,
            20,
            date(2013, 7, 20),
            major="Quản lý văn hóa",
            school="Trường Trung cấp nghề Cao Bằng",
            mode="full_time",
            relevant=True,
        ),
        Diploma(Ladder.INFORMATICS, 10, date(2013, 11, 5)),
        Diploma(Ladder.INFORMATICS, 40, date(2017, 9, 12)),
        Diploma(Ladder.POLITICAL_THEORY, 10, date(2018, 6, 30)),
        Diploma(Ladder.STATE_MANAGEMENT, 20, date(2018, 12, 15)),
        Diploma(Ladder.DEFENCE_SECURITY, 10, date(2017, 4, 28)),
    ]
    return person
