"""What a drill found: figures to print, and faults that must not be. Pure."""

from dataclasses import dataclass, field


@dataclass
class Finding:
    """`figures` are told in their order; `faults` is empty when the drill went well."""

    drill: str
    engine: str
    figures: dict = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> str:
        head = f"{'WELL ' if not self.faults else 'FAULT'}  {self.drill} ({self.engine})"
        told = [f"    {name.replace('_', ' ')}: {value}" for name, value in self.figures.items()]
        return "\n".join([head, *told, *(f"    ! {fault[:1500]}" for fault in self.faults)])
