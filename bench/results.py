"""What a measure found, which targets it was held against, and how both are told. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from bench.timing import Timing


@dataclass(frozen=True)
class Target:
    """`value` must not exceed `limit`."""

    text: str
    value: float
    limit: float

    @property
    def met(self) -> bool:
        return self.value <= self.limit


@dataclass
class Measure:
    """One operation: medians in milliseconds by contender, whether all contenders gave the same answer, and its targets."""

    engine: str
    name: str
    ms: dict[str, float] = field(default_factory=dict)
    same: bool | None = None
    targets: list[Target] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, engine: str, name: str, timings: dict[str, Timing], **more) -> "Measure":
        return cls(engine, name, {contender: timing.ms for contender, timing in timings.items()}, **more)

    def ratio(self, one: str, other: str) -> float:
        return self.ms[one] / self.ms[other]

    def as_dict(self) -> dict:
        told = asdict(self)
        told["ms"] = {name: round(value, 4) for name, value in self.ms.items()}
        told["targets"] = [asdict(target) | {"met": target.met} for target in self.targets]
        return told

    @classmethod
    def from_dict(cls, told: dict) -> "Measure":
        targets = [Target(target["text"], target["value"], target["limit"]) for target in told["targets"]]
        return cls(**{**told, "targets": targets})


def table(measures: Iterable[Measure]) -> str:
    """Lines for a terminal: a measure, its medians and ratios, then its targets."""
    lines = []
    for measure in measures:
        same = {True: "same answers", False: "ANSWERS DIFFER", None: ""}[measure.same]
        lines.append(f"\n{measure.engine:<10} {measure.name}  {same}")
        base = next(iter(measure.ms.values()), 0)
        for contender, ms in measure.ms.items():
            ratio = f"× {ms / base:,.2f}" if base else ""
            lines.append(f"    {contender:<34} {ms:>14,.3f} ms  {ratio:>14}")
        lines += [f"    · {note}" for note in measure.notes]
        for target in measure.targets:
            mark = "met   " if target.met else "MISSED"
            lines.append(f"    {mark}  {target.text}: {target.value:.4g} (at most {target.limit:.4g})")
    return "\n".join(lines)


def failures(measures: Iterable[Measure]) -> list[str]:
    """What must not be: answers that differ, and targets that were missed."""
    found = []
    for measure in measures:
        if measure.same is False:
            found.append(f"{measure.engine}, {measure.name}: the answers differ")
        found += [
            f"{measure.engine}, {measure.name}: {target.text} is {target.value:.4g}, at most {target.limit:.4g}"
            for target in measure.targets
            if not target.met
        ]
    return found
