"""Two dossiers of one person side by side, and what was chosen of each.

Fields of the profile that differ are chosen one by one; of posts, diplomas and all else the loser's are carried over unless the winner
says the same already or the clerk leaves them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.actions.dossiers import Choice, standing
from cadres.models import Profile
from cadres.told import PRECISIONS, both_values, capital, fields_of, in_one_line, kind_of
from chuanxa.facts import Recorded, content

WINNER, LOSER = "winner", "loser"


@dataclass(frozen=True)
class Side:
    """A field of the two profiles: its name, its label and both texts. `same` needs no choice; `first` is what is proposed."""

    name: str
    label: str
    winner: str
    loser: str

    @property
    def same(self) -> bool:
        return self.winner == self.loser

    @property
    def first(self) -> str:
        return LOSER if self.loser and not self.winner else WINNER


@dataclass(frozen=True)
class Carried:
    """One fact of the loser; `twin` says that the winner has the same."""

    key: str
    what: str
    says: str
    twin: bool


@dataclass(frozen=True)
class Pair:
    """Both dossiers as they stand."""

    winner: Profile
    loser: Profile
    winners: tuple[Recorded, ...]
    losers: tuple[Recorded, ...]

    @property
    def sides(self) -> list[Side]:
        """Every field of the profile."""
        return [
            Side(field.name, capital(str(field.verbose_name)), *both_values(self.winner, self.loser, field))
            for field in fields_of(self.winner)
        ]

    @property
    def carried(self) -> list[Carried]:
        """The loser's other facts."""
        held = [_said(fact) for fact in self.winners]
        return [Carried(_key(fact), kind_of(fact), in_one_line(fact), _said(fact) in held) for fact in self.losers]

    def choice(self, typed: Mapping[str, str]) -> Choice:
        """What the form says: `field:<name>` is "winner" or "loser", `fact:<key>` is ticked for what is carried over."""
        profile: dict = {}
        for side in self.sides:
            if typed.get(f"field:{side.name}", WINNER) == LOSER:
                columns = [side.name, PRECISIONS.get(side.name)]
                profile |= {name: getattr(self.loser, name) for name in columns if name}
        return Choice(profile, tuple(fact for fact in self.losers if typed.get(f"fact:{_key(fact)}")))


def pair(winner: int, loser: int) -> Pair | None:
    """Both dossiers, or None when one of them does not stand."""
    profiles = {profile.cadre_id: profile for profile in Profile.objects.known().filter(cadre__in=[winner, loser])}
    if len(profiles) < 2:
        return None
    first, second = (tuple(fact for fact in standing(one) if not isinstance(fact, Profile)) for one in (winner, loser))
    return Pair(profiles[winner], profiles[loser], first, second)


def _key(fact: Recorded) -> str:
    return f"{fact._meta.model_name}-{fact.pk}"


def _said(fact: Recorded) -> tuple:
    return type(fact), tuple(sorted((name, str(value)) for name, value in content(fact).items() if name != "cadre_id"))
