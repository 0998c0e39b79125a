"""Deals levels out to people so that the counts of a table come out exactly, and nobody ever forgets what they learnt.

Pure. A person's level on a day lies between a floor (what they had before) and a ceiling (what they are known to have later);
within these, the better the score, the higher the level.
"""

from collections.abc import Mapping, Sequence


def deal(floors: Sequence[int], ceilings: Sequence[int], scores: Sequence[float], quotas: Mapping[int, int]) -> list[int]:
    """One level per person. `quotas` (level → people) should add up to the number of people.

    The quotas are met exactly whenever floors and ceilings allow it from the top down; a floor is never undercut, and who is
    left over takes the lowest level open to them.
    """
    dealt: dict[int, int] = {}
    waiting = sorted(range(len(floors)), key=lambda one: -scores[one])
    for level in sorted(quotas, reverse=True):
        held = [one for one in waiting if floors[one] >= level]
        room = max(0, quotas[level] - len(held))
        risen = [one for one in waiting if floors[one] < level <= ceilings[one]][:room]
        dealt.update((one, max(level, floors[one])) for one in held)
        dealt.update((one, level) for one in risen)
        waiting = [one for one in waiting if one not in dealt]
    dealt.update((one, floors[one]) for one in waiting)
    return [dealt[one] for one in range(len(floors))]


def share_out(shares: Mapping[int, float], people: int) -> dict[int, int]:
    """Whole people per level in proportion to the shares (largest remainders), adding up to `people`."""
    total = sum(shares.values()) or 1
    exact = {level: people * share / total for level, share in shares.items()}
    found = {level: int(value) for level, value in exact.items()}
    missing = people - sum(found.values())
    for level in sorted(exact, key=lambda level: (found[level] - exact[level], level))[:missing]:
        found[level] += 1
    return found
