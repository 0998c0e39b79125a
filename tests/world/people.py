"""The people of the small world: some forty careers of every shape, invented by a seed, so the same in every run.

Facts are written in bulk as a loader writes them, with the moments when they were learnt: some years late, some corrected, some
taken back. Standings are derived once at the end.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cadres.levels import STANDING_LADDERS
from cadres.models import Appointment, Cadre, Profile, Qualification
from cadres.standings.rebuild import rebuild
from tests.factories import BY, TODAY

PEOPLE = 44
SIGNS = 'Lý <b>Thị</b> "Én" & Con'
FAMILIES = ("Nguyễn", "Nông", "Hoàng", "Lý", "Đàm", "Sầm", "Thạch", "Sơn", "Ân", "Ỷ")
MIDDLES = ("Văn", "Thị", "Đức", "Hoà", "")
GIVENS = ("An", "Ánh", "Ân", "Dũng", "Đào", "Em", "Hòa", "Phượng", "Ước", "Yến")
FIRST, LAST = date(2004, 1, 1), date(2026, 5, 31)
LEARNT_FIRST = datetime.combine(date(2005, 3, 4), time(8), tzinfo=timezone.get_default_timezone())
LATEST = datetime.combine(date(2026, 6, 1), time(8), tzinfo=timezone.get_default_timezone())


class Careers:
    """Invents facts and keeps them until `write`; `random` is the only source of chance.

    The first person has a name full of signs and one post in Trường Hà, from 2005 on.
    """

    def __init__(self, places, positions, seed: int = 2013):
        self.random = Random(seed)
        self.first_post = {"commune": places.truong_ha, "position": positions.committee_chair, "valid_from": date(2005, 3, 1)}
        self.communes = [unit for name, unit in vars(places).items() if unit.tier == "commune" and name != "odd"]
        self.positions = list(vars(positions).values())
        self.facts: list = []

    def write(self) -> list[Cadre]:
        """Everybody, with the derived tables on TODAY."""
        cadres = Cadre.objects.bulk_create(Cadre() for _ in range(PEOPLE))
        cadres = list(Cadre.objects.order_by("pk")) if cadres[0].pk is None else cadres
        for number, cadre in enumerate(cadres):
            self._profile(cadre, number)
            self._levels(cadre)
            if number:
                self._posts(cadre)
        self._keep(Appointment, self.first_post | {"cadre": cadres[0]}, LEARNT_FIRST, until=None)
        for model in (Profile, Appointment, Qualification):
            model.objects.bulk_create(fact for fact in self.facts if type(fact) is model)
        rebuild(day=TODAY)
        return cadres

    # --- what is invented ---------------------------------------------------------------------------------------------------

    def _profile(self, cadre: Cadre, number: int) -> None:
        chance = self.random
        name = SIGNS if number == 0 else " ".join(filter(None, map(chance.choice, (FAMILIES, MIDDLES, GIVENS))))
        born = date(chance.randint(1944, 1998), chance.randint(1, 12), chance.randint(1, 28))
        profile = {
            "full_name": name,
            "sex": chance.choice(("male", "female", "male", "")),
            "born_on": chance.choice((born, born, born, None)),
            "ethnic_group": chance.choice(("01", "02", "05", "")),
        }
        self._recorded(Profile, profile | {"cadre": cadre}, FIRST, {"full_name": f"{name} Cũ"} if number else {})

    def _posts(self, cadre: Cadre) -> None:
        """One to three primary posts one after the other, perhaps far apart, some with another post beside them."""
        chance, first = self.random, self._day(FIRST, date(2016, 1, 1))
        for _ in range(chance.choice((1, 1, 2, 3))):
            last = self._day(first, first + timedelta(days=4000)) if chance.random() < 0.6 else None
            commune, position = self._place(first), self._position(first)
            post = {"cadre": cadre, "commune": commune, "position": position, "valid_from": first, "valid_to": last}
            self._recorded(Appointment, post, first, {"valid_from": first + timedelta(days=90)} if not last else {})
            if chance.random() < 0.4:
                beside = {"position": self._position(first), "is_primary": False}
                self._recorded(Appointment, post | beside, first, {})
            if last is None or last > date(2020, 1, 1):
                return
            first = last + timedelta(days=chance.choice((1, 1, 400)))

    def _levels(self, cadre: Cadre) -> None:
        chance = self.random
        for ladder in STANDING_LADDERS:
            levels = [int(level) for level in ladder.levels]
            for level in sorted(chance.sample(levels, chance.choice((0, 1, 1, 2)))):
                day = chance.choice((None, self._day(date(1995, 1, 1), LAST), self._day(FIRST, LAST)))
                award = {"cadre": cadre, "ladder": ladder.value, "level": level, "awarded_on": day}
                self._recorded(Qualification, award, day or FIRST, {"level": chance.choice(levels)})

    def _recorded(self, model, columns: dict, day: date, mistake: dict) -> None:
        """A fact learnt some time after `day`; now and then a mistake was believed first, or the fact was taken back."""
        chance = self.random
        learnt = min(self._moment(max(day, FIRST)), LATEST)
        fate = chance.random()
        if fate < 0.15 and mistake:
            put_right = min(learnt + timedelta(days=chance.randint(0, 900)), LATEST)
            self._keep(model, columns | mistake, learnt, until=put_right)
            learnt = put_right
        taken_back = fate > 0.94 and model is not Profile
        self._keep(model, columns, learnt, until=min(learnt + timedelta(days=500), LATEST) if taken_back else None)

    def _keep(self, model, columns: dict, learnt: datetime, *, until: datetime | None) -> None:
        fact = model(**columns, recorded_at=learnt, recorded_by=BY)
        if until:
            fact.superseded_at, fact.superseded_by = until, BY
        if model is Profile:
            fact.write_keys()
        self.facts.append(fact)

    def _place(self, day: date):
        return self.random.choice([unit for unit in self.communes if day in unit.period])

    def _position(self, day: date):
        usual = [position for position in self.positions if day in position.period]
        return self.random.choice(
            [position for position in usual for _ in range(3 if position.category in ("elected", "civil_servant") else 1)]
        )

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randint(0, max(0, (min(last, LAST) - first).days)))

    def _moment(self, day: date) -> datetime:
        late = timedelta(days=self.random.choice((0, 3, 40, 700)), hours=self.random.randint(0, 23))
        return datetime.combine(day, time(8), tzinfo=timezone.get_default_timezone()) + late
