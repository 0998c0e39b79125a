"""Lượt: how often people took part, which is not how many people there are (one person may attend twice).

Pure. An `Attendances` adds to attendances only; adding it to a number of people is a TypeError, not a figure. It becomes a plain
number where it is printed, beside its unit.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Attendances:
    """A number of lượt, 0 or more. Has no `int()`: whoever prints it asks for `.number` and says the unit."""

    number: int

    UNIT = "lượt"

    def __post_init__(self):
        if isinstance(self.number, bool) or not isinstance(self.number, int):
            raise TypeError(f"Attendances are counted in whole numbers, not in {type(self.number).__name__}.")
        if self.number < 0:
            raise ValueError(f"There are no {self.number} attendances.")

    def __add__(self, other: "Attendances") -> "Attendances":
        if not isinstance(other, Attendances):
            return NotImplemented
        return Attendances(self.number + other.number)

    def __bool__(self) -> bool:
        return self.number > 0

    @classmethod
    def total(cls, many: Iterable["Attendances"]) -> "Attendances":
        """The sum; `sum()` itself would begin with 0, which is no attendance."""
        whole = cls(0)
        for one in many:
            whole += one
        return whole
