"""Invents the people of one province: seats, careers, levels, diplomas, and last of all names.

Pure and deterministic: the same atlas and standards give the same people, whatever the day, the machine or the database.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from cadres.demo.articles.article import Article, Examine, chair_the_council
from cadres.demo.articles.bac_kan import BacKan
from cadres.demo.articles.cao_bang import CaoBang
from cadres.demo.articles.dien_bien import DienBien
from cadres.demo.articles.soc_trang import SocTrang
from cadres.demo.articles.son_la import SonLa
from cadres.demo.careers import Office, play
from cadres.demo.census import Census
from cadres.demo.diplomas import earn
from cadres.demo.ledger import Ledger
from cadres.demo.names import invent
from cadres.demo.people import Person
from cadres.demo.places import TWO_TIER, Atlas, Place
from cadres.demo.portraits import CENSUS, PORTRAITS, Portrait
from cadres.demo.reseating import reseat
from cadres.demo.returning import PROVINCE, returning
from cadres.demo.seats import ELECTED, GOVERNMENT, PARTY
from cadres.levels import Ladder
from chuanxa.partial_dates import Precision

ARTICLES: dict[str, type[Article]] = {"04": CaoBang, "06": BacKan, "11": DienBien, "14": SonLa, "94": SocTrang}
SEED = "Chuẩn Xã"
LEADING = (*PARTY, *GOVERNMENT, "office_head", "economy_head")
BLANK = {Ladder.POLITICAL_THEORY: 0.03, Ladder.STATE_MANAGEMENT: 0.05, Ladder.INFORMATICS: 0.045, Ladder.DEFENCE_SECURITY: 0.08}
"""How often nothing is on record about a ladder."""


def generate(atlas: Atlas, examine: Examine, only: Collection[str] = ()) -> Iterator[list[Person]]:
    """The people of each of the five provinces (or `only` of some), one list a province."""
    for portrait in PORTRAITS:
        if not only or portrait.code in only:
            yield people_of(portrait, atlas, examine)


def people_of(portrait: Portrait, atlas: Atlas, examine: Examine) -> list[Person]:
    """Everybody who ever served in the province since 2004."""
    rng = Random(f"{SEED} {portrait.code}")  # noqa: S311
    places = atlas.places(portrait.code)
    article = ARTICLES[portrait.code](portrait, rng, places, examine)
    ledger = Ledger(portrait, rng)
    seats = article.seats()
    article.prepare(ledger)
    offices = play(ledger, places, seats)
    _reseat(ledger, atlas, offices)
    people = ledger.people
    chair_the_council(people, seats)
    article.finish(people)
    _leave_blank(rng, people, article.may_be_blank)
    census = Census(rng, portrait, people, article.tables(), article.settle)
    census.take()
    article.close(census)
    for person in people:
        earn(rng, person)
    _introduce(rng, portrait, people, examine)
    if portrait.code == PROVINCE:
        people.append(returning(max(person.number for person in people) + 1))
    return people


def _reseat(ledger: Ledger, atlas: Atlas, offices: dict[str, Office]) -> None:
    """On 1 July 2025 the offices whose posts go to one new commune are taken together."""
    taken: dict[str, list[Office]] = {}
    for _, office in sorted(offices.items()):
        if office.remaining and office.place.heir:
            taken.setdefault(office.place.heir, []).append(office)
    for code, parts in sorted(taken.items()):
        row = atlas.row(code, TWO_TIER)
        ledger.local_groups.setdefault(code, ledger.local_group(parts[0].place))
        reseat(ledger, Place(code, ledger.portrait.code, "", row.kind, TWO_TIER, date.max, None), parts)


def _leave_blank(rng: Random, people: Iterable[Person], may: Callable[[Person], bool]) -> None:
    """Some records are missing, never where a printed table counts everybody."""
    for person in people:
        chances = {ladder: rng.random() for ladder in (*BLANK, Ladder.PROFESSIONAL)}
        if may(person):
            person.blank |= {ladder for ladder, share in BLANK.items() if chances[ladder] < share}
            if person.entered >= date(2017, 1, 1) and chances[Ladder.PROFESSIONAL] < 0.012:
                person.blank.add(Ladder.PROFESSIONAL)


def _introduce(rng: Random, portrait: Portrait, people: Sequence[Person], examine: Examine) -> None:
    """Names, the Party, and for those in post since 2021 a personal number; the prefix 099 was never issued to a province."""
    for person in people:
        person.name = invent(rng, person.ethnic_group, person.sex, south=portrait.south, born=person.born.year)
        if person.born.year < 1980 and rng.random() < 0.12:
            _forget_birthday(person, examine)
        _join_party(rng, person)
        if (person.left is None or person.left >= date(2021, 7, 1)) and rng.random() < 0.97:
            century = 2 * (person.born.year >= 2000) + (person.sex == "female")
            person.personal_id = f"099{century}{person.born.year % 100:02d}{portrait.code}{person.number:04d}"[:12]


def _forget_birthday(person: Person, examine: Examine) -> None:
    """Only the year is on record, unless a verdict that a printed figure counts hangs on the day."""
    days, exact = [day for day in CENSUS if person.post_on(day)], person.born
    before = [examine(person, day).verdict for day in days]
    person.born, person.born_precision = date(exact.year, 1, 1), Precision.YEAR
    if [examine(person, day).verdict for day in days] != before:
        person.born, person.born_precision = exact, Precision.DAY


def _join_party(rng: Random, person: Person) -> None:
    """Leaders are members before they lead; others often join in time."""
    leading = [post.first for post in person.posts if post.position in LEADING or post.position.startswith("party")]
    elected = any(post.position in ELECTED for post in person.posts)
    if not leading and rng.random() > (0.92 if elected else 0.74):
        return
    joined = date(person.born.year + 19, 3, 3) + timedelta(days=rng.randrange(9 * 365))
    latest = min(leading, default=date(2025, 5, 19)) - timedelta(days=400)
    person.party_since = max(min(joined, latest), date(person.born.year + 18, 12, 22))
    person.party_full = date(person.party_since.year + 1, person.party_since.month, min(person.party_since.day, 28))


def digest(people: Iterable[Person]) -> str:
    """A fingerprint of everything invented about these people."""
    content = hashlib.sha256()
    for person in people:
        told = (person.name, person.sex, person.ethnic_group, person.born, person.party_since, person.personal_id)
        content.update(repr((told, person.posts, person.others, person.diplomas, person.studies)).encode())
    return content.hexdigest()
